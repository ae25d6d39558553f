"""When a reader's digests are due, on their own clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.planning.digests import next_digest, next_week

KHABAROVSK, BERLIN = ZoneInfo("Asia/Vladivostok"), ZoneInfo("Europe/Berlin")
HOURS = (time(8), time(19))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("hours", "zone", "after", "due"),
    [
        (HOURS, KHABAROVSK, utc(2026, 11, 24, 4, 20), utc(2026, 11, 24, 9)),
        (HOURS, KHABAROVSK, utc(2026, 11, 24, 9), utc(2026, 11, 24, 22)),  # never twice
        (HOURS, KHABAROVSK, utc(2026, 12, 31, 9), utc(2026, 12, 31, 22)),
        ((time(2, 30),), BERLIN, utc(2026, 3, 28, 12), utc(2026, 3, 29, 1, 30)),  # skipped
        ((time(2, 30),), BERLIN, utc(2026, 10, 24, 12), utc(2026, 10, 25, 0, 30)),  # shown twice
        ((time(2, 30),), BERLIN, utc(2026, 10, 25, 0, 30), utc(2026, 10, 26, 1, 30)),
        ((), KHABAROVSK, utc(2026, 11, 24), None),
    ],
)
def test_the_next_hour(
    hours: tuple[time, ...], zone: ZoneInfo, after: datetime, due: datetime | None
) -> None:
    assert next_digest(hours, zone, after) == due


def test_the_best_of_the_week_comes_on_sundays() -> None:
    sunday = utc(2026, 11, 29, 2)  # noon in Khabarovsk
    assert next_week(KHABAROVSK, utc(2026, 11, 24, 4)) == sunday
    assert next_week(KHABAROVSK, sunday) == utc(2026, 12, 6, 2)


@given(
    st.integers(0, 365 * 24 * 60).map(
        lambda minutes: utc(2026, 1, 1) + timedelta(minutes=minutes)
    ),
    st.sets(st.times(), min_size=1, max_size=4),
    st.sampled_from([KHABAROVSK, BERLIN]),
)
def test_it_is_always_later_and_within_two_days(
    after: datetime, hours: set[time], zone: ZoneInfo
) -> None:
    due = next_digest(hours, zone, after)
    assert due is not None
    assert 0 < (due - after).total_seconds() <= 49 * 3600
