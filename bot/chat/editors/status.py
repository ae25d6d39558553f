"""/status: how the bot is doing, for those who answer for it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _

from bot.chat.access import Has
from bot.chat.cards import Cards
from bot.chat.places import place_of
from bot.chat.texts.status import status
from bot.domain.people import Person, Right
from bot.services.health import Doctor

router = Router(name=__name__)


@router.message(Command("status"), Has(Right.SETTINGS))
async def show(message: Message, person: Person, cards: Cards, doctor: Doctor) -> None:
    """One message about everything, and about the channels that the person leads."""
    health = await doctor.examine()
    theirs = [
        each.channel for each in health.channels if person.may(Right.SETTINGS, each.channel.id)
    ]
    await cards.say(place_of(message), status(health, theirs))


@router.message(Command("status"))
async def leaders_only(message: Message) -> None:
    """Somebody at the desk who does not lead it."""
    await message.answer(_("Only the owner or the chief editor can do this."))
