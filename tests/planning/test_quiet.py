"""Quiet hours: how they are written, and what they cover across changing clocks."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.planning import QuietHours, Timetable, earlier
from bot.planning.quiet import WRONG_QUIET
from tests.planning.test_timetable import NOWS, TIMES, TIMETABLES, ZONES

VLADIVOSTOK = ZoneInfo("Asia/Vladivostok")
BERLIN = ZoneInfo("Europe/Berlin")
QUIETS = st.builds(QuietHours, TIMES, TIMES)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("23:00-7:00", "23:00-07:00"),
        ("23:00 – 07:00", "23:00-07:00"),
        ("с 23 до 7", "23:00-07:00"),
        ("С 22.30 до 8.00", "22:30-08:00"),
        ("23-7", "23:00-07:00"),
        ("с 11 вечера до 7 утра", "23:00-07:00"),
        ("с полуночи до 6", "00:00-06:00"),
        ("from 11pm to 7am", "23:00-07:00"),
        ("22-24", "22:00-00:00"),
        ("9:00-9:00", "-"),
        ("-", "-"),
        ("нет", "-"),
        ("off", "-"),
    ],
)
def test_written_and_canonical(written: str, canonical: str) -> None:
    assert str(QuietHours.parse(written)) == canonical
    assert QuietHours.parse(canonical) == QuietHours.parse(str(QuietHours.parse(canonical)))


@pytest.mark.parametrize(
    "written", ["23", "с 25 до 7", "ночью", "23-7-9", "с завтра до 7", "7:60-8"]
)
def test_what_is_no_quiet_is_refused(written: str) -> None:
    with pytest.raises(InputError) as caught:
        QuietHours.parse(written)
    assert caught.value.message == WRONG_QUIET


@given(st.text(max_size=40))
def test_any_text_is_quiet_hours_or_an_input_error(text: str) -> None:
    try:
        quiet = QuietHours.parse(text)
    except InputError:
        return
    assert QuietHours.parse(str(quiet)) == (quiet or QuietHours())


@pytest.mark.parametrize(
    ("zone", "quiet", "at", "free"),
    [
        (VLADIVOSTOK, "22:00-8:00", "2027-03-11T21:59:59+10:00", None),
        (VLADIVOSTOK, "22:00-8:00", "2027-03-11T22:00:00+10:00", "2027-03-12T08:00:00+10:00"),
        (VLADIVOSTOK, "22:00-8:00", "2027-03-12T07:59:59+10:00", "2027-03-12T08:00:00+10:00"),
        (VLADIVOSTOK, "22:00-8:00", "2027-03-12T08:00:00+10:00", None),
        (VLADIVOSTOK, "13:00-14:00", "2027-03-11T13:30:00+10:00", "2027-03-11T14:00:00+10:00"),
        (VLADIVOSTOK, "8:00-8:00", "2027-03-11T08:00:00+10:00", None),
        # Nine hours of quiet in spring, eleven in autumn.
        (BERLIN, "22:00-8:00", "2026-03-28T22:00:00+01:00", "2026-03-29T08:00:00+02:00"),
        (BERLIN, "22:00-8:00", "2026-10-24T22:00:00+02:00", "2026-10-25T08:00:00+01:00"),
        # Ends and beginnings in an hour that comes twice or never.
        (BERLIN, "22:00-2:30", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
        (BERLIN, "2:30-8:00", "2026-03-29T03:00:00+02:00", "2026-03-29T08:00:00+02:00"),
        (BERLIN, "22:00-2:30", "2026-03-29T01:59:00+01:00", "2026-03-29T03:30:00+02:00"),
    ],
)
def test_covered_until(zone: ZoneInfo, quiet: str, at: str, free: str | None) -> None:
    instant = datetime.fromisoformat(at)
    expected = instant if free is None else datetime.fromisoformat(free)
    hours = QuietHours.parse(quiet)
    assert hours.covers(instant, zone) == (free is not None)
    assert hours.free(instant, zone).astimezone(zone).isoformat() == expected.isoformat()


@given(QUIETS, NOWS, ZONES)
def test_what_a_clock_shows_as_quiet_is_quiet(
    quiet: QuietHours, at: datetime, zone: ZoneInfo
) -> None:
    if quiet.shows(at.astimezone(zone).time()):
        assert quiet.covers(at, zone)
    free = quiet.free(at, zone)
    assert at <= free <= at + timedelta(hours=50)
    assert not quiet.covers(free, zone)


@given(TIMETABLES, QUIETS, NOWS, ZONES)
def test_slots_keep_out_of_quiet_hours(
    timetable: Timetable, quiet: QuietHours, now: datetime, zone: ZoneInfo
) -> None:
    end = now + timedelta(days=4)
    awake = [at for at in timetable.slots(now, end, zone) if not quiet.covers(at, zone)]
    assert list(timetable.slots(now, end, zone, quiet)) == awake
    if timetable.next_free(now, zone, (), quiet) is None:
        assert not awake


@given(TIMETABLES, st.lists(NOWS, max_size=5), NOWS, ZONES, st.integers(0, 3000))
def test_a_free_slot_keeps_the_gap(
    timetable: Timetable, taken: list[datetime], now: datetime, zone: ZoneInfo, minutes: int
) -> None:
    gap = timedelta(minutes=minutes)
    taken += list(timetable.slots(now, now + timedelta(days=2), zone))[::2]
    slot = timetable.next_free(now, zone, taken, gap=gap)
    assert (slot is None) == (not timetable)
    if slot is not None:
        assert slot > now
        assert all(slot != each and abs(slot - each) >= gap for each in taken)


def test_moving_keeps_the_gap_and_the_quiet() -> None:
    timetable = Timetable.parse("daily 6:00 9:00 9:05 12:00")
    quiet = QuietHours(time(23), time(7))

    def at(hour: int, minute: int = 0) -> datetime:
        return datetime(2027, 3, 11, hour, minute, tzinfo=VLADIVOSTOK).astimezone(UTC)

    def moved(*taken: datetime) -> datetime | None:
        gap = timedelta(minutes=10)
        return earlier(at(12), at(5), timetable, VLADIVOSTOK, taken, quiet, gap)

    assert moved() == at(9, 5)
    assert moved(at(9, 10)) == at(9)
    assert moved(at(9, 4)) is None
