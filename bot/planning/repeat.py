"""A post that goes out again and again: by which rule, and when next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.planning import habit
from bot.planning.wall import instants

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Every so many days, or on some days of the week, always at one time by the clock."""

    every: int = 1  # days
    weekdays: tuple[int, ...] = ()  # if any, these instead; 0 is Monday, ascending
    times: int | None = None  # how often in all, the first time included
    until: date | None = None  # the last day, by the channel's clock
    clock: time | None = None  # the time of day; None: that of the first time

    @classmethod
    def parse(cls, text: str, today: date) -> Repeat:
        """The rule as people write it: «каждый день», «по пятницам 5 раз», "weekly until 1.12".

        `today` by the channel's clock tells which first of December is meant. Raises InputError
        that names the wrong word.
        """
        return cls(*habit.read(text, today))

    def __str__(self) -> str:
        return habit.write(self.every, self.weekdays, self.times, self.until, self.clock)

    def next(self, first: datetime, after: datetime, zone: ZoneInfo) -> datetime | None:
        """The next time after `after` of a post that first went out at `first`; None: no more.

        Instants are aware; the answer is in UTC. Times that were missed count as gone.
        """
        return next((at for at in self.occurrences(first, zone) if at > after), None)

    def occurrences(self, first: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """Every time from `first` on, without end unless the rule has one.

        A time that the clocks skip moves forward on that day only (editorial.md §3.2).
        """
        yield first
        last = first
        shown = first.astimezone(zone).replace(tzinfo=None)
        clock = shown.time() if self.clock is None else self.clock
        ahead = takewhile(lambda day: self.until is None or day <= self.until, self._days(shown))
        for number, day in enumerate(ahead, start=2):
            if self.times is not None and number > self.times:
                return
            at = instants(datetime.combine(day, clock), zone)[0]
            if at > last:  # a day that the zone skipped falls on the next
                yield at
                last = at

    def _days(self, first: datetime) -> Iterator[date]:
        day = first.date()
        while True:
            day += DAY if self.weekdays else DAY * self.every
            if not self.weekdays or day.weekday() in self.weekdays:
                yield day
