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

from bot.domain.outcome import NotSent, Outcome, Refusal, Sent, Unknown
from bot.telegram.guard import NotOurs
from bot.telegram.throttle import NotCalled

# A 429 with so few seconds comes from inside the server, after it may have sent
# (bot-api.md §5.1).
DOUBTFUL_RETRY = 8

CONNECT_RETRY = 2.0  # seconds

# Telegram's sentences (bot-api.md §2), the first that fits.
SENTENCES = (
    ("message to edit not found", Refusal.GONE),
    ("message to delete not found", Refusal.GONE),
    ("message to pin not found", Refusal.GONE),
    ("message to unpin not found", Refusal.GONE),
    ("message to be replied not found", Refusal.GONE),
    ("message to copy not found", Refusal.GONE),
    ("MESSAGE_ID_INVALID", Refusal.GONE),
    ("blocked by the user", Refusal.PERSON_LOST),
    ("user is deactivated", Refusal.PERSON_LOST),
    ("can't initiate conversation", Refusal.PERSON_LOST),
    ("chat not found", Refusal.CHAT_LOST),
    ("was kicked", Refusal.CHAT_LOST),
    ("not a member", Refusal.CHAT_LOST),
    ("was upgraded", Refusal.CHAT_LOST),
    ("CHANNEL_PRIVATE", Refusal.CHAT_LOST),
    ("message can't be deleted", Refusal.TOO_OLD),
    ("message can't be edited", Refusal.NO_RIGHT),
    ("need administrator rights", Refusal.NO_RIGHT),
    ("not enough rights", Refusal.NO_RIGHT),
    ("no write access", Refusal.NO_RIGHT),
    ("CHAT_ADMIN_REQUIRED", Refusal.NO_RIGHT),
    ("CHAT_WRITE_FORBIDDEN", Refusal.NO_RIGHT),
    ("in the message to edit", Refusal.OTHER_KIND),  # "there is no text", "no caption", "no media"
    ("can't use the media of the specified type", Refusal.OTHER_KIND),
    ("keyboard button", Refusal.BAD_BUTTON),
    ("BUTTON_URL_INVALID", Refusal.BAD_BUTTON),
    ("file identifier", Refusal.FILE_LOST),
    ("can't use file of type", Refusal.FILE_LOST),
    ("is too long", Refusal.TOO_LONG),
    ("MESSAGE_TOO_LONG", Refusal.TOO_LONG),
)

NOT_MODIFIED = "message is not modified"


def outcome_of(error: Exception, *, album: bool = False) -> Outcome:
    """Classifies the exception of one sending call (bot-api.md §5.2).

    Any error of an album is unknown: some of its items may be in the chat.
    """
    reason = str(error)
    if isinstance(error, NotCalled):
        return NotSent(reason, retry_after=float(error.retry_after))
    if isinstance(error, ClientDecodeError):
        return _undecodable(error)
    if isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge):
        if isinstance(error, NotOurs) or isinstance(error.__cause__, ClientConnectorError):
            return NotSent(reason, retry_after=CONNECT_RETRY)
        return Unknown(reason)
    if isinstance(error, TelegramRetryAfter):
        if album or error.retry_after <= DOUBTFUL_RETRY:
            return Unknown(reason)
        return NotSent(reason, retry_after=float(error.retry_after))
    if isinstance(error, TelegramServerError | RestartingTelegram):
        return Unknown(reason)
    if album and not _before_any_item(error):
        return Unknown(reason, refused=isinstance(error, TelegramAPIError))
    if isinstance(error, TelegramMigrateToChat):
        moved = f"group chat was upgraded to {error.migrate_to_chat_id}"
        return NotSent(moved, refusal=Refusal.CHAT_LOST, moved_to=error.migrate_to_chat_id)
    if isinstance(error, TelegramAPIError):
        return NotSent(error.message, refusal=refusal_of(error.message))
    return Unknown(reason)


def outcome_of_change(error: Exception) -> Outcome:
    """The same of an edit, a deletion or a pin: doing it again does no harm (design §8.6).

    Unknown says here that trying again can help.
    """
    if isinstance(error, TelegramRetryAfter):
        return NotSent(str(error), retry_after=float(error.retry_after))
    if isinstance(error, TelegramAPIError) and NOT_MODIFIED in error.message:
        return Sent(())
    return outcome_of(error)


def refusal_of(sentence: str) -> Refusal | None:
    """What one of Telegram's sentences says, as far as we know it."""
    return next((refusal for words, refusal in SENTENCES if words in sentence), None)


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
