"""Commands on the channel: its timetable."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import texts
from bot.chat.cards import Cards
from bot.chat.keyboards.switch import with_switch
from bot.chat.places import place_of
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.overview import Overview
from bot.services.timetables import Timetables

router = Router(name=__name__)

FREE_SHOWN = 5  # slots


@router.message(Command("slots"))
async def slots(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    channels: Channels,
    timetables: Timetables,
    overview: Overview,
) -> None:
    """/slots shows the timetable and what is free next; with an argument it sets it."""
    if not command.args:
        await cards.say(place_of(message), *await view(person, channels, overview))
        return
    channel = await channels.current(person, Right.TIMETABLE)
    channel = await timetables.set_slots(channel.id, command.args, person.user_id)
    text = _("The timetable is set: {slots}\nPosts that are queued keep their times.")
    await message.answer(text.format(slots=channel.slots))


async def view(
    person: Person, channels: Channels, overview: Overview
) -> tuple[Text, InlineKeyboardMarkup | None]:
    """The timetable of the person's current channel, and what is free next."""
    channel, mine = await channels.current(person), await channels.seen_by(person)
    free = await overview.free(channel.id, FREE_SHOWN)
    shown = texts.slots(channel, free, overview.clock.now())
    return shown, with_switch(None, "slots", mine, channel)
