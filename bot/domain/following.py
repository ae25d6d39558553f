"""What a reader follows, and when they want to be told."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

MOST_INTERESTS = 30  # of one reader
LONGEST_WORDS = 60  # characters


class InterestKind(enum.StrEnum):
    """How an interest is recognised in a publication."""

    RUBRIC = "rubric"  # a hashtag, as bot.domain.terms.tag_key has it
    WORDS = "words"  # all of them, in any of their forms
    DISTRICT = "district"  # the same, but close to each other


@dataclass(frozen=True, slots=True, order=True)
class Interest:
    """One thing that a reader follows."""

    kind: InterestKind
    text: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A reader's wishes. Times of day are those of `zone`.

    `next_at` and `weekly_at` are instants (UTC) of the next digest and the next best of the week,
    None where none is due; `heard` is the last message of the channel that digests have told of.
    Who is told at once has a digest after quiet hours in which something was published.
    """

    user_id: int
    zone: str
    heard: int
    everything: bool = False  # whatever the interests say
    digest: bool = False  # else at once
    hours: tuple[time, ...] = (time(8), time(19))
    quiet: str = "23:00-07:00"  # read by bot.planning; empty for none
    weekly: bool = False
    next_at: datetime | None = None
    weekly_at: datetime | None = None
    blocked_at: datetime | None = None  # the reader blocked the bot, or is gone
    interests: frozenset[Interest] = frozenset()

    @property
    def idle(self) -> bool:
        """Whether nothing is wanted any more."""
        return not (self.everything or self.interests or self.weekly)

    @property
    def tz(self) -> ZoneInfo:
        """The zone."""
        return ZoneInfo(self.zone)
