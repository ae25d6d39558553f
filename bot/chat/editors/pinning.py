"""«Закрепить» and «Открепить» on the card of a published post."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import PostButton
from bot.chat.presses import Toast
from bot.chat.pressing import Pressed
from bot.services.pinning import Pinning
from bot.services.views import PostView

router = Router(name=__name__)


@router.callback_query(PostButton.filter(F.act.in_({"pin_out", "unpin"})))
async def pin(_query: CallbackQuery, pressed: Pressed, pinning: Pinning, toast: Toast) -> PostView:
    """Has the post pinned, or its pin taken off."""
    on = pressed.act == "pin_out"
    view = await pinning.pin(pressed.number, pressed.version, pressed.actor_id, on=on)
    toast.text = _("Pinning…") if on else _("Unpinning…")
    return view
