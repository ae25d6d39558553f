"""The weekly timetable of a channel's slots: reading it, writing it, walking along it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.planning import week
from bot.planning.wall import instants

DAY = timedelta(days=1)


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

    def slots(self, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """The slots in [start, end) as UTC instants, ascending, each once.

        A slot that the clocks skip moves forward with them; one that comes twice counts once,
        the first time (editorial.md §3.2).
        """
        return takewhile(lambda slot: slot < end, self._from(start, zone))

    def next_free(
        self, after: datetime, zone: ZoneInfo, taken: Collection[datetime]
    ) -> datetime | None:
        """The first slot after `after` (UTC) that is not in `taken`; None without slots."""
        busy = frozenset(taken)
        free = (slot for slot in self._from(after, zone) if slot > after and slot not in busy)
        return next(free, None)  # ends: `busy` is finite and the slots go on

    def _from(self, start: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """The slots from `start` on, without end unless the timetable is empty."""
        if not self:
            return
        day = datetime.combine(start.astimezone(zone).date() - DAY, time())
        waiting = set[datetime]()
        while day.year < MAXYEAR:
            waiting.update(
                instants(datetime.combine(day, at), zone)[0] for at in self.days[day.weekday()]
            )
            day += DAY
            # A skipped slot may land behind the next day's first, so days are emptied at midnight.
            ripe = {slot for slot in waiting if slot < instants(day, zone)[0]}
            yield from sorted(slot for slot in ripe if slot >= start)
            waiting -= ripe
