"""Whatever is written, the answer is a refusal or a moment that is not over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import TimeError
from bot.planning import Moment, when
from bot.planning.grammar.reckon import TOO_FAR_AHEAD

ZONES = st.sampled_from(
    ["Asia/Vladivostok", "Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu"]
).map(ZoneInfo)
NOWS = st.datetimes(datetime(2010, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
_WORDS = """
    сегодня завтра послезавтра вчера утром днём вечером ночью утра дня вечера ночи в на через + - и
    час часа часов минут дней неделю месяц год полчаса полдень полночь полдевятого без четверти
    девять двадцать пять пятого пятницу понедельник следующую эту неделе мая декабря февраля числа
    9 9:30 18.30 2:30 25.12 31.01 25.12.2027 29.02 30 2 24:00 0 00 9-15 10-12 1,5 1830 2027-03-28
    2027-03-28T02:30 5-го мск по utc сейчас tomorrow friday next at 9 pm in an hour half past
    the same time местному времени это же время ago до <b> 🙂 ( ) , . ! к обеду семи часу — плюс
    ночь субботу с половиной четвертью ч/з пару часик следующего месяца этого завтр пятнцу
    послезавтро пол половине 930 18-30 00 москва время часов by pm tommorrow
"""
WORDS = st.sampled_from(_WORDS.split())


def check(phrase: str, now: datetime, zone: ZoneInfo) -> Moment | None:
    try:
        moment = when(phrase, now, zone)
    except TimeError:
        return None
    assert moment.at.tzinfo is UTC
    assert now <= moment.at <= now + TOO_FAR_AHEAD
    assert list(moment.alternatives) == sorted(set(moment.alternatives) - {moment.at})
    assert all(now <= each for each in moment.alternatives)
    return moment


@given(st.text(max_size=140), NOWS, ZONES)
def test_any_text(phrase: str, now: datetime, zone: ZoneInfo) -> None:
    check(phrase, now, zone)


@settings(max_examples=600)
@given(st.lists(WORDS, max_size=7).map(" ".join), NOWS, ZONES)
def test_any_words_of_the_grammar(phrase: str, now: datetime, zone: ZoneInfo) -> None:
    check(phrase, now, zone)


@given(st.lists(st.sampled_from(["10", "в", "9", "час", "5-го", "."]), max_size=60), NOWS, ZONES)
def test_long_heaps_of_numbers_end(words: list[str], now: datetime, zone: ZoneInfo) -> None:
    check("".join(words), now, zone)
    check(" ".join(words), now, zone)


@given(st.integers(1, 600), NOWS, ZONES)
def test_minutes_pass_by_the_second(minutes: int, now: datetime, zone: ZoneInfo) -> None:
    assert when(f"через {minutes} минут", now, zone).at == now + timedelta(minutes=minutes)


@given(
    st.integers(1, 400),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    NOWS,
    ZONES,
)
def test_a_written_date_is_taken_at_its_word(
    days: int, clock: datetime, now: datetime, zone: ZoneInfo
) -> None:
    day = now.astimezone(zone).date() + timedelta(days=days)
    moment = check(f"{day:%d.%m.%Y} в {clock:%H:%M}", now, zone)
    assert moment is not None
    shown = moment.at.astimezone(zone)
    if moment.note is None:
        assert (shown.date(), shown.time()) == (day, clock)
