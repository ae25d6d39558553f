"""Phrases where the calendar or the clocks are the difficulty (editorial.md §3.2)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import TimeError
from bot.planning import when
from bot.planning.grammar.moment import SKIPPED, TWICE

VLADIVOSTOK = "Asia/Vladivostok"


def iso(phrase: str, now: str, zone: str) -> str:
    moment = when(phrase, datetime.fromisoformat(now), ZoneInfo(zone))
    return moment.at.astimezone(ZoneInfo(zone)).isoformat()


@pytest.mark.parametrize(
    ("now", "phrase", "expected"),
    [
        ("2026-12-31T23:30:00+10:00", "через час", "2027-01-01T00:30:00+10:00"),
        ("2026-12-31T23:30:00+10:00", "завтра в 9", "2027-01-01T09:00:00+10:00"),
        ("2027-05-03T00:10:00+10:00", "завтра в 9", "2027-05-04T09:00:00+10:00"),
        ("2027-05-03T00:10:00+10:00", "сегодня в 9", "2027-05-03T09:00:00+10:00"),
        ("2027-05-02T20:00:00+00:00", "сегодня в 9", "2027-05-03T09:00:00+10:00"),
        ("2027-03-31T10:00:00+10:00", "через месяц", "2027-04-30T10:00:00+10:00"),
        ("2028-02-29T10:00:00+10:00", "через год", "2029-02-28T10:00:00+10:00"),
        ("2028-02-27T10:00:00+10:00", "послезавтра в 9", "2028-02-29T09:00:00+10:00"),
        ("2028-02-27T10:00:00+10:00", "29.02 10:00", "2028-02-29T10:00:00+10:00"),
        ("2027-12-20T10:00:00+10:00", "29.02 10:00", "2028-02-29T10:00:00+10:00"),
        ("2027-11-20T10:00:00+10:00", "05.01 10:00", "2028-01-05T10:00:00+10:00"),
        ("2027-03-14T12:00:00+10:00", "в следующую среду в 9", "2027-03-17T09:00:00+10:00"),
        ("2027-03-14T12:00:00+10:00", "в понедельник в 9", "2027-03-15T09:00:00+10:00"),
    ],
)
def test_turns_of_the_calendar(now: str, phrase: str, expected: str) -> None:
    assert iso(phrase, now, VLADIVOSTOK) == expected


def test_a_date_of_the_last_weeks_is_not_next_year() -> None:
    for phrase in ("01.11 10:00", "20 октября 10:00"):
        with pytest.raises(TimeError, match="past"):
            iso(phrase, "2027-11-20T10:00:00+10:00", VLADIVOSTOK)


def test_a_december_date_in_january_is_confirmed() -> None:
    now = datetime.fromisoformat("2027-01-05T10:00:00+10:00")
    assert when("25.12 10:00", now, ZoneInfo(VLADIVOSTOK)).kind == "confirm"


def test_seconds_pass_but_the_minute_that_runs_is_not_over() -> None:
    now = datetime.fromisoformat("2027-03-11T10:40:30+10:00")
    assert when("в 10:40", now, ZoneInfo(VLADIVOSTOK)).at == now


@pytest.mark.parametrize(
    ("zone", "now", "phrase", "expected", "note"),
    [
        # The clocks go forward.
        *[
            ("Europe/Berlin", "2026-03-28T12:00:00+01:00", *case)
            for case in (
                ("завтра в 2:30", "2026-03-29T03:30:00+02:00", SKIPPED),
                ("завтра в 9", "2026-03-29T09:00:00+02:00", None),
                ("через 1 день", "2026-03-29T12:00:00+02:00", None),
                ("через 24 часа", "2026-03-29T13:00:00+02:00", None),
            )
        ],
        (
            *("America/New_York", "2026-03-07T10:00:00-05:00", "завтра в 2:15 ночи"),
            *("2026-03-08T03:15:00-04:00", SKIPPED),
        ),
        (
            *("Africa/Cairo", "2026-04-23T10:00:00+02:00", "24.04 00:00"),
            *("2026-04-24T01:00:00+03:00", SKIPPED),
        ),
        (
            *("Australia/Lord_Howe", "2026-10-03T10:00:00+10:30", "завтра в 2:10"),
            *("2026-10-04T02:40:00+11:00", SKIPPED),
        ),
        (
            *("Asia/Vladivostok", "2011-03-26T10:00:00+10:00", "завтра в 2:30"),
            *("2011-03-27T03:30:00+11:00", SKIPPED),
        ),
        # The clocks go back.
        (
            *("America/New_York", "2026-10-31T10:00:00-04:00", "завтра в 1:30"),
            *("2026-11-01T01:30:00-04:00", TWICE),
        ),
        (
            *("Australia/Lord_Howe", "2026-04-04T10:00:00+11:00", "завтра в 1:45"),
            *("2026-04-05T01:45:00+11:00", TWICE),
        ),
        (
            *("Asia/Vladivostok", "2014-10-25T10:00:00+11:00", "завтра в 1:30"),
            *("2014-10-26T01:30:00+11:00", TWICE),
        ),
        # Neither.
        (
            *("Asia/Kathmandu", "2026-11-24T10:05:00+05:45", "в 12:00 по Москве"),
            *("2026-11-24T14:45:00+05:45", None),
        ),
    ],
)
def test_clocks_that_change(
    zone: str, now: str, phrase: str, expected: str, note: str | None
) -> None:
    moment = when(phrase, datetime.fromisoformat(now), ZoneInfo(zone))
    assert moment.at.astimezone(ZoneInfo(zone)).isoformat() == expected
    assert moment.note == note
    assert moment.kind == "exact"
    assert bool(moment.alternatives) == (note == TWICE)


def test_the_second_of_two_when_the_first_is_over() -> None:
    now = datetime.fromisoformat("2026-10-25T02:45:00+02:00")
    berlin = ZoneInfo("Europe/Berlin")
    moment = when("в 2:30", now, berlin)
    assert moment.at.astimezone(berlin).isoformat() == "2026-10-25T02:30:00+01:00"


def test_tomorrow_is_the_editors_own_and_a_doubt_is_asked() -> None:
    now = datetime.fromisoformat("2027-03-12T01:00:00+10:00")  # still the 11th in Moscow
    zone = ZoneInfo(VLADIVOSTOK)
    moment = when("завтра в 9 по Москве", now, zone)
    assert moment.at.astimezone(zone).isoformat() == "2027-03-13T16:00:00+10:00"
    assert moment.kind == "confirm"
    assert [each.astimezone(zone).isoformat() for each in moment.alternatives] == [
        "2027-03-12T16:00:00+10:00"
    ]
