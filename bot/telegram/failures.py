"""What an exception of a call says about the message: surely not sent, or unknown."""

from __future__ import annotations

from typing import Any

from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientConnectorError

from bot.domain.outcome import NotSent, Outcome, Sent, Unknown

# A 429 with so few seconds comes from inside the server, after it may have sent
# (bot-api.md §5.1).
DOUBTFUL_RETRY = 8

CONNECT_RETRY = 2.0  # seconds


def outcome_of(error: Exception, *, album: bool = False) -> Outcome:
    """Classifies the exception of one sending call (bot-api.md §5.2).

    Any error of an album is unknown: some of its items may be in the chat.
    """
    reason = str(error)
    if isinstance(error, ClientDecodeError):
        return _undecodable(error)
    if isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge):
        if isinstance(error.__cause__, ClientConnectorError):
            return NotSent(reason, retry_after=CONNECT_RETRY)
        return Unknown(reason)
    if isinstance(error, TelegramRetryAfter):
        if album or error.retry_after <= DOUBTFUL_RETRY:
            return Unknown(reason)
        return NotSent(reason, retry_after=float(error.retry_after))
    if isinstance(error, TelegramServerError | RestartingTelegram):
        return Unknown(reason)
    if album and not _before_any_item(error):
        return Unknown(reason)
    if isinstance(error, TelegramMigrateToChat):
        return NotSent(f"group chat was upgraded to {error.migrate_to_chat_id}")
    if isinstance(error, TelegramAPIError):
        return NotSent(error.message)
    return Unknown(reason)


def _before_any_item(error: Exception) -> bool:
    """Whether an album was refused as a whole: the server only then names no single message."""
    if not isinstance(error, TelegramAPIError):
        return False
    return "message #" not in error.message and "group send failed" not in error.message


def _undecodable(error: ClientDecodeError) -> Outcome:
    """An answer that aiogram could not read may still be a good one (bot-api.md §5.2)."""
    data: Any = error.data
    if not (isinstance(data, dict) and data.get("ok") is True):
        return Unknown(str(error))
    result = data.get("result")
    messages: list[Any] = result if isinstance(result, list) else [result]
    try:
        return Sent(tuple(int(message["message_id"]) for message in messages))
    except (KeyError, TypeError, ValueError):
        return Unknown(str(error))
