"""A calendar and a clock to pick from by buttons: what stands on each, no texts."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.planning.grid import Grid, Queue
from bot.planning.timetable import DAY
from bot.planning.wall import Wall, instants

HOURS_IN_ROW = 6
MINUTES_IN_ROW = 4
MINUTE_STEP = timedelta(minutes=5)
_HOUR = timedelta(hours=1)
FARTHEST = timedelta(days=731)  # no plan goes further


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a calendar."""

    day: date
    past: bool  # or too far: not to be picked
    today: bool
    posts: int
    free: int  # slots


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month in weeks from Monday; None stands for days of the months beside it."""

    first: date
    weeks: tuple[tuple[DayCell | None, ...], ...]
    earlier: date | None  # the first day of the month before, unless all of it is past
    later: date | None  # of the month after, unless all of it is too far


@dataclass(frozen=True, slots=True)
class TimeCell:
    """An hour or a minute of a day: `at` is the instant that picking it means (UTC)."""

    at: datetime
    hour: int
    minute: int
    past: bool  # of an hour: with all its minutes
    posts: int  # within the hour, or the minutes up to the next cell
    slot: bool  # a free slot lies there
    quiet: bool
    skipped: bool = False  # the clocks jump over it: `at` is as much later
    twice: bool = False  # the clocks show it twice: `at` is the first that is ahead


Rows = tuple[tuple[TimeCell, ...], ...]


def month(any_day: date, queue: Queue, grid: Grid, now: datetime) -> MonthGrid:
    """The month that `any_day` lies in, on the grid's calendar."""
    today, last = (at.astimezone(grid.zone).date() for at in (now, now + FARTHEST))
    first = any_day.replace(day=1)
    taken = sorted(at for _, at in queue)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, end = (_midnight(day, grid) for day in (weeks[0][0], weeks[-1][-1] + DAY))
    free = [at for at in grid.free(start, end, taken) if at > now]

    def cell(day: date) -> DayCell | None:
        if day.month != first.month:
            return None
        here = (_midnight(day, grid), _midnight(day + DAY, grid))
        past = not today <= day <= last
        return DayCell(day, past, day == today, _count(taken, *here), _count(free, *here))

    before, following = first - DAY, (first + DAY * 31).replace(day=1)
    return MonthGrid(
        first,
        tuple(tuple(cell(day) for day in week) for week in weeks),
        before.replace(day=1) if before >= today else None,
        following if following <= last else None,
    )


def hours(day: date, queue: Queue, grid: Grid, now: datetime) -> Rows:
    """The hours of a day, six in a row."""
    starts = [time(hour) for hour in range(24)]
    return _rows(_cells(day, starts, _HOUR, queue, grid, now), HOURS_IN_ROW)


def minutes(day: date, hour: int, queue: Queue, grid: Grid, now: datetime) -> Rows:
    """Every fifth minute of an hour, four in a row."""
    starts = [time(hour, minute) for minute in range(0, 60, MINUTE_STEP.seconds // 60)]
    return _rows(_cells(day, starts, MINUTE_STEP, queue, grid, now), MINUTES_IN_ROW)


def _cells(
    day: date, starts: Sequence[time], length: timedelta, queue: Queue, grid: Grid, now: datetime
) -> list[TimeCell]:
    """Cells of `length` each; its last pick is MINUTE_STEP before its end."""
    start, end = (_midnight(day, grid) + DAY * step for step in (-1, 2))
    taken = sorted(due for _, due in queue if start <= due < end)
    last_pick = length - MINUTE_STEP
    cells = []
    for clock in starts:
        shown = datetime.combine(day, clock)
        possible = instants(shown, grid.zone)
        at = next((at for at in possible if at + last_pick > now), possible[-1])
        cell = TimeCell(
            at,
            clock.hour,
            clock.minute,
            past=at + last_pick <= now,
            posts=_count(taken, at, at + length),
            slot=any(slot > now for slot in grid.free(at, at + length, taken)),
            quiet=grid.quiet.covers(at, grid.zone),
            skipped=Wall(grid.zone, now).skips(shown),
            twice=len(possible) > 1,
        )
        cells.append(cell)
    return cells


def _rows(cells: Sequence[TimeCell], many: int) -> Rows:
    return tuple(tuple(cells[at : at + many]) for at in range(0, len(cells), many))


def _midnight(day: date, grid: Grid) -> datetime:
    return instants(datetime.combine(day, time()), grid.zone)[0]


def _count(ascending: Sequence[datetime], start: datetime, end: datetime) -> int:
    return bisect_left(ascending, end) - bisect_left(ascending, start)
