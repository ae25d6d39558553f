"""The weekly timetable of a channel's slots: reading it, writing it, walking along it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from bot.planning import week
from bot.planning.quiet import NO_QUIET, QuietHours
from bot.planning.wall import instants

DAY = timedelta(days=1)
# Whatever a timetable has comes within a week; the other week is for clocks that change.
FORTNIGHT = timedelta(days=14)
NO_GAP = timedelta()


@dataclass(frozen=True, slots=True)
class Timetable:
    """The times of each weekday, Monday first, ascending and without repeats."""

    days: tuple[tuple[time, ...], ...] = ((),) * 7

    @classmethod
    def parse(cls, text: str) -> Timetable:
        """The timetable as people write it: «пн-пт 09:00 12:00; сб-вс 11:00», `daily 9:00`.

        Groups are parted by `;` or a new line; times without days mean every day; empty text is
        an empty timetable. Raises InputError that names the wrong word.
        """
        return cls(week.read(text))

    def __str__(self) -> str:
        return week.write(self.days)

    def __bool__(self) -> bool:
        return any(self.days)

    def slots(
        self, start: datetime, end: datetime, zone: ZoneInfo, quiet: QuietHours = NO_QUIET
    ) -> Iterator[datetime]:
        """The slots in [start, end) as UTC instants, ascending, each once; none in quiet hours.

        A slot that the clocks skip moves forward with them; one that comes twice counts once,
        the first time (editorial.md §3.2).
        """
        slots = chain.from_iterable(self._days(start, end, zone, quiet))
        return (slot for slot in slots if start <= slot < end)

    def free(
        self,
        start: datetime,
        end: datetime,
        zone: ZoneInfo,
        taken: Collection[datetime],
        quiet: QuietHours = NO_QUIET,
        gap: timedelta = NO_GAP,
    ) -> Iterator[datetime]:
        """The slots in [start, end) that are not `taken`, nor nearer than `gap` to what is."""
        busy = sorted(taken)
        slots = self.slots(start, end, zone, quiet)
        return (slot for slot in slots if has_room(slot, busy, gap))

    def next_free(
        self,
        after: datetime,
        zone: ZoneInfo,
        taken: Collection[datetime],
        quiet: QuietHours = NO_QUIET,
        gap: timedelta = NO_GAP,
    ) -> datetime | None:
        """The first free slot after `after` (UTC); None if there is none outside quiet hours."""
        end = max((after, *taken)) + gap + FORTNIGHT  # behind all that is taken, all is free
        free = self.free(after, end, zone, taken, quiet, gap)
        return next((slot for slot in free if slot > after), None)

    def _days(
        self, start: datetime, end: datetime, zone: ZoneInfo, quiet: QuietHours
    ) -> Iterator[list[datetime]]:
        """The slots of each day from the one before `start` to the one that `end` lies in."""
        # Most days run for 24 hours, and need no look at the zone for each of their slots.
        since_midnight = [
            [_since_midnight(at) for at in times if not quiet.shows(at)] for times in self.days
        ]
        day = datetime.combine(start.astimezone(zone).date() - DAY, time())
        waiting = set[datetime]()
        while (midnight := instants(day, zone)[0]) < end:
            if not waiting and _steady(day, zone):
                yield [midnight + passed for passed in since_midnight[day.weekday()]]
                day += DAY
                continue
            waiting.update(
                instants(datetime.combine(day, at), zone)[0] for at in self.days[day.weekday()]
            )
            day += DAY
            # A skipped slot may land behind the next day's first, so days are emptied at midnight.
            ripe = {slot for slot in waiting if slot < instants(day, zone)[0]}
            yield sorted(slot for slot in ripe if not quiet.covers(slot, zone))
            waiting -= ripe


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


def _steady(day: datetime, zone: ZoneInfo) -> bool:
    """Whether no clock changes near `day` (naive midnight): not on it, nor the day beside it."""
    near = (day + DAY * step for step in (-1, 0, 1, 2))
    return len({midnight.replace(tzinfo=zone).utcoffset() for midnight in near}) == 1


def has_room(at: datetime, busy: list[datetime], gap: timedelta) -> bool:
    """Whether `at` is none of `busy` (ascending) and at least `gap` off each."""
    place = bisect_left(busy, at)
    if place < len(busy) and (busy[place] == at or busy[place] - at < gap):
        return False
    return not place or at - busy[place - 1] >= gap
