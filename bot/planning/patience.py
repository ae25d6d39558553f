"""How long and how far a message is looked for whose answer was lost (reliability.md §2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """When to look, counted from the end of the call, and after how many gaps to stop.

    The last of `looks` proves that a message is absent: whatever was under way inside Telegram
    has settled by then. What lands later still is removed by one of the `audits`, counted from
    the success that followed. A call that a crash cut short goes on inside Telegram as if the
    bot had waited for it: it counts as having lasted `cut` at least.
    """

    looks: tuple[timedelta, ...] = (
        timedelta(seconds=5),
        timedelta(seconds=20),
        timedelta(seconds=60),
    )
    audits: tuple[timedelta, ...] = (timedelta(seconds=2), timedelta(seconds=180))
    cut: timedelta = timedelta(seconds=60)
    misses: int = 20  # numbers without a message, above all known ones (bot-api.md §5.4.5)
    reads: int = 60  # messages of others that one look reads at most

    @property
    def longest(self) -> timedelta:
        """No look is farther ahead than this."""
        return max(self.cut + self.looks[-1], *self.audits)

    def is_last(self, looks: int) -> bool:
        """Whether the look after so many is the one that proves a message absent."""
        return looks + 1 >= len(self.looks)

    def next_look(
        self, looks: int, since: datetime, cut_began_at: datetime | None = None
    ) -> datetime | None:
        """When to look after so many looks (≥ 1); None: the last one was enough.

        `cut_began_at` is when the call began that a crash cut short.
        """
        at = _next(self.looks, looks, since)
        if at is None or cut_began_at is None or not self.is_last(looks):
            return at
        return max(at, min(cut_began_at, since) + self.cut + self.looks[-1])

    def next_audit(self, looks: int, since: datetime) -> datetime | None:
        """The same of an audit."""
        return _next(self.audits, looks, since)


def _next(plan: tuple[timedelta, ...], looks: int, since: datetime) -> datetime | None:
    """`since` is the instant of the last look."""
    return since + (plan[looks] - plan[looks - 1]) if looks < len(plan) else None
