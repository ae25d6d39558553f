"""Repetitions: how they are written, and when they fall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.planning import Repeat
from bot.planning.habit import NO_RHYTHM, TOO_FEW, WRONG_REPEAT
from tests.planning.test_timetable import NOWS, TIMES, ZONES

TODAY = date(2026, 11, 24)  # a Tuesday
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("каждый день", "каждый день"),
        ("Ежедневно, 5 раз", "каждый день 5 раз"),
        ("каждую пятницу", "каждые пт"),
        ("по пятницам до 1 декабря", "каждые пт до 01.12.2026"),
        ("каждые 3 дня", "каждые 3 дн."),
        ("каждые три дня 5 раз до 25.12", "каждые 3 дн. 5 раз до 25.12.2026"),
        ("через день", "каждые 2 дн."),
        ("каждый второй день", "каждые 2 дн."),
        ("раз в неделю", "каждые 7 дн."),
        ("раз в 2 недели", "каждые 14 дн."),
        ("по будням", "каждые пн-пт"),
        ("каждый будний день в 9", "каждые пн-пт в 09:00"),
        ("по выходным в 11:30 дважды", "каждые сб-вс в 11:30 2 раза"),
        ("по понедельникам и четвергам", "каждые пн,чт"),
        ("каждые пн, ср и пт 10 раз", "каждые пн,ср,пт 10 раз"),
        ("пн-пт по 30 декабря", "каждые пн-пт до 30.12.2026"),
        ("пн-вс", "каждый день"),
        ("every day", "каждый день"),
        ("every friday 5 times", "каждые пт 5 раз"),
        ("on mondays until 1 December", "каждые пн до 01.12.2026"),
        ("every other week", "каждые 14 дн."),
        ("weekdays at 9am", "каждые пн-пт в 09:00"),
    ],
)
def test_written_and_canonical(written: str, canonical: str) -> None:
    rule = Repeat.parse(written, TODAY)
    assert str(rule) == canonical
    assert Repeat.parse(canonical, TODAY) == rule


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", NO_RHYTHM),
        ("5 раз", NO_RHYTHM),
        ("до 1 декабря", NO_RHYTHM),
        ("каждый час", WRONG_REPEAT),
        ("каждые 0 дней", WRONG_REPEAT),
        ("каждый день каждую пятницу", WRONG_REPEAT),
        ("каждый день пожалуйста", WRONG_REPEAT),
        ("3 раза в неделю", WRONG_REPEAT),
        ("каждый день 1 раз", TOO_FEW),
    ],
)
def test_refused(written: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        Repeat.parse(written, TODAY)
    assert caught.value.message == message


@pytest.mark.parametrize("written", ["каждый день до 1 ноября", "каждый день до 31 ноября"])
def test_an_end_that_is_past_or_never_comes_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        Repeat.parse(written, TODAY)


@given(st.text(max_size=60))
def test_any_text_is_a_repetition_or_an_input_error(text: str) -> None:
    try:
        rule = Repeat.parse(text, TODAY)
    except InputError:
        return
    assert Repeat.parse(str(rule), TODAY) == rule


def shown(rule: str, first: str, many: int) -> list[str]:
    start = datetime.fromisoformat(first)
    found = islice(Repeat.parse(rule, TODAY).occurrences(start, BERLIN), many)
    return [at.astimezone(BERLIN).isoformat()[:16] for at in found]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("каждый день 3 раза", ["11-24T18:30", "11-25T18:30", "11-26T18:30"]),
        ("по пятницам до 4.12", ["11-24T18:30", "11-27T18:30", "12-04T18:30"]),
        ("раз в неделю", ["11-24T18:30", "12-01T18:30", "12-08T18:30", "12-15T18:30"]),
        ("по будням в 9", ["11-24T18:30", "11-25T09:00", "11-26T09:00", "11-27T09:00"]),
    ],
)
def test_occurrences(rule: str, expected: list[str]) -> None:
    assert shown(rule, "2026-11-24T18:30+01:00", 4) == [f"2026-{each}" for each in expected]


def test_a_skipped_hour_is_put_off_for_that_day_only() -> None:
    assert shown("ежедневно", "2026-03-28T02:30+01:00", 3) == [
        "2026-03-28T02:30",
        "2026-03-29T03:30",
        "2026-03-30T02:30",
    ]


def test_what_was_missed_is_gone() -> None:
    first = datetime(2026, 11, 24, 9, tzinfo=UTC)
    rule = Repeat(times=3)
    assert rule.next(first, first + timedelta(hours=30), UTC) == first + timedelta(days=2)
    assert rule.next(first, first + timedelta(days=2), UTC) is None


@given(NOWS, ZONES, TIMES, st.sets(st.integers(0, 6)), st.integers(1, 30))
def test_times_ascend_on_the_days_of_the_rule(
    first: datetime, zone: ZoneInfo, clock: time, weekdays: set[int], every: int
) -> None:
    rule = Repeat(every, tuple(sorted(weekdays)), times=6, clock=clock)
    times = list(rule.occurrences(first, zone))
    assert times == sorted(set(times))
    after = first
    for at in times[1:]:
        after = rule.next(first, after, zone)
        assert after == at
