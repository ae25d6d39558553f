"""The rules of a channel: a menu whose every press shows its effect at once."""

from __future__ import annotations

import asyncio

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Ask, Asked, Question, ask, said
from bot.chat.callbacks import RuleButton, ZoneButton
from bot.chat.cards import Cards
from bot.chat.keyboards import rules as keyboards
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.texts import rules as texts
from bot.chat.zones import zone_named
from bot.domain.channel import Channel
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.services.channels import Channels
from bot.services.rezoning import Rezoning
from bot.services.ruling import WRITTEN, Ruling

router = Router(name=__name__)

RULE = Question("rule")
ZONE = Question("zone")

# A longer answer is no rule but the next release.
LONGEST_ANSWER = 200


@router.callback_query(RuleButton.filter(F.act.in_({"menu", "next"})))
async def turn(
    _query: CallbackQuery,
    callback_data: RuleButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    channels: Channels,
    ruling: Ruling,
) -> None:
    """The menu, or the next value of a rule in it."""
    channel = await channels.governed(callback_data.channel, person)
    if callback_data.act == "next":
        channel = await ruling.next_value(channel.id, callback_data.what, person.user_id)
    await cards.rewrite(spot, *page(channel, cards))


@router.callback_query(RuleButton.filter(F.act == "ask"))
async def ask_for(
    _query: CallbackQuery,
    callback_data: RuleButton,
    spot: Spot,
    state: FSMContext,
    person: Person,
    cards: Cards,
    channels: Channels,
) -> None:
    """Asks for a rule that is written."""
    channel, rule = await channels.governed(callback_data.channel, person), callback_data.what
    if rule == "zone":
        text = _("Send the time zone: a big city of it, for example Irkutsk, or Asia/Irkutsk.")
        wish = Ask(ZONE, text, {"channel": channel.id})
    elif rule in WRITTEN:
        wish = Ask(RULE, texts.question(rule), {"channel": channel.id, "rule": rule})
    else:
        raise StateError("This button no longer works.")
    await ask(wish, spot.place, person, cards, state)


@router.message(RULE, F.text.len() <= LONGEST_ANSWER)
async def take_rule(
    message: Message,
    asked: Asked,
    person: Person,
    cards: Cards,
    channels: Channels,
    ruling: Ruling,
) -> None:
    """Sets the rule and shows all of them."""
    channel = await channels.governed(asked.extra["channel"], person)
    words = said(message) or ""
    channel = await ruling.write(channel.id, asked.extra["rule"], words, person.user_id)
    await cards.say(place_of(message), *page(channel, cards))


@router.callback_query(RuleButton.filter((F.act == "open") & (F.what == "zone")))
async def show_zones(
    _query: CallbackQuery,
    callback_data: RuleButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    channels: Channels,
) -> None:
    """Zones to choose from."""
    channel = await channels.governed(callback_data.channel, person)
    now = cards.clock.now()
    await cards.rewrite(spot, texts.zones(channel, now), keyboards.zones(channel, now))


@router.callback_query(ZoneButton.filter())
async def press_zone(
    _query: CallbackQuery,
    callback_data: ZoneButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    toast: Toast,
    channels: Channels,
    rezoning: Rezoning,
) -> None:
    """Sets the zone, where the queue is concerned after asking what that keeps."""
    channel = await channels.governed(callback_data.channel, person)
    zone, act = callback_data.zone, callback_data.act
    if act == "pick":
        await cards.rewrite(spot, *await _rezoned(channel, zone, person, cards, rezoning))
        return
    if act not in ("clock", "moments"):
        raise StateError("This button no longer works.")
    keep_clock = act == "clock"
    channel = await rezoning.set(channel.id, zone, person.user_id, keep_clock=keep_clock)
    toast.text = _("The time zone is {zone} now.").format(zone=zone)
    await cards.rewrite(spot, *page(channel, cards))


@router.message(ZONE, F.text.len() <= LONGEST_ANSWER)
async def take_zone(
    message: Message,
    asked: Asked,
    person: Person,
    cards: Cards,
    channels: Channels,
    rezoning: Rezoning,
) -> None:
    """The zone was written."""
    channel = await channels.governed(asked.extra["channel"], person)
    zone = await asyncio.to_thread(zone_named, message.text or "")
    shown = await _rezoned(channel, zone, person, cards, rezoning)
    await cards.say(place_of(message), *shown)


def page(channel: Channel, cards: Cards) -> tuple[Text, InlineKeyboardMarkup | None]:
    """All rules with their buttons."""
    return texts.rules(channel, cards.clock.now()), keyboards.menu(channel)


async def _rezoned(
    channel: Channel, zone: str, person: Person, cards: Cards, rezoning: Rezoning
) -> tuple[Text, InlineKeyboardMarkup | None]:
    moved = await rezoning.concerned(channel.id, zone)
    if moved:
        question = texts.to_keep(channel, zone, moved, cards.clock.now())
        return question, keyboards.to_keep(channel, zone)
    channel = await rezoning.set(channel.id, zone, person.user_id, keep_clock=False)
    return page(channel, cards)
