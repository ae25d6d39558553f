"""The calendar and the clock on buttons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given

from bot.planning import Grid, QuietHours, Timetable, picker
from tests.planning.test_timetable import NOWS, ZONES

ZONE = ZoneInfo("Asia/Vladivostok")
BERLIN = ZoneInfo("Europe/Berlin")
GRID = Grid(Timetable.parse("daily 9:00 12:00 18:00"), ZONE, QuietHours.parse("23-7"))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


NOW = at(11, 10, 20)
QUEUE = [(1, at(11, 9)), (2, at(11, 12)), (3, at(12, 12, 7))]


def test_a_month() -> None:
    march = picker.month(date(2027, 3, 20), QUEUE, GRID, NOW)
    assert [len(week) for week in march.weeks] == [7] * 5
    days = {cell.day.day: cell for week in march.weeks for cell in week if cell is not None}
    assert list(days) == list(range(1, 32))
    assert days[10] == picker.DayCell(date(2027, 3, 10), past=True, today=False, posts=0, free=0)
    assert days[11] == picker.DayCell(date(2027, 3, 11), past=False, today=True, posts=2, free=1)
    assert days[12] == picker.DayCell(date(2027, 3, 12), past=False, today=False, posts=1, free=3)
    assert (march.first, march.earlier, march.later) == (
        date(2027, 3, 1),
        None,
        date(2027, 4, 1),
    )
    may = picker.month(date(2027, 5, 1), QUEUE, GRID, NOW)
    assert may.weeks[0][:5] == (None,) * 5
    assert may.earlier == date(2027, 4, 1)
    assert picker.month(date(2029, 3, 1), QUEUE, GRID, NOW).later is None


def test_the_hours_of_a_day() -> None:
    rows = picker.hours(date(2027, 3, 11), QUEUE, GRID, NOW)
    assert [len(row) for row in rows] == [6] * 4
    cells = [cell for row in rows for cell in row]
    assert [cell.hour for cell in cells if cell.past] == list(range(10))
    assert [cell.hour for cell in cells if cell.posts] == [9, 12]
    assert [cell.hour for cell in cells if cell.slot] == [18]
    assert [cell.hour for cell in cells if cell.quiet] == [0, 1, 2, 3, 4, 5, 6, 23]


def test_the_minutes_of_an_hour() -> None:
    rows = picker.minutes(date(2027, 3, 11), 10, QUEUE, GRID, NOW)
    assert [[cell.minute for cell in row] for row in rows] == [
        [0, 5, 10, 15],
        [20, 25, 30, 35],
        [40, 45, 50, 55],
    ]
    cells = [cell for row in rows for cell in row]
    assert [cell.minute for cell in cells if cell.past] == [0, 5, 10, 15, 20]
    noon = picker.minutes(date(2027, 3, 12), 12, QUEUE, GRID, NOW)
    assert [cell.minute for row in noon for cell in row if cell.posts] == [5]


def test_hours_that_are_skipped_or_come_twice() -> None:
    grid = Grid(Timetable(), BERLIN)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    spring = picker.hours(date(2026, 3, 29), [], grid, now)[0]
    assert [cell.hour for cell in spring if cell.skipped] == [2]
    assert spring[2].at == spring[3].at
    autumn = picker.hours(date(2026, 10, 25), [], grid, now)[0]
    assert [cell.hour for cell in autumn if cell.twice] == [2]
    between = autumn[2].at + timedelta(minutes=56)
    second = picker.minutes(date(2026, 10, 25), 2, [], grid, between)[0][0]
    assert (second.at, second.past) == (autumn[2].at + timedelta(hours=1), False)


@given(NOWS, ZONES)
def test_what_can_be_picked_is_ahead_and_shows_its_time(now: datetime, zone: ZoneInfo) -> None:
    grid = Grid(Timetable.parse("daily 9:00"), zone, QuietHours.parse("23-7"))
    day = now.astimezone(zone).date()
    for row in picker.minutes(day, now.astimezone(zone).hour, QUEUE, grid, now):
        for cell in row:
            assert cell.past == (cell.at <= now)
            shown = cell.at.astimezone(zone)
            if not cell.skipped:
                assert (shown.hour, shown.minute) == (cell.hour, cell.minute)
