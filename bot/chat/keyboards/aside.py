"""What can be done about an update that could not be handled."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import AsideButton
from bot.chat.keyboards.building import button


def aside(number: int) -> InlineKeyboardMarkup:
    """It may be tried once more."""
    again = button(_("Try again"), AsideButton(update=number))
    return InlineKeyboardMarkup(inline_keyboard=[[again]])
