"""Joining a text and the photos that were sent apart from it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Anew
from bot.chat.callbacks import JoinButton
from bot.chat.cards import Cards
from bot.chat.pressing import Pressed
from bot.services.merging import Merging

router = Router(name=__name__)


@router.callback_query(JoinButton.filter())
async def join(
    _query: CallbackQuery,
    callback_data: JoinButton,
    pressed: Pressed,
    cards: Cards,
    merging: Merging,
) -> Anew:
    """Joins the two posts and shows the one that is left."""
    other = (callback_data.other, callback_data.other_version)
    kept, gone = await merging.join((pressed.number, pressed.version), other, pressed.actor_id)
    said = _("№ {gone} is part of № {kept} now.").format(gone=gone.id, kept=kept.id)
    await cards.withdraw(gone.id, Text(said))
    return Anew(kept.id)
