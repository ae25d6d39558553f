"""/digest: the news in short, at once."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.formatting import Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.cards import Cards
from bot.chat.keyboards import bulletins as keyboards
from bot.chat.places import place_of
from bot.chat.texts import bulletins as texts
from bot.domain.people import Person
from bot.services.digests import Digests

router = Router(name=__name__)
router.message.filter(F.chat.type == "private")


@router.message(Command("digest"))
async def digest(message: Message, person: Person, cards: Cards, digests: Digests) -> None:
    """What is new for the reader, or what the last day brought."""
    edition = await digests.now(person.user_id)
    found, place = edition.bulletin, place_of(message)
    if found is None:
        nothing = _("Nothing for you in the last day. The latest news: /latest")
        below = None if edition.subscribed else keyboards.offer()
        await cards.say(place, Text(nothing), below)
        return
    text = texts.bulletin(found)
    if edition.earlier:
        text = as_list(_("Nothing new since the last digest. The last day once more:"), "", text)
    await cards.say(
        place, text, keyboards.bulletin(found) if edition.subscribed else keyboards.offer()
    )
