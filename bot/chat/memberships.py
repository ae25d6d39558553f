"""What becomes of the bot in channels and groups: let in, given rights, removed."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import ChatMemberUpdated, Message

from bot.services.desks import GROUPS, Desks
from bot.services.losses import Losses

router = Router(name=__name__)


@router.my_chat_member(F.chat.type == "channel")
async def of_a_channel(event: ChatMemberUpdated, losses: Losses) -> None:
    """Asks how things stand now, since updates may be old when they are handled."""
    await losses.look(event.chat.id, event.chat.username)


@router.my_chat_member(F.chat.type.in_(GROUPS), F.new_chat_member.status.in_({"kicked", "left"}))
async def of_a_group(event: ChatMemberUpdated, desks: Desks) -> None:
    """The bot was removed from a group, which may have been a desk."""
    await desks.gone(event.chat.id)


@router.message(F.migrate_to_chat_id)
async def upgraded(message: Message, desks: Desks) -> None:
    """A group became a supergroup."""
    if message.migrate_to_chat_id is not None:
        await desks.moved(message.chat.id, message.migrate_to_chat_id)
