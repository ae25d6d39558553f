"""/settings: the house style, changed by buttons and shown on a sample at once."""

from __future__ import annotations

import logging

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.chat.access import Has
from bot.chat.asking import Ask, Question, ask, said
from bot.chat.callbacks import StyleButton
from bot.chat.cards import Cards
from bot.chat.keyboards import markup
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.texts import style as texts
from bot.chat.texts.problems import problem
from bot.domain.channel import ELEMENTS, Channel
from bot.domain.desk import Place
from bot.domain.outcome import NotSent, Sent
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.ports import Sender
from bot.services.styling import VALUES, Styling

log = logging.getLogger(__name__)

router = Router(name=__name__)

EMOJI = Question("emoji")
FOOTER = Question("footer")


@router.message(Command("settings"))
async def settings(
    message: Message,
    state: FSMContext,
    person: Person,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    channels: Channels,
) -> None:
    """/settings: the style on a sample and in words; the owner gets buttons to change it."""
    channel = await channels.current(person)
    may = person.may(Right.SETTINGS, channel.id)
    await show(channel, place_of(message), state, cards, sender, styling, may_change=may)


@router.callback_query(StyleButton.filter(), Has(Right.SETTINGS))
async def press(
    _query: CallbackQuery,
    callback_data: StyleButton,
    spot: Spot,
    state: FSMContext,
    person: Person,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    channels: Channels,
) -> None:
    """Changes the style and shows the sample anew, or opens a part of the menu."""
    act, what, owner_id = callback_data.act, callback_data.what, person.user_id
    channel = await channels.current(person, Right.SETTINGS)
    of_elements = act in ("switch", "up", "down")
    match act:
        case "ask" if what in ("emoji", "footer"):
            await ask(_emoji() if what == "emoji" else _footer(), spot.place, person, cards, state)
            return
        case "elements" | "menu":
            text, keyboard = _page(channel, of_elements=act == "elements")
            await cards.rewrite(spot, text, keyboard)
            return
        case "next":
            channel = await styling.next_value(channel.id, what, owner_id)
        case "switch":
            channel = await styling.switch(channel.id, what, owner_id)
        case "up" | "down":
            channel = await styling.move(channel.id, what, -1 if act == "up" else 1, owner_id)
        case _:
            return
    await show(
        channel,
        spot.place,
        state,
        cards,
        sender,
        styling,
        spot.message_id,
        of_elements=of_elements,
    )


@router.callback_query(StyleButton.filter())
async def owners_only(_query: CallbackQuery, toast: Toast) -> None:
    """An editor can't change the style, whatever button was found or forged."""
    toast.text = _("Only the owner can do this.")


@router.message(EMOJI, F.text, Has(Right.SETTINGS))
async def take_emoji(
    message: Message,
    state: FSMContext,
    person: Person,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    channels: Channels,
) -> None:
    """Sets the emoji and shows the sample anew."""
    channel = await channels.current(person, Right.SETTINGS)
    channel = await styling.set_emoji(channel.id, said(message) or "", person.user_id)
    await show(channel, place_of(message), state, cards, sender, styling)


@router.message(FOOTER, F.text, Has(Right.SETTINGS))
async def take_footer(
    message: Message,
    state: FSMContext,
    person: Person,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    channels: Channels,
) -> None:
    """Sets the footer and shows the sample anew."""
    channel = await channels.current(person, Right.SETTINGS)
    channel = await styling.set_footer(channel.id, said(message) or "", person.user_id)
    await show(channel, place_of(message), state, cards, sender, styling)


async def show(
    channel: Channel,
    place: Place,
    state: FSMContext,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    menu_id: int = 0,
    *,
    may_change: bool = True,
    of_elements: bool = False,
) -> None:
    """Sends the sample, and the menu below it; those before go, so that the chat stays short."""
    shown = list[int]((await state.get_data()).get("shown", ()))
    await _remove(cards, place, [*shown, menu_id] if menu_id else shown)
    post, shown, refusal = await styling.sample(channel.id), [], None
    for delivery in post.with_options(silent=True).deliveries():
        outcome = await sender.send(place.chat_id, delivery)
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
    shown.append(await cards.say(place, text, keyboard))
    await state.set_data({"shown": shown})


def _emoji() -> Ask:
    text = _("Send the emoji that stands before every headline, or «-» for none.")
    return Ask(EMOJI, text)


def _footer() -> Ask:
    text = _(
        "Send the footer of every post, or «-» for none. {channel} becomes the channel's "
        "name, {age} the age mark."
    )
    return Ask(FOOTER, text)


async def _remove(cards: Cards, place: Place, messages: list[int]) -> None:
    if not messages:
        return
    try:
        await cards.bot.delete_messages(place.chat_id, list(dict.fromkeys(messages)))
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
