"""Every press of a button is answered, whatever became of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, TelegramObject
from aiogram.utils.i18n import gettext as _

from bot.chat.places import Spot
from bot.chat.texts import error_text
from bot.domain import limits
from bot.domain.errors import BotError

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Toast:
    """What the press will be answered with; a handler may set it."""

    text: str | None = None
    alert: bool = False


class AnswerPresses(BaseMiddleware):
    """Answers after the handler; a refusal becomes an alert. The pressed message is `spot`.

    aiogram's own CallbackAnswerMiddleware raises where the query has expired, which would make
    a handled press look like a failed one.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Runs the handler and answers."""
        if not isinstance(event, CallbackQuery):
            return await handler(event, data)
        toast = data["toast"] = Toast()
        try:
            if event.message is None:  # Telegram no longer knows where the button was
                toast.text = _("This button no longer works.")
                return None
            data["spot"] = Spot.of(event.message)
            return await handler(event, data)
        except BotError as error:
            toast.text, toast.alert = error_text(error), True
            return None
        finally:
            text = toast.text[: limits.CALLBACK_ANSWER] if toast.text else None
            try:
                await event.answer(text, show_alert=toast.alert or None)
            except TelegramAPIError as error:
                log.info("a press could not be answered: %s", error.message)
