"""/queue: the days of the channel, their posts and free slots."""

from __future__ import annotations

from datetime import date, timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.callbacks import DaysButton, SlotButton
from bot.chat.cards import Cards
from bot.chat.editors.consents import EPOCH, LAST_SECOND
from bot.chat.keyboards.switch import with_switch
from bot.chat.moments import moment_text
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.overview import Overview

router = Router(name=__name__)


@router.message(Command("queue", ignore_case=True))
async def show_queue(
    message: Message, person: Person, cards: Cards, channels: Channels, overview: Overview
) -> None:
    """/queue: from today on."""
    await cards.say(place_of(message), *await view(person, channels, overview))


async def view(
    person: Person, channels: Channels, overview: Overview
) -> tuple[Text, InlineKeyboardMarkup | None]:
    """The days of the person's current channel, with the way to the other ones."""
    channel, mine = await channels.current(person), await channels.seen_by(person)
    sheet = texts.Sheet.of(await overview.days(channel.id))
    keyboard = keyboards.timetable(sheet, person)
    return texts.timetable(sheet), with_switch(keyboard, "queue", mine, channel)


@router.callback_query(DaysButton.filter())
async def turn(
    _query: CallbackQuery,
    callback_data: DaysButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    channels: Channels,
    overview: Overview,
) -> None:
    """Other days, in place."""
    require(person, Right.SEE, callback_data.channel)
    day = date.fromordinal(min(max(1, callback_data.day), date.max.toordinal()))
    days = await overview.days(callback_data.channel, day)
    sheet = texts.Sheet.of(days, callback_data.part)
    mine = await channels.seen_by(person)
    keyboard = with_switch(keyboards.timetable(sheet, person), "queue", mine, days.channel)
    await cards.rewrite(spot, texts.timetable(sheet), keyboard)


@router.callback_query(SlotButton.filter())
async def fill_slot(
    _query: CallbackQuery,
    callback_data: SlotButton,
    spot: Spot,
    toast: Toast,
    person: Person,
    cards: Cards,
    channels: Channels,
    overview: Overview,
) -> None:
    """The drafts that may take a free slot; pressing one gives it that time."""
    require(person, Right.PUBLISH, callback_data.channel)
    channel = await channels.get(callback_data.channel)
    at = EPOCH + timedelta(seconds=min(max(callback_data.at, 0), LAST_SECOND))
    lines = await overview.drafts(channel.id)
    if not lines:
        toast.text = _("There are no drafts. Send me a release.")
        return
    moment = moment_text(at, cards.clock.now(), channel.zone)
    question = Text(_("Which draft goes out {moment}?").format(moment=moment))
    await cards.rewrite(spot, question, keyboards.drafts_for(at, lines, channel))


def require(person: Person, right: Right, channel_id: int) -> None:
    """Raises InputError for a button that the person may not press (any more)."""
    if not person.may(right, channel_id):
        raise InputError("You may not do this in this channel.")
