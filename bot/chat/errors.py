"""What went wrong with a message, said to its sender. The unexpected goes on to the inbox."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Message

from bot.chat.texts import error_text
from bot.domain.errors import BotError

router = Router(name=__name__)


@router.errors(ExceptionTypeFilter(BotError), F.update.message.as_("message"))
async def answer_message(event: ErrorEvent, message: Message) -> None:
    """Answers a message that could not be acted on."""
    if isinstance(event.exception, BotError):
        await message.answer(error_text(event.exception))
