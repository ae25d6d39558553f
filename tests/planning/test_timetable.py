"""The timetable: how it is written, and its slots across changing clocks."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.planning import Timetable, earlier, later
from bot.planning.week import DAYS_AFTER_TIMES, NO_TIMES, UNKNOWN_WORD, WRONG_TIME

VLADIVOSTOK = ZoneInfo("Asia/Vladivostok")
BERLIN = ZoneInfo("Europe/Berlin")
NEWSROOM = Timetable.parse("пн-пт 09:00 12:00 15:00 18:00; сб-вс 11:00 16:00")

TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
DAY = st.lists(TIMES, max_size=4, unique=True).map(lambda times: tuple(sorted(times)))
TIMETABLES = st.tuples(*[DAY] * 7).map(Timetable)
NOWS = st.datetimes(datetime(2010, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(
    ["Asia/Vladivostok", "Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia"]
).map(ZoneInfo)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (str(NEWSROOM), "пн-пт 09:00 12:00 15:00 18:00; сб-вс 11:00 16:00"),
        ("mon-fri 9:00; sat 10.00", "пн-пт 09:00; сб 10:00"),
        ("Пн – Пт: 09.00, 12.00", "пн-пт 09:00 12:00"),
        ("понедельник,среда, пт 9:00", "пн,ср,пт 09:00"),
        ("ежедневно 18:00 9:00 9:00", "ежедневно 09:00 18:00"),
        ("daily 9:00", "ежедневно 09:00"),
        ("9:00 18:00", "ежедневно 09:00 18:00"),
        ("будни 9:00\nвыходные 11:00;", "пн-пт 09:00; сб-вс 11:00"),
        ("пн-вс 9:00; вт 10:00", "пн,ср-вс 09:00; вт 09:00 10:00"),
        ("сб-пн 9:00", "пн,сб-вс 09:00"),
        ("", ""),
        (" ; ", ""),
    ],
)
def test_written_and_canonical(written: str, canonical: str) -> None:
    assert str(Timetable.parse(written)) == canonical


@pytest.mark.parametrize(
    ("written", "message", "word"),
    [
        ("пн-пт 9:00; сбт 11:00", UNKNOWN_WORD, "сбт"),
        ("пн-пятнц 9:00", UNKNOWN_WORD, "пн-пятнц"),
        ("Вторникк 9:00", UNKNOWN_WORD, "Вторникк"),
        ("пн-ср-пт 9:00", UNKNOWN_WORD, "пн-ср-пт"),
        ("пн-пт", NO_TIMES, "пн-пт"),
        ("пн 9", WRONG_TIME, "9"),
        ("пн 24:00", WRONG_TIME, "24:00"),
        ("пн 9:60", WRONG_TIME, "9:60"),
        ("пн 9:00-12:00", WRONG_TIME, "9:00-12:00"),
        ("пн ٩:00", WRONG_TIME, "٩:00"),
        ("пн 9:00 вт 10:00", DAYS_AFTER_TIMES, "вт"),
        ("пн 9:00 {x} 10:00", UNKNOWN_WORD, "{x}"),
    ],
)
def test_an_error_points_at_the_word(written: str, message: str, word: str) -> None:
    with pytest.raises(InputError) as caught:
        Timetable.parse(written)
    assert (caught.value.message, caught.value.params) == (message, {"word": word})
    assert word in str(caught.value)


@given(TIMETABLES)
def test_what_is_written_reads_back(timetable: Timetable) -> None:
    assert Timetable.parse(str(timetable)) == timetable


@given(st.text(max_size=60))
def test_any_text_is_a_timetable_or_an_input_error(text: str) -> None:
    try:
        timetable = Timetable.parse(text)
    except InputError:
        return
    assert Timetable.parse(str(timetable)) == timetable


def shown(timetable: str, zone: ZoneInfo, start: datetime, days: int = 1) -> list[str]:
    begin = start.replace(tzinfo=zone)
    slots = Timetable.parse(timetable).slots(begin, begin + timedelta(days=days), zone)
    return [slot.astimezone(zone).isoformat() for slot in slots]


def test_a_weekend() -> None:
    assert shown(str(NEWSROOM), VLADIVOSTOK, datetime(2027, 3, 12, 18), 3) == [  # noqa: DTZ001
        "2027-03-12T18:00:00+10:00",
        "2027-03-13T11:00:00+10:00",
        "2027-03-13T16:00:00+10:00",
        "2027-03-14T11:00:00+10:00",
        "2027-03-14T16:00:00+10:00",
        "2027-03-15T09:00:00+10:00",
        "2027-03-15T12:00:00+10:00",
        "2027-03-15T15:00:00+10:00",
    ]


def test_a_skipped_slot_moves_forward_and_meets_no_other() -> None:
    assert shown("daily 2:30 3:15 3:30", BERLIN, datetime(2026, 3, 29)) == [  # noqa: DTZ001
        "2026-03-29T03:15:00+02:00",
        "2026-03-29T03:30:00+02:00",
    ]


def test_a_slot_that_comes_twice_is_one() -> None:
    assert shown("daily 2:30 3:30", BERLIN, datetime(2026, 10, 25)) == [  # noqa: DTZ001
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T03:30:00+01:00",
    ]


@pytest.mark.parametrize(
    ("zone", "day", "written", "expected"),
    [
        ("Africa/Cairo", (2026, 4, 24), "daily 0:00", "2026-04-24T01:00:00+03:00"),
        ("Australia/Lord_Howe", (2026, 10, 4), "daily 2:10", "2026-10-04T02:40:00+11:00"),
        ("America/New_York", (2026, 11, 1), "daily 1:30", "2026-11-01T01:30:00-04:00"),
        ("Asia/Kathmandu", (2026, 11, 1), "daily 9:00", "2026-11-01T09:00:00+05:45"),
        ("Asia/Vladivostok", (2011, 3, 27), "daily 2:30", "2011-03-27T03:30:00+11:00"),
        ("Asia/Vladivostok", (2014, 10, 26), "daily 1:30", "2014-10-26T01:30:00+11:00"),
    ],
)
def test_clocks_that_change(
    zone: str, day: tuple[int, int, int], written: str, expected: str
) -> None:
    assert shown(written, ZoneInfo(zone), datetime(*day))[:1] == [expected]  # noqa: DTZ001


@given(TIMETABLES, NOWS, st.integers(0, 40), ZONES)
def test_slots_ascend_within_their_bounds(
    timetable: Timetable, start: datetime, days: int, zone: ZoneInfo
) -> None:
    end = start + timedelta(days=days)
    slots = list(timetable.slots(start, end, zone))
    assert slots == sorted(set(slots))
    assert all(start <= slot < end and slot.tzinfo is UTC for slot in slots)


@given(TIMETABLES, NOWS, st.integers(0, 30), ZONES)
def test_the_next_free_slot_is_ahead_and_free(
    timetable: Timetable, now: datetime, many: int, zone: ZoneInfo
) -> None:
    taken = set[datetime]()
    for _ in range(many):
        slot = timetable.next_free(now, zone, taken)
        if slot is None:
            assert not timetable
            return
        assert slot > now
        assert slot not in taken
        taken.add(slot)
    assert taken == set(islice(timetable.slots(now, now + timedelta(days=400), zone), many)) or (
        now in timetable.slots(now, now + timedelta(days=1), zone)
    )


def test_earlier_and_later_pass_over_taken_slots() -> None:
    def at(day: int, hour: int) -> datetime:
        return datetime(2027, 3, day, hour, tzinfo=VLADIVOSTOK).astimezone(UTC)

    def moved(due: datetime, now: datetime, *taken: datetime) -> list[datetime | None]:
        return [move(due, now, NEWSROOM, VLADIVOSTOK, taken) for move in (earlier, later)]

    now = at(12, 10)  # a Friday
    assert moved(at(12, 18), now) == [at(12, 15), at(13, 11)]
    assert moved(at(12, 18), now, at(12, 15), at(13, 11)) == [at(12, 12), at(13, 16)]
    assert moved(at(12, 12), now) == [None, at(12, 15)]
    assert moved(at(12, 9), at(12, 12)) == [None, at(12, 15)]  # overdue
    empty = Timetable()
    assert earlier(at(13, 9), now, empty, VLADIVOSTOK, ()) is None
    assert later(at(13, 9), now, empty, VLADIVOSTOK, ()) is None


def test_a_timetable_knows_whether_it_is_empty() -> None:
    assert not Timetable()
    assert Timetable(((time(9),), *((),) * 6))
