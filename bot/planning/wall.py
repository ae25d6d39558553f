"""From the time on a wall clock to instants, with the hours that a zone skips or repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo


def instants(wall: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The UTC instants at which clocks in `zone` show `wall` (naive), earliest first.

    Two where the clocks go back. Where they go forward over `wall`, one: as much later as the
    clocks jumped, 02:30 becomes 03:30 (reliability.md §4).
    """
    first, second = _folds(wall, zone)
    # Inside a gap fold=0 counts with the offset before it, which is the later instant.
    return (first, second) if first < second else (first,)


def readings(wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The earliest and the latest UTC instant that `wall` (naive) can stand for in `zone`.

    They differ where the clocks show it twice or never: then it is the one by the old offset or
    the one by the new.
    """
    first, second = _folds(wall, zone)
    return min(first, second), max(first, second)


def _folds(wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return first, second


@dataclass(frozen=True, slots=True)
class Wall:
    """A clock on a wall in `zone` at the instant `now` (UTC)."""

    zone: tzinfo
    now: datetime

    @property
    def shows(self) -> datetime:
        """What it shows, naive."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """Its date."""
        return self.shows.date()

    def ahead(self, wall: datetime) -> tuple[datetime, ...]:
        """The instants, none before now, at which it will show `wall` (naive).

        The minute that runs is still ahead: «14:20» said at 14:20:30 means now.
        """
        running = self.now.replace(second=0, microsecond=0)
        return tuple(max(at, self.now) for at in instants(wall, self.zone) if at >= running)

    def skips(self, wall: datetime) -> bool:
        """Whether the clocks jump over `wall` (naive)."""
        at = instants(wall, self.zone)[0]
        return at.astimezone(self.zone).replace(tzinfo=None) != wall
