"""What becomes of the bot in channels and groups: let in, given rights, removed."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import ChatMemberUpdated

from bot.services.losses import Losses

router = Router(name=__name__)


@router.my_chat_member(F.chat.type == "channel")
async def of_a_channel(event: ChatMemberUpdated, losses: Losses) -> None:
    """Asks how things stand now, since updates may be old when they are handled."""
    await losses.look(event.chat.id)
