"""What became of a call to Telegram (design §8, bot-api.md §5.2)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.release import Media


@dataclass(frozen=True, slots=True)
class Sent:
    """Surely sent: the messages' ids, in order, and the files as Telegram now names them."""

    message_ids: tuple[int, ...]
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class NotSent:
    """Surely not sent. `retry_after` (seconds) says that trying again can help; None: it can't."""

    reason: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not be in the channel."""

    reason: str


Outcome = Sent | NotSent | Unknown
