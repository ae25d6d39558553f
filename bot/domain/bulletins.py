"""What is sent to many readers, one message each, and what became of it for each of them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

PER_SECOND = 30  # messages to all chats (bot-api.md §3, "Flood")


class BulletinKind(enum.StrEnum):
    """Why it is sent, in the order in which broadcasts go out."""

    ALERT = "alert"  # an editor's word
    NEWS = "news"  # a publication that somebody follows, at once
    DIGEST = "digest"
    WEEKLY = "weekly"  # the best of a week


ORDER = tuple(BulletinKind)


@dataclass(frozen=True, slots=True)
class Item:
    """One publication: its first message in the channel `channel_id`, our number of it."""

    title: str
    link: str | None
    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What one message says, before it is put into the reader's language.

    `copy_of` (chat, message) is a message that is to be copied as it stands; else the items are
    listed, and `more` counts those that found no room.
    """

    kind: BulletinKind
    items: tuple[Item, ...]
    copy_of: tuple[int, int] | None = None
    more: int = 0


class Sending(enum.StrEnum):
    """How far a broadcast is."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Fate(enum.StrEnum):
    """What became of a message to one reader."""

    WAITING = "waiting"
    CLAIMED = "claimed"  # written down before the call is made
    SENT = "sent"
    UNKNOWN = "unknown"  # the answer was lost: it may have come or not
    BLOCKED = "blocked"  # the reader is gone
    FAILED = "failed"
    DROPPED = "dropped"  # what it told of was taken back, or the broadcast was stopped


@dataclass(frozen=True, slots=True)
class Progress:
    """How a broadcast stands. `again` counts those sent once more after a lost answer."""

    kind: BulletinKind
    state: Sending
    title: str
    counts: Mapping[Fate, int] = field(default_factory=dict)
    again: int = 0
    resting: int = 0  # of the waiting, those whose quiet hours are not over

    @property
    def total(self) -> int:
        """To how many readers it goes."""
        return sum(self.counts.values())

    @property
    def left(self) -> int:
        """How many are still to come."""
        return self.counts.get(Fate.WAITING, 0) + self.counts.get(Fate.CLAIMED, 0)

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in (Sending.DONE, Sending.STOPPED) and not self.left


def time_for(messages: int) -> timedelta:
    """How long so many messages take, each to another chat."""
    return timedelta(seconds=-(-messages // PER_SECOND))
