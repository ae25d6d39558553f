"""Everything that a reader sends and that is no command; it tells nothing of the desk."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _

from bot.chat.presses import Toast

router = Router(name=__name__)


@router.message()
async def not_understood(message: Message) -> None:
    """A short way on."""
    await message.answer(_("I did not understand. /latest shows the latest news, /help the rest."))


@router.callback_query()
async def dead_button(_query: CallbackQuery, toast: Toast) -> None:
    """A button of old, or a forged one."""
    toast.text = _("This button no longer works.")
