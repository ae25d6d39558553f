"""The plan as a timetable: day by day, what goes out, what is free, quiet or empty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from bot.planning.grid import Grid, Queue
from bot.planning.timetable import DAY, FORTNIGHT
from bot.planning.wall import instants

WINDOW = timedelta(hours=4)  # readers notice a longer silence
REACH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QueuedPost:
    """A post at its time (UTC)."""

    at: datetime
    post: int


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """A slot that a post may take (UTC)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class QuietPeriod:
    """Quiet hours, or what of them lies in the day (UTC)."""

    at: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Window:
    """«Окно»: nothing goes out for long, within the hours of the day's slots (UTC)."""

    at: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class QueueEnd:
    """Behind the last queued post nothing is planned (UTC)."""

    at: datetime


Entry = QueuedPost | FreeSlot | QuietPeriod | Window | QueueEnd
_RANKS: dict[type[Entry], int] = {
    kind: rank for rank, kind in enumerate((QuietPeriod, QueuedPost, QueueEnd, Window, FreeSlot))
}


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day on the channel's calendar; `entries` ascend."""

    day: date
    entries: tuple[Entry, ...]

    @property
    def posts(self) -> tuple[QueuedPost, ...]:
        """What goes out on that day."""
        return tuple(entry for entry in self.entries if isinstance(entry, QueuedPost))

    @property
    def free(self) -> tuple[FreeSlot, ...]:
        """What can still be taken."""
        return tuple(entry for entry in self.entries if isinstance(entry, FreeSlot))


def agenda(
    queue: Queue, grid: Grid, now: datetime, first: date, days: int, window: timedelta = WINDOW
) -> tuple[DayPlan, ...]:
    """`days` days from `first` on in the grid's zone.

    `queue` may hold posts that are out already: they stand at their times, and a window counts
    from them. Free slots, windows and the queue's end are only told of what is ahead of `now`.
    """
    posts = sorted(queue, key=lambda queued: (queued[1], queued[0]))
    taken = [at for _, at in posts]
    end = taken[-1] if taken and taken[-1] > now else None
    plans = []
    for day in (first + DAY * number for number in range(days)):
        start, over = _midnight(day, grid), _midnight(day + DAY, grid)
        here = slice(bisect_left(taken, start), bisect_left(taken, over))
        found: list[Entry] = [QueuedPost(at, post) for post, at in posts[here]]
        found += _quiet(day, start, over, grid)
        found += [FreeSlot(at) for at in grid.free(start, over, taken) if at > now]
        found += _windows(taken[here], list(grid.slots(start, over)), now, window)
        if end is not None and start <= end < over:
            found.append(QueueEnd(end))
        plans.append(DayPlan(day, tuple(sorted(found, key=_order))))
    return tuple(plans)


def runs_dry(queue: Queue, grid: Grid, now: datetime, reach: timedelta = REACH) -> datetime | None:
    """The first slot after `now` from which nothing is queued for `reach`; None without slots.

    A lone post far ahead does not make a full queue, and a free slot between two posts no dry one.
    """
    ahead = sorted(at for _, at in queue if at > now)
    end = max([now, *ahead]) + grid.gap + FORTNIGHT
    for slot in grid.free(now, end, ahead):
        following = bisect_left(ahead, slot)
        if slot > now and (following == len(ahead) or ahead[following] >= slot + reach):
            return slot
    return None


def _midnight(day: date, grid: Grid) -> datetime:
    return instants(datetime.combine(day, time()), grid.zone)[0]


def _quiet(day: date, start: datetime, over: datetime, grid: Grid) -> Iterator[QuietPeriod]:
    """The quiet of the night before and of the night after, cut to the day."""
    if grid.quiet:
        for begun in (day - DAY, day):
            since, until = grid.quiet.of(datetime.combine(begun, time()), grid.zone)
            if max(since, start) < min(until, over):
                yield QuietPeriod(max(since, start), min(until, over))


def _windows(
    posts: Sequence[datetime], slots: Sequence[datetime], now: datetime, window: timedelta
) -> Iterator[Window]:
    """The long silences between the first slot of the day and the last."""
    if slots:
        posts = [slots[0], *(at for at in posts if slots[0] < at < slots[-1]), slots[-1]]
    for at, end in pairwise(posts):
        if end - at > window and end > now:
            yield Window(at, end)


def _order(entry: Entry) -> tuple[datetime, int]:
    return entry.at, _RANKS[type(entry)]
