"""What can be done about a draft that expires."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import ReviveButton
from bot.chat.keyboards.building import act, button
from bot.services.views import PostView


def expiring(view: PostView) -> InlineKeyboardMarkup:
    """It may be kept."""
    return InlineKeyboardMarkup(inline_keyboard=[[act(view, "keep", _("Keep"))]])


def expired(post_id: int) -> InlineKeyboardMarkup:
    """It may be brought back."""
    back = button(_("Bring back"), ReviveButton(post=post_id))
    return InlineKeyboardMarkup(inline_keyboard=[[back]])
