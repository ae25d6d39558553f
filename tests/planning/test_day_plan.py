"""The plan as a timetable."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.planning import Grid, QuietHours, Timetable, agenda, runs_dry
from bot.planning.day_plan import DayPlan, FreeSlot, QueuedPost, QueueEnd, QuietPeriod, Window
from tests.planning.test_quiet import QUIETS
from tests.planning.test_timetable import NOWS, TIMETABLES, ZONES

ZONE = ZoneInfo("Asia/Vladivostok")
GRID = Grid(
    Timetable.parse("пн-пт 9:00 12:00 15:00 18:00"),
    ZONE,
    QuietHours.parse("23:00-7:00"),
    timedelta(minutes=10),
)
BARE = Grid(Timetable(), ZONE)


def at(clock: str, day: int = 11) -> datetime:
    """On a Thursday, unless another day is given."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2027, 3, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


NOW = at("10:00")
QUEUE = [(1, at("9:00")), (3, at("17:55")), (2, at("13:05")), (4, at("20:00", 12))]


def test_two_days() -> None:
    assert agenda(QUEUE, GRID, NOW, date(2027, 3, 11), 2) == (
        DayPlan(
            date(2027, 3, 11),
            (
                QuietPeriod(at("0:00"), at("7:00")),
                QueuedPost(at("9:00"), 1),  # out already
                Window(at("9:00"), at("13:05")),
                FreeSlot(at("12:00")),
                QueuedPost(at("13:05"), 2),
                Window(at("13:05"), at("17:55")),
                FreeSlot(at("15:00")),
                QueuedPost(at("17:55"), 3),  # 18:00 is too near to it
                QuietPeriod(at("23:00"), at("0:00", 12)),
            ),
        ),
        DayPlan(
            date(2027, 3, 12),
            (
                QuietPeriod(at("0:00", 12), at("7:00", 12)),
                Window(at("9:00", 12), at("18:00", 12)),
                *(FreeSlot(at(f"{hour}:00", 12)) for hour in (9, 12, 15, 18)),
                QueuedPost(at("20:00", 12), 4),
                QueueEnd(at("20:00", 12)),
                QuietPeriod(at("23:00", 12), at("0:00", 13)),
            ),
        ),
    )


def test_a_day_without_slots_has_windows_between_its_posts_only() -> None:
    (saturday,) = agenda([(1, at("9:00")), (2, at("14:00"))], BARE, NOW, date(2027, 3, 11), 1)
    assert saturday.entries == (
        QueuedPost(at("9:00"), 1),
        Window(at("9:00"), at("14:00")),
        QueuedPost(at("14:00"), 2),
        QueueEnd(at("14:00")),
    )
    assert agenda([], BARE, NOW, date(2027, 3, 11), 1)[0].entries == ()


@pytest.mark.parametrize(
    ("queue", "dry"),
    [
        ([], at("12:00")),
        ([(1, at("12:00"))], at("15:00")),
        ([(1, at("12:00")), (2, at("18:00"))], at("9:00", 12)),  # the slot between is no dry one
        ([(1, at("12:00")), (2, at("12:00", 26))], at("15:00")),  # a lone one far ahead
        ([(1, at("18:00")), (2, at("18:00", 12))], at("9:00", 15)),  # over a weekend
        ([(1, at("9:00"))], at("12:00")),
    ],
)
def test_the_queue_runs_dry(queue: list[tuple[int, datetime]], dry: datetime) -> None:
    assert runs_dry(queue, GRID, NOW) == dry
    assert runs_dry(queue, BARE, NOW) is None


@given(TIMETABLES, QUIETS, NOWS, ZONES, st.lists(st.integers(-2000, 9000), max_size=8))
def test_days_join_and_show_each_post_once(
    timetable: Timetable, quiet: QuietHours, now: datetime, zone: ZoneInfo, minutes: list[int]
) -> None:
    grid = Grid(timetable, zone, quiet, timedelta(minutes=5))
    queue = [(post, now + timedelta(minutes=each)) for post, each in enumerate(minutes)]
    days = agenda(queue, grid, now, now.astimezone(zone).date() - timedelta(days=3), 12)
    entries = [entry for day in days for entry in day.entries]
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert sorted(entry.post for day in days for entry in day.posts) == [post for post, _ in queue]
    for entry in entries:
        if isinstance(entry, FreeSlot):
            assert grid.is_open(entry.at, [due for _, due in queue])
        if isinstance(entry, QuietPeriod):
            assert quiet.covers(entry.at, zone)
            assert entry.at < entry.end
        if isinstance(entry, Window):
            assert not any(entry.at < due < entry.end for _, due in queue)
    for day in days:
        for entry in day.entries:
            # A day that the zone skipped has no time of its own.
            assert entry.at.astimezone(zone).date() == day.day
