"""«Ещё раз» for what could not be handled."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.access import Has
from bot.chat.callbacks import AsideButton
from bot.chat.cards import Cards
from bot.chat.places import Spot
from bot.domain.errors import StateError
from bot.domain.people import Right
from bot.services.inbox import Inbox

router = Router(name=__name__)


@router.callback_query(AsideButton.filter(), Has(Right.BACKUP))
async def again(
    _query: CallbackQuery, callback_data: AsideButton, spot: Spot, cards: Cards, inbox: Inbox
) -> None:
    """Tries it once more, after whatever waits; where it fails again, that is told again."""
    if not await inbox.again(callback_data.update):
        raise StateError("It has been tried again already.")
    await cards.rewrite(spot, Text(_("I am trying once more what could not be handled.")))
