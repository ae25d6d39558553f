"""The way out of a dialogue."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import asked_in, close
from bot.chat.callbacks import CloseButton
from bot.chat.cards import Cards
from bot.chat.places import Spot, place_of

router = Router(name=__name__)


@router.callback_query(CloseButton.filter())
async def leave(
    _query: CallbackQuery, callback_data: CloseButton, spot: Spot, state: FSMContext, cards: Cards
) -> None:
    """Leaves the dialogue; the post stays as it was. Another question stays open."""
    asked = await asked_in(state)
    if (asked.what, asked.post) == (callback_data.what, callback_data.post):
        await close(state)
    text = _("All right.") if callback_data.done else _("All right, nothing is changed.")
    await cards.rewrite(spot, Text(text))


@router.message(lambda message: message.text == _("Cancel"))
async def cancel(message: Message, state: FSMContext, cards: Cards) -> None:
    """The button of a keyboard that outlived its question is no release."""
    await close(state)
    text = Text(_("All right, nothing is changed."))
    await cards.say(place_of(message), text, ReplyKeyboardRemove())
