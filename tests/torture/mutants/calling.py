"""Mutants that take a call's failure for what it does not prove."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiogram.exceptions import (
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.domain.outcome import NotSent, Outcome, Unknown
from bot.domain.post import Delivery
from bot.telegram import sender
from bot.telegram.sender import TelegramSender

Classify = Callable[..., Outcome]


def _definite(kind: type[Exception]) -> None:
    """Errors of this kind count as «surely not sent»."""
    sound: Classify = sender.outcome_of

    def outcome_of(error: Exception, **options: Any) -> Outcome:
        outcome = sound(error, **options)
        if isinstance(outcome, Unknown) and isinstance(error, kind):
            return NotSent(outcome.reason, retry_after=0)
        return outcome

    sender.outcome_of = outcome_of


def server_error() -> None:
    """502 and 500."""
    _definite(TelegramServerError)


def short_flood() -> None:
    """429 with few seconds."""
    _definite(TelegramRetryAfter)


def broken_line() -> None:
    """Connections that break, and timeouts."""
    _definite(TelegramNetworkError)


def album_error() -> None:
    """Albums as if they were one message."""
    sound: Classify = sender.outcome_of

    def outcome_of(error: Exception, **options: Any) -> Outcome:
        outcome = sound(error, **options)
        if options.get("album") and isinstance(outcome, Unknown):
            return NotSent(outcome.reason, retry_after=0)
        return outcome

    sender.outcome_of = outcome_of


def retry() -> None:
    """As middlewares of HTTP clients do."""
    sound = TelegramSender.send

    async def send(self: TelegramSender, chat_id: int | str, delivery: Delivery) -> Outcome:
        outcome = await sound(self, chat_id, delivery)
        if isinstance(outcome, Unknown):
            return await sound(self, chat_id, delivery)
        return outcome

    TelegramSender.send = send  # type: ignore[method-assign]
