"""/settings: the house style, changed by buttons and shown on a sample at once."""

from __future__ import annotations

import logging

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.chat.access import IsOwner
from bot.chat.buttons import leave, markup
from bot.chat.callbacks import StyleButton
from bot.chat.cards import Cards
from bot.chat.dialogs import Ask
from bot.chat.editors.questions import NONE
from bot.chat.presses import Toast
from bot.chat.texts import style as texts
from bot.chat.texts.problems import problem
from bot.domain.channel import ELEMENTS, Channel
from bot.domain.outcome import NotSent, Sent
from bot.domain.people import Person, Role
from bot.services.ports import Sender
from bot.services.scheduling import Scheduling
from bot.services.styling import VALUES, Styling

log = logging.getLogger(__name__)

router = Router(name=__name__)

ASKED = ("emoji", "footer")


@router.message(Command("settings"))
async def settings(
    message: Message,
    state: FSMContext,
    person: Person,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    scheduling: Scheduling,
) -> None:
    """/settings: the style on a sample and in words; the owner gets buttons to change it."""
    channel, owner = await scheduling.channel(), person.role is Role.OWNER
    await show(channel, message.chat.id, state, cards, sender, styling, may_change=owner)


@router.callback_query(StyleButton.filter(), IsOwner())
async def press(
    query: CallbackQuery,
    callback_data: StyleButton,
    state: FSMContext,
    person: Person,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    scheduling: Scheduling,
) -> None:
    """Changes the style and shows the sample anew, or opens a part of the menu."""
    if query.message is None:
        return
    chat_id, place = query.message.chat.id, query.message.message_id
    act, what, owner_id = callback_data.act, callback_data.what, person.user_id
    of_elements = act in ("switch", "up", "down")
    match act:
        case "ask" if what in ASKED:
            await _ask(what, chat_id, state, cards)
            return
        case "elements" | "menu":
            channel = await scheduling.channel()
            text, keyboard = _page(channel, of_elements=act == "elements")
            await cards.rewrite(chat_id, place, text, keyboard)
            return
        case "next":
            channel = await styling.next_value(what, owner_id)
        case "switch":
            channel = await styling.switch(what, owner_id)
        case "up" | "down":
            channel = await styling.move(what, -1 if act == "up" else 1, owner_id)
        case _:
            return
    await show(channel, chat_id, state, cards, sender, styling, place, of_elements=of_elements)


@router.callback_query(StyleButton.filter())
async def owners_only(_query: CallbackQuery, toast: Toast) -> None:
    """An editor can't change the style, whatever button was found or forged."""
    toast.text = _("Only the owner can do this.")


@router.message(StateFilter(Ask.style), F.text, IsOwner())
async def take_answer(
    message: Message,
    state: FSMContext,
    person: Person,
    cards: Cards,
    sender: Sender,
    styling: Styling,
) -> None:
    """Sets what was asked for and shows the sample anew."""
    what = (await state.get_data())["what"]
    said = message.text or ""
    words = "" if said in NONE else said
    if what == "emoji":
        channel = await styling.set_emoji(words, person.user_id)
    else:
        channel = await styling.set_footer(words, person.user_id)
    await state.set_state(None)
    await show(channel, message.chat.id, state, cards, sender, styling)


async def show(
    channel: Channel,
    chat_id: int,
    state: FSMContext,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    place: int = 0,
    *,
    may_change: bool = True,
    of_elements: bool = False,
) -> None:
    """Sends the sample, and the menu below it; those before go, so that the chat stays short."""
    shown = list[int]((await state.get_data()).get("shown", ()))
    await _remove(cards, chat_id, [*shown, place] if place else shown)
    post, shown, refusal = await styling.sample(), [], None
    for delivery in post.with_options(silent=True).deliveries():
        outcome = await sender.send(chat_id, delivery)
        if isinstance(outcome, Sent):
            shown.extend(outcome.message_ids)
        elif isinstance(outcome, NotSent):
            refusal = problem(outcome.reason)
    if may_change:
        text, keyboard = _page(channel, of_elements=of_elements)
    else:
        text, keyboard = texts.style(channel, may_change=False), None
    if refusal:
        text = Text(text, "\n\n⚠️ ", refusal)
    shown.append(await cards.say(chat_id, text, keyboard))
    await state.set_data({"shown": shown})


async def _ask(what: str, chat_id: int, state: FSMContext, cards: Cards) -> None:
    question = {
        "emoji": _("Send the emoji that stands before every headline, or «-» for none."),
        "footer": _(
            "Send the footer of every post, or «-» for none. {channel} becomes the channel's "
            "name, {age} the age mark."
        ),
    }[what]
    shown = (await state.get_data()).get("shown", [])
    await state.set_state(Ask.style)
    await state.set_data({"what": what, "post": 0, "shown": shown})
    await cards.say(chat_id, Text(question), leave(what, 0))


async def _remove(cards: Cards, chat_id: int, messages: list[int]) -> None:
    if not messages:
        return
    try:
        await cards.bot.delete_messages(chat_id, list(dict.fromkeys(messages)))
    except TelegramAPIError as error:
        log.info("an old sample stays: %s", error.message)


def _page(channel: Channel, *, of_elements: bool) -> tuple[Text, InlineKeyboardMarkup]:
    if of_elements:
        return texts.elements(), _elements(channel)
    return texts.style(channel, may_change=True), _menu()


def _menu() -> InlineKeyboardMarkup:
    keyboard = InlineKeyboardBuilder()
    names = {
        "hashtags": _("Hashtags"),
        "expandable_from": _("Quotations"),
        "long_text": _("Long text"),
        "tables": _("Tables"),
        "long_with_photo": _("Photo and long text"),
        "caption_above": _("Text of a photo"),
        "link_preview": _("Links"),
    }
    keyboard.button(text=_("Order"), callback_data=StyleButton(act="elements", what=""))
    keyboard.button(text=_("Emoji"), callback_data=StyleButton(act="ask", what="emoji"))
    keyboard.button(text=_("Footer"), callback_data=StyleButton(act="ask", what="footer"))
    for field in VALUES:
        keyboard.button(text=names[field], callback_data=StyleButton(act="next", what=field))
    return markup(keyboard.adjust(2))


def _elements(channel: Channel) -> InlineKeyboardMarkup:
    keyboard = InlineKeyboardBuilder()
    shown, rows = channel.style.elements, list[int]()

    def add(label: str, act: str, what: str) -> None:
        keyboard.button(text=label, callback_data=StyleButton(act=act, what=what))

    for name in shown:
        add(f"✅ {texts.element(name)}", "switch", name)
        add("↑", "up", name)
        add("↓", "down", name)
        rows.append(3)
    for name in ELEMENTS:
        if name not in shown:
            add(f"▫️ {texts.element(name)}", "switch", name)
            rows.append(1)
    add(_("‹ Back"), "menu", "")
    return markup(keyboard.adjust(*rows, 1))
