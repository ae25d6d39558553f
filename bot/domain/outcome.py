"""What became of a call to Telegram (design §8, bot-api.md §5.2)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from bot.domain.release import Media


@dataclass(frozen=True, slots=True)
class Sent:
    """Surely sent: the messages' ids, in order, and the files as Telegram now names them."""

    message_ids: tuple[int, ...]
    media: tuple[Media, ...] = ()


class Refusal(enum.StrEnum):
    """Why Telegram refused, as far as its sentences tell (bot-api.md §2)."""

    GONE = "gone"  # there is no such message any more
    NO_RIGHT = "no_right"
    TOO_OLD = "too_old"  # to be deleted without the right to delete all messages
    CHAT_LOST = "chat_lost"  # the bot was removed, or the chat is no more
    PERSON_LOST = "person_lost"  # blocked the bot, or has no account any more
    OTHER_KIND = "other_kind"  # a text can't become a file, nor a file a text
    FILE_LOST = "file_lost"  # Telegram no longer has it
    TOO_LONG = "too_long"
    BAD_BUTTON = "bad_button"


@dataclass(frozen=True, slots=True)
class NotSent:
    """Surely not sent. `retry_after` (seconds) says that trying again can help; None: it can't.

    `moved_to` is the number that a group has since it became a supergroup.
    """

    reason: str
    retry_after: float | None = None
    refusal: Refusal | None = None
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not be in the channel.

    `refused`: where it is not, sending it again won't help. Without `findable` no search can
    settle it.
    """

    reason: str
    refused: bool = False
    findable: bool = True


Outcome = Sent | NotSent | Unknown
