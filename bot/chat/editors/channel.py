"""Commands on the channel: timetable, pause, resume."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _

from bot.chat import texts
from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.planning import Defaults, when
from bot.services.channels import Channels
from bot.services.overview import Overview
from bot.services.ports import Clock
from bot.services.timetables import Timetables

router = Router(name=__name__)

FREE_SHOWN = 5  # slots


@router.message(Command("slots"))
async def slots(
    message: Message,
    command: CommandObject,
    person: Person,
    channels: Channels,
    timetables: Timetables,
    overview: Overview,
) -> None:
    """/slots shows the timetable and what is free next; with an argument it sets it."""
    if not command.args:
        channel = await channels.current(person)
        free = await overview.free(channel.id, FREE_SHOWN)
        shown = texts.slots(channel, free, overview.clock.now())
        await message.answer(**shown.as_kwargs())
        return
    channel = await channels.current(person, Right.TIMETABLE)
    channel = await timetables.set_slots(channel.id, command.args, person.user_id)
    text = _("The timetable is set: {slots}\nPosts that are queued keep their times.")
    await message.answer(text.format(slots=channel.slots))


@router.message(Command("pause"))
async def pause(
    message: Message,
    command: CommandObject,
    person: Person,
    clock: Clock,
    channels: Channels,
    timetables: Timetables,
) -> None:
    """/pause, or /pause until a time."""
    until = None
    channel = await channels.current(person, Right.PAUSE)
    if command.args:
        phrase = command.args.strip()
        for word in ("до ", "until "):
            phrase = phrase.removeprefix(word)
        for word, instead in (("на ", "через "), ("for ", "in ")):
            if phrase.startswith(word):
                phrase = instead + phrase.removeprefix(word)
        rules = channel.rules
        defaults = Defaults(rules.morning, rules.day, rules.evening)
        moment = when(phrase, clock.now(), channel.zone, defaults)
        if moment.kind == "confirm":
            raise InputError("Say the time exactly, for example /pause until tomorrow 09:00.")
        until = moment.at
    channel = await timetables.pause(channel.id, until, person.user_id)
    await message.answer(texts.paused(channel, clock.now()))


@router.message(Command("resume"))
async def resume(
    message: Message, person: Person, channels: Channels, timetables: Timetables
) -> None:
    """/resume: publishing goes on."""
    channel = await channels.current(person, Right.PAUSE)
    await timetables.resume(channel.id, person.user_id)
    await message.answer(_("▶️ Publishing goes on. What is planned: /queue"))
