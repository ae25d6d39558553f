"""Another zone: the wall time stays."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from bot.planning import rezone
from bot.planning.grammar.moment import SKIPPED, TWICE
from tests.planning.test_timetable import NOWS, ZONES


@pytest.mark.parametrize(
    ("due", "old", "new", "expected", "note"),
    [
        (
            *("2027-03-11T09:00:00+10:00", "Asia/Vladivostok", "Europe/Moscow"),
            *("2027-03-11T09:00:00+03:00", None),
        ),
        (
            *("2026-03-29T02:30:00+10:00", "Asia/Vladivostok", "Europe/Berlin"),
            *("2026-03-29T03:30:00+02:00", SKIPPED),
        ),
        (
            *("2026-10-25T02:30:00+10:00", "Asia/Vladivostok", "Europe/Berlin"),
            *("2026-10-25T02:30:00+02:00", TWICE),
        ),
        (
            *("2026-10-25T02:30:00+01:00", "Europe/Berlin", "Europe/Moscow"),
            *("2026-10-25T02:30:00+03:00", None),
        ),
    ],
)
def test_the_clock_shows_the_same(
    due: str, old: str, new: str, expected: str, note: str | None
) -> None:
    queue = [(7, datetime.fromisoformat(due))]
    (changed,) = rezone(queue, ZoneInfo(old), ZoneInfo(new))
    assert (changed.at.astimezone(ZoneInfo(new)).isoformat(), changed.note) == (expected, note)


@given(NOWS, ZONES, ZONES)
def test_what_changes_shows_the_old_time(due: datetime, old: ZoneInfo, new: ZoneInfo) -> None:
    assert rezone([(7, due)], old, old) == ()
    for change in rezone([(7, due)], old, new):
        assert (change.post, change.at == due) == (7, False)
        shown = change.at.astimezone(new).replace(tzinfo=None)
        assert (shown == due.astimezone(old).replace(tzinfo=None)) == (change.note != SKIPPED)
