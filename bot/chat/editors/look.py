"""How one post is sent: sound, link preview, where the text stands, its photos."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.chat.asking import Anew
from bot.chat.callbacks import PostButton
from bot.chat.pressing import Menu, Pressed
from bot.services.photos import Photos
from bot.services.wishing import Wishing

router = Router(name=__name__)


@router.callback_query(PostButton.filter(F.act == "silent"))
async def silent(_query: CallbackQuery, pressed: Pressed, wishing: Wishing) -> Menu:
    """With sound or without; the preview shows neither."""
    await wishing.switch(pressed.number, pressed.version, "silent", pressed.actor_id)
    return Menu("more")


@router.callback_query(PostButton.filter(F.act.in_({"link_preview", "caption_above", "rich"})))
async def switch(_query: CallbackQuery, pressed: Pressed, wishing: Wishing) -> Anew | None:
    """What changes the look of the post."""
    match pressed.act:
        case "link_preview" | "caption_above" | "rich" as option:
            await wishing.switch(pressed.number, pressed.version, option, pressed.actor_id)
            return Anew()
    return None


@router.callback_query(PostButton.filter(F.act == "photos"))
async def switch_photos(_query: CallbackQuery, pressed: Pressed, photos: Photos) -> Anew:
    """Takes the photos of the document into the post, or out of it."""
    await photos.switch(pressed.number, pressed.version, pressed.actor_id)
    return Anew()
