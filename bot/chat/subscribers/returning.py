"""Readers who block the bot, and those who come back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, F, Router
from aiogram.types import ChatMemberUpdated, TelegramObject, User

from bot.services.absent import Absent

router = Router(name=__name__)


@router.my_chat_member(F.chat.type == "private")
async def of_a_reader(event: ChatMemberUpdated, absent: Absent) -> None:
    """Blocked or unblocked; who unblocks has come back, as the middleware sees too."""
    if event.new_chat_member.status == "kicked":
        await absent.went(event.from_user.id)
    else:
        await absent.came(event.from_user.id)


class Returning(BaseMiddleware):
    """Whoever writes or presses is there."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Notes it before the update is handled."""
        user: User | None = data.get("event_from_user")
        if user is not None:
            absent: Absent = data["absent"]
            await absent.came(user.id)
        return await handler(event, data)
