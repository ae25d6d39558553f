"""What went wrong with a message, said to its sender. The unexpected goes on to the inbox."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject

from bot.chat.texts import error_text
from bot.domain.errors import BotError


class ExplainErrors(BaseMiddleware):
    """Answers a message that could not be acted on.

    A middleware, not an error handler of aiogram's: those run outside the person's language.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Runs the handler; an error that a person should read becomes its answer."""
        try:
            return await handler(event, data)
        except BotError as error:
            if isinstance(event, Message):
                await event.answer(error_text(error))
            return None
