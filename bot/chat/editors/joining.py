"""Joining a text and the photos that were sent apart from it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import JoinButton
from bot.chat.cards import Cards
from bot.domain.desk import Place
from bot.domain.errors import BotError
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.merging import Merging

router = Router(name=__name__)


@router.callback_query(JoinButton.filter())
async def join(
    query: CallbackQuery,
    callback_data: JoinButton,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    merging: Merging,
) -> None:
    """Joins the two posts and shows the one; where that is too late, the card says how it is."""
    if query.message is None:
        return
    chat_id, place = query.message.chat.id, query.message.message_id
    asked = callback_data
    try:
        kept, gone = await merging.join(
            (asked.post, asked.version), (asked.other, asked.other_version), person.user_id
        )
    except BotError:
        await cards.refresh(chat_id, place, await drafts.view(asked.post))
        raise
    said = _("№ {gone} is part of № {kept} now.").format(gone=gone.id, kept=kept.id)
    await cards.withdraw(gone.id, Text(said))
    await drafts.show(kept.id, Place(chat_id))
