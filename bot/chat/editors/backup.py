"""/backup: a copy of the database for the owner, while the bot runs."""

from __future__ import annotations

import logging

from aiogram import Bot, Router
from aiogram.exceptions import AiogramError
from aiogram.filters import Command
from aiogram.types import FSInputFile, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import get_i18n
from aiogram.utils.i18n import gettext as _
from babel.numbers import format_decimal

from bot.chat.access import Has
from bot.chat.cards import Cards
from bot.chat.places import Spot, place_of
from bot.chat.texts import error_text
from bot.domain import limits
from bot.domain.errors import BotError, InputError
from bot.domain.people import Person, Right
from bot.services.backups import Backups

log = logging.getLogger(__name__)

router = Router(name=__name__)

MEGABYTE = 2**20
TIMEOUT = 300  # seconds; so much may take its time


@router.message(Command("backup"), Has(Right.BACKUP))
async def backup(
    message: Message, bot: Bot, person: Person, cards: Cards, backups: Backups
) -> None:
    """Copies, examines and sends the database; one message tells how far it is."""
    place = place_of(message)
    if not place.private:
        raise InputError("Ask me for a backup in our own chat: it holds everything.")
    spot = Spot(place, await cards.say(place, Text(_("⏳ Copying the database…"))))
    try:
        copy = await backups.copy()
        await cards.rewrite(spot, Text(_("⏳ Examining the copy…")))
        size = await backups.examine(copy, person.user_id)
    except BotError as error:
        await cards.rewrite(spot, Text("⚠️ ", error_text(error)))
        return
    locale = get_i18n().current_locale
    megabytes = format_decimal(size / MEGABYTE, format="0.0", locale=locale)
    if size > limits.UPLOAD:
        text = _("✅ The copy is good: {size} MB. Telegram takes less; it stays on the server.")
        await cards.rewrite(spot, Text(text.format(size=megabytes)))
        return
    await cards.rewrite(spot, Text(_("⏳ Sending the copy…")))
    try:
        await bot.send_document(place.chat_id, FSInputFile(copy), request_timeout=TIMEOUT)
    except (AiogramError, OSError) as error:
        log.warning("a backup was not sent: %s", error)
        text = _("⚠️ The copy is good, but could not be sent; it stays on the server.")
        await cards.rewrite(spot, Text(text))
        return
    await backups.drop(copy)
    text = _("✅ The copy is good: {size} MB. Keep it where only you can read it.")
    await cards.rewrite(spot, Text(text.format(size=megabytes)))


@router.message(Command("backup"))
async def not_for_editors(message: Message) -> None:
    """Somebody at the desk who is not the owner."""
    await message.answer(_("Only the owner can do this."))
