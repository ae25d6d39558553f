"""Token buckets, and Telegram's limits in their terms (bot-api.md §3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from bot.domain.traffic import Lane

CLOSE = 1e-6  # tokens; less is rounding

Kind = Literal["send", "edit"]


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second in the long run, and so many at once."""

    per_second: float
    burst: int


@dataclass(slots=True)
class Bucket:
    """Fills with time; what is taken has to be there. Instants are seconds of any one clock."""

    rate: Rate
    level: float
    at: float

    @classmethod
    def full(cls, rate: Rate) -> Self:
        """One from which nothing was taken yet."""
        return cls(rate, rate.burst, 0.0)

    def wait(self, cost: int, now: float, spare: int = 0) -> float:
        """Seconds until so many may be taken and `spare` be left.

        More than a burst is let out when the bucket is full, on credit: an album can't be halved.
        """
        missing = min(cost + spare, self.rate.burst) - self._filled(now)
        return missing / self.rate.per_second if missing > CLOSE else 0.0

    def take(self, cost: int, now: float) -> None:
        """Takes so many out."""
        self.level, self.at = self._filled(now) - cost, now

    def is_full(self, now: float) -> bool:
        """Whether it remembers nothing any more."""
        return self._filled(now) >= self.rate.burst

    def _filled(self, now: float) -> float:
        return min(self.rate.burst, self.level + max(0.0, now - self.at) * self.rate.per_second)


# No chat has this number: what is sent there only shows whether its source is there (probe.py).
NOWHERE = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram takes without complaint. Edits are counted apart from what is sent."""

    per_second: int = 30
    """Messages into all chats, in any second (bot.telegram.window)."""
    # One a second, "short bursts" are let pass; Telegram itself delays what comes too early by
    # up to 8 s before it refuses.
    private: Rate = Rate(1, 8)
    # A group or a channel takes 20 in any minute: an album at once, and ten more in its course.
    shared: Rate = Rate(10 / 60, 10)
    # Evenly, so that room comes free all the time for who goes before; a little faster than the
    # limit over all chats, to make up for a moment in which the bot was busy.
    digests: Rate = Rate(34, 6)
    probes: Rate = Rate(1, 3)  # bot-api.md §5.4.5

    def of(self, chat: int | str) -> Rate:
        """The rate of one chat; people have positive numbers."""
        if chat == NOWHERE:
            return self.probes
        return self.private if isinstance(chat, int) and chat >= 0 else self.shared


# What a lane leaves of the room over all chats for those before it. Digests need leave nothing:
# room comes free every 33 ms, and whoever goes before takes it first.
SPARE = {Lane.CHANNEL: 0, Lane.DESK: 2, Lane.READERS: 4, Lane.DIGEST: 0}

_ENDLESS = Rate(1e9, 10**9)

UNLIMITED = Limits(10**9, _ENDLESS, _ENDLESS, _ENDLESS, _ENDLESS)
