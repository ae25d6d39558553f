"""/log and /dossier: who did what."""

from __future__ import annotations

import asyncio

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.access import Has
from bot.chat.callbacks import LogButton
from bot.chat.cards import Cards
from bot.chat.editors.queue import number_of
from bot.chat.keyboards.building import keyboard
from bot.chat.keyboards.lists import arrows
from bot.chat.places import Spot, place_of
from bot.chat.rights import look_up
from bot.chat.texts.dossier import dossier_file
from bot.chat.texts.log import log
from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.drafts import Drafts
from bot.services.journal import Journal

router = Router(name=__name__)

MOST = 20  # acts on a page: as many as a message surely holds
OLDEST = 100_000  # pages; a forged button may carry any number


@router.message(Command("log"), Has(Right.LOG))
async def show_log(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    channels: Channels,
    journal: Journal,
) -> None:
    """/log [N]: the newest acts."""
    words = (command.args or str(MOST)).strip()
    if not (words.isascii() and words.isdigit() and len(words) < 10 and int(words) > 0):
        raise InputError("Say how many acts, for example {usage}.", usage="/log 10")
    size = min(int(words), MOST)
    text, turns = await _page(person, 0, size, channels, journal)
    await cards.say(place_of(message), text, turns)


@router.callback_query(LogButton.filter(), Has(Right.LOG))
async def turn(
    _query: CallbackQuery,
    callback_data: LogButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    channels: Channels,
    journal: Journal,
) -> None:
    """Older or newer acts, in place."""
    page = min(max(callback_data.page, 0), OLDEST)
    size = min(max(callback_data.size, 1), MOST)
    await cards.rewrite(spot, *await _page(person, page, size, channels, journal))


@router.message(Command("dossier"), Has(Right.LOG))
async def dossier(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    journal: Journal,
) -> None:
    """/dossier N: a file with everything about a post."""
    number = number_of(command.args, "/dossier 12")
    await look_up(person, number, "dossier", drafts)
    file = await journal.file(number)
    page = await asyncio.to_thread(dossier_file, file, cards.clock.now())
    await message.answer_document(
        BufferedInputFile(page, f"dossier-{number}.html"),
        caption=_("Everything about № {number}.").format(number=number),
    )


@router.message(Command("log", "dossier"))
async def not_for_authors(message: Message) -> None:
    """Somebody at the desk without the right."""
    await message.answer(_("Only editors can read the log."))


async def _page(
    person: Person, number: int, size: int, channels: Channels, journal: Journal
) -> tuple[Text, InlineKeyboardMarkup | None]:
    channel = await channels.current(person, Right.LOG)
    page = await journal.page(None if person.owner else channel.id, number, size)
    last = number + (2 if page.more else 1)
    turns = arrows(number, last, lambda to: LogButton(page=to, size=size))
    return log(page, channel, all_channels=person.owner), keyboard([turns])
