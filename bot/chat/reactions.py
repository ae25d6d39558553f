"""Reactions of readers, as Telegram counts them."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import MessageReactionCountUpdated

from bot.services.reactions import Reactions

router = Router(name=__name__)


@router.message_reaction_count()
async def counted(event: MessageReactionCountUpdated, reactions: Reactions) -> None:
    """Keeps how many there are in all."""
    total = sum(each.total_count for each in event.reactions)
    await reactions.note(event.chat.id, event.message_id, total)
