"""Below everything that a subscription brings: the way to change it, and out."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.follow_callbacks import FollowButton
from bot.chat.keyboards.building import button, keyboard
from bot.domain.bulletins import Bulletin


def bulletin(what: Bulletin) -> InlineKeyboardMarkup | None:
    """The post in the channel, the subscription, and the way out."""
    link = what.items[0].link if what.copy_of and what.items else None
    return keyboard([
        [InlineKeyboardButton(text=_("Open in the channel"), url=link)] if link else [],
        [
            button(_("Subscription"), FollowButton(act="open")),
            button(_("Unsubscribe"), FollowButton(act="leave")),
        ],
    ])  # fmt: skip


def offer() -> InlineKeyboardMarkup | None:
    """For those who have no subscription."""
    return keyboard([[button(_("Subscribe"), FollowButton(act="open"))]])
