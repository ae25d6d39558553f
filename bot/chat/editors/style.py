"""/settings: the house style, changed by buttons and shown on a sample at once."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, or_f
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.access import Has
from bot.chat.asking import Ask, Asked, Question, ask, said
from bot.chat.callbacks import StyleButton
from bot.chat.cards import Cards
from bot.chat.keyboards import style as keyboards
from bot.chat.keyboards.switch import with_switch
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.texts import style as texts
from bot.chat.texts.problems import problem
from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.outcome import NotSent, Sent
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.ports import Sender
from bot.services.styling import Styling

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
    """/settings: the style on a sample and in words; who may change it gets buttons."""
    channel = await channels.current(person)
    place = place_of(message)
    await show(channel, place, person, state, cards, sender, styling, channels)


async def view(
    spot: Spot,
    person: Person,
    state: FSMContext,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    channels: Channels,
) -> None:
    """The same of the person's current channel, in the place of another one's."""
    channel = await channels.current(person)
    await show(
        channel, spot.place, person, state, cards, sender, styling, channels, spot.message_id
    )


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
    act, what, actor_id = callback_data.act, callback_data.what, person.user_id
    channel = await channels.governed(callback_data.channel, person)
    of_elements = act in ("switch", "up", "down")
    match act:
        case "ask" if what in ("emoji", "footer"):
            question = (_emoji if what == "emoji" else _footer)(channel)
            await ask(question, spot.place, person, cards, state)
            return
        case "elements":
            await cards.rewrite(spot, texts.elements(), keyboards.elements(channel))
            return
        case "menu":
            mine = await channels.seen_by(person)
            await cards.rewrite(spot, *_menu(channel, mine, may_change=True))
            return
        case "next":
            channel = await styling.next_value(channel.id, what, actor_id)
        case "switch":
            channel = await styling.switch(channel.id, what, actor_id)
        case "up" | "down":
            channel = await styling.move(channel.id, what, -1 if act == "up" else 1, actor_id)
        case _:
            return
    await show(
        channel,
        spot.place,
        person,
        state,
        cards,
        sender,
        styling,
        channels,
        spot.message_id,
        of_elements=of_elements,
    )


@router.callback_query(StyleButton.filter())
async def leaders_only(_query: CallbackQuery, toast: Toast) -> None:
    """An editor can't change the style, whatever button was found or forged."""
    toast.text = _("Only the owner or the chief editor can do this.")


@router.message(or_f(EMOJI, FOOTER), F.text)
async def take(
    message: Message,
    asked: Asked,
    state: FSMContext,
    person: Person,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    channels: Channels,
) -> None:
    """Sets the emoji or the footer and shows the sample anew."""
    channel = await channels.governed(asked.extra["channel"], person)
    put = styling.set_emoji if asked.what == EMOJI.what else styling.set_footer
    channel = await put(channel.id, said(message) or "", person.user_id)
    await show(channel, place_of(message), person, state, cards, sender, styling, channels)


async def show(
    channel: Channel,
    place: Place,
    person: Person,
    state: FSMContext,
    cards: Cards,
    sender: Sender,
    styling: Styling,
    channels: Channels,
    menu_id: int = 0,
    *,
    of_elements: bool = False,
) -> None:
    """Sends the sample, and the menu below it; those before go, so that the chat stays short."""
    shown = list[int]((await state.get_data()).get("shown", ()))
    await _remove(cards, place, [*shown, menu_id] if menu_id else shown)
    post, shown, refusal = await styling.sample(channel.id), [], None
    for delivery in post.with_options(silent=True).deliveries():
        there = replace(delivery, thread_id=place.thread_id)
        outcome = await sender.send(place.chat_id, there)
        if isinstance(outcome, Sent):
            shown.extend(outcome.message_ids)
        elif isinstance(outcome, NotSent):
            refusal = problem(outcome.reason)
    if of_elements:
        text, keyboard = texts.elements(), keyboards.elements(channel)
    else:
        may = person.may(Right.SETTINGS, channel.id)
        text, keyboard = _menu(channel, await channels.seen_by(person), may_change=may)
    if refusal:
        text = Text(text, "\n\n⚠️ ", refusal)
    shown.append(await cards.say(place, text, keyboard))
    await state.set_data({"shown": shown})


def _menu(
    channel: Channel, mine: list[Channel], *, may_change: bool
) -> tuple[Text, InlineKeyboardMarkup | None]:
    keyboard = keyboards.menu(channel) if may_change else None
    return texts.style(channel, may_change=may_change), with_switch(
        keyboard, "settings", mine, channel
    )


def _emoji(channel: Channel) -> Ask:
    text = _("Send the emoji that stands before every headline, or «-» for none.")
    return Ask(EMOJI, text, {"channel": channel.id})


def _footer(channel: Channel) -> Ask:
    text = _(
        "Send the footer of every post, or «-» for none. {channel} becomes the channel's "
        "name, {age} the age mark."
    )
    return Ask(FOOTER, text, {"channel": channel.id})


async def _remove(cards: Cards, place: Place, messages: list[int]) -> None:
    if messages:
        await cards.remove(place, list(dict.fromkeys(messages)))
