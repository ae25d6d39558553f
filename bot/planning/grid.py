"""A channel's grid: its timetable in its zone, its quiet hours and its least gap in one value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.planning.quiet import NO_QUIET, QuietHours
from bot.planning.timetable import NO_GAP, Timetable, has_room

# Posts of a queue: number and due time (aware). At one instant the lower number is first.
Queue = Sequence[tuple[int, datetime]]

# Posts that nobody gave a time follow one another no faster (reliability.md §4).
STEP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Grid:
    """When a channel publishes. Instants are aware and come back in UTC."""

    timetable: Timetable
    zone: ZoneInfo
    quiet: QuietHours = NO_QUIET
    gap: timedelta = NO_GAP

    def slots(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """The slots in [start, end), ascending, outside quiet hours."""
        return self.timetable.slots(start, end, self.zone, self.quiet)

    def free(
        self, start: datetime, end: datetime, taken: Collection[datetime]
    ) -> Iterator[datetime]:
        """The slots in [start, end) that keep the gap to all that is `taken`."""
        return self.timetable.free(start, end, self.zone, taken, self.quiet, self.gap)

    def next_free(self, after: datetime, taken: Collection[datetime]) -> datetime | None:
        """The first free slot after `after`; None without slots."""
        return self.timetable.next_free(after, self.zone, taken, self.quiet, self.gap)

    def is_open(self, at: datetime, taken: Collection[datetime]) -> bool:
        """Whether a post may stand at `at`: not in quiet hours, nor too near to another."""
        return not self.quiet.covers(at, self.zone) and has_room(at, sorted(taken), self.gap)

    def steps(self, after: datetime, taken: Collection[datetime]) -> Iterator[datetime]:
        """Open instants after `after` for a channel without slots: whole minutes, STEP apart."""
        busy, step = sorted(taken), max(self.gap, STEP)
        at = after.replace(second=0, microsecond=0)
        while True:
            at = self.quiet.free(at + step, self.zone)
            if has_room(at, busy, self.gap):
                yield at
