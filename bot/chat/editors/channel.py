"""Commands on the channel: its timetable."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _

from bot.chat import texts
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.timetables import Timetables

router = Router(name=__name__)


@router.message(Command("slots"))
async def slots(
    message: Message,
    command: CommandObject,
    person: Person,
    channels: Channels,
    timetables: Timetables,
) -> None:
    """/slots shows the timetable; with an argument it sets it."""
    if not command.args:
        await message.answer(**texts.slots(await channels.current(person)).as_kwargs())
        return
    channel = await channels.current(person, Right.TIMETABLE)
    channel = await timetables.set_slots(channel.id, command.args, person.user_id)
    text = _("The timetable is set: {slots}\nPosts that are queued keep their times.")
    await message.answer(text.format(slots=channel.slots))
