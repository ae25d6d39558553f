"""The photos that were found inside a document."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.chat.asking import Anew
from bot.chat.callbacks import PostButton
from bot.chat.pressing import Pressed
from bot.services.photos import Photos

router = Router(name=__name__)


@router.callback_query(PostButton.filter(F.act == "photos"))
async def switch_photos(_query: CallbackQuery, pressed: Pressed, photos: Photos) -> Anew:
    """Takes the photos of the document into the post, or out of it."""
    await photos.switch(pressed.number, pressed.version, pressed.actor_id)
    return Anew()
