"""Times that have been: «за октябрь», «с 1 по 5 ноября», «вчера», «2025», "last week"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.planning.grammar.words import (
    DAY,
    GONE,
    MONTH,
    MONTHS,
    NIGHT_AND_DAY,
    NUMBERS,
    RELATIVE_DAYS,
    THIS,
    UNITS,
    WEEK,
    YEAR,
    fold,
)

FIRST_YEAR = 2013  # Telegram's

DAY_LONG = timedelta(days=1)

_TOKEN = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?\.\d\d?\.(?:\d{4}|\d\d)|\d\d?\.\d\d(?!\d)|\w+|[-–—]")
_DATE = re.compile(r"(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)\.(\d\d?)(?:\.(\d{4}|\d\d))?)")

_CASES = {  # of the months, beyond those that a time ahead is told by
    **{stem + end: number
       for number, stem in {1: "январ", 2: "феврал", 4: "апрел", 6: "июн", 7: "июл",
                            9: "сентябр", 10: "октябр", 11: "ноябр", 12: "декабр"}.items()
       for end in ("е", "ю", "ем")},
    "марте": 3, "мае": 5, "августе": 8, "марту": 3, "маю": 5, "августу": 8,
}  # fmt: skip
_MONTHS = {**MONTHS, **_CASES}
_UNITS = {**UNITS, "неделе": WEEK, "месяце": MONTH, "году": YEAR, "г": YEAR}
_THIS = THIS | {"этой", "этом", "текущий", "текущую", "текущем", "текущей"}
_GONE = GONE | {"прошлом", "прошлой", "прошедшую", "прошедший", "past", "previous"}
_LATELY = {"последнюю", "последний", "последние", "последних", "последнее", "past", "last"}
_IN = {"в", "во", "за", "на", "in", "during", "for", "on", "at"}
_FROM = {"с", "со", "от", "после", "from", "since", "after"}
_TO = {"по", "до", "to", "till", "until", "before", "-", "–", "—"}
_DAYS_OF = {DAY: 1, NIGHT_AND_DAY: 1, WEEK: 7}
_OF_YEAR = {"год", "года", "году", "г", "year"}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days: from `since` up to `until`, which is no longer in it; None: without an end."""

    since: date | None
    until: date | None


Found = tuple[Period, int]  # and how many words it takes
Words = Sequence[str]


def take_period(text: str, today: date) -> tuple[Period | None, str]:
    """The time that a query names, and the query without it."""
    raw = _TOKEN.findall(text)
    words = [fold(word) for word in raw]
    for place in range(len(words)):
        for read in _READERS:
            found = read(words[place:], today)
            if found is not None:
                period, count = found
                rest = " ".join((*raw[:place], *raw[place + count :]))
                return period, rest
    return None, text


def _between(words: Words, today: date) -> Found | None:
    """«с 1 по 5 ноября», «1-5 ноября», «с октября», «до 5 мая»."""
    opened = bool(words) and words[0] in _FROM
    start = int(opened)
    if words and words[0] in _TO and words[0].isalpha():
        last = _named(words[1:], today)
        if last is None or words[0] == "по":
            return None
        return Period(None, last[0].until), last[1] + 1
    first = _named(words[start:], today)
    bare = _day_number(words[start:]) if first is None else None
    size = start + (first[1] if first else 1)
    if first is None and bare is None:
        return None
    if size < len(words) and words[size] in _TO:
        last = _named(words[size + 1 :], today)
        if last is not None and last[0].until and last[0].since:
            since = first[0].since if first else _with_day(last[0].since, bare or 0)
            if since is not None and since >= last[0].until:
                since = _year_before(since)
            if since is not None:
                return Period(since, last[0].until), size + 1 + last[1]
    if opened and first is not None:
        return Period(first[0].since, None), size
    return None


def _inside(words: Words, today: date) -> Found | None:
    """«за октябрь», «вчера», «1 ноября», «за неделю», «в прошлом году»."""
    led = words[0] in _IN
    found = _lately(words[led:], today, led=led) or _named(words[led:], today)
    if found is not None:
        if not led and found[1] == 1 and words[0] in _MONTHS:
            return None  # «май» alone is a word as well
        return found[0], found[1] + led
    return None


def _named(words: Words, today: date) -> Found | None:
    """One day, month or year by its name."""
    if not words:
        return None
    if (back := RELATIVE_DAYS.get(words[0], 1)) <= 0:
        return _one_day(today + timedelta(days=back)), 1
    for read in (_date, _day_and_month, _month, _year):
        if (found := read(words, today)) is not None:
            return found
    return None


def _date(words: Words, today: date) -> Found | None:
    match = _DATE.fullmatch(words[0])
    if match is None:
        return None
    year, month, day, day2, month2, year2 = match.groups()
    if year is None and year2 is None:
        found = _gone_by(today, int(month2), int(day2))
    else:
        number = int(year or year2)
        number += 2000 if number < 100 else 0
        found = _make(number, int(month or month2), int(day or day2))
    return None if found is None else (_one_day(found), 1)


def _day_and_month(words: Words, today: date) -> Found | None:
    if len(words) < 2:
        return None
    day, month, used = _day_number(words), _MONTHS.get(words[1]), 2
    if day is None and words[0] in _MONTHS:
        day, month = _day_number(words[1:]), _MONTHS[words[0]]
    if day is None or not month:
        return None
    year, taken = _year_after(words[used:], today)
    found = _make(year, month, day) if year else _gone_by(today, month, day)
    return None if found is None else (_one_day(found), used + taken)


def _month(words: Words, today: date) -> Found | None:
    month = _MONTHS.get(words[0])
    if not month:
        return None
    year, taken = _year_after(words[1:], today)
    since = date(year, month, 1) if year else _gone_by(today, month, 1)
    return None if since is None else (Period(since, _later(since, 1)), 1 + taken)


def _year(words: Words, today: date) -> Found | None:
    year, taken = _year_after(words, today)
    return (Period(date(year, 1, 1), date(year + 1, 1, 1)), taken) if year else None


def _lately(words: Words, today: date, *, led: bool) -> Found | None:
    """«неделю» after «за», «последние 3 дня», «прошлой неделе», "this month"."""
    if not words:
        return None
    place = 0
    which = words[0] if words[0] in _THIS | _GONE | _LATELY else None
    place += which is not None
    count = None
    if place < len(words):
        count = int(words[place]) if words[place].isdecimal() and len(words[place]) < 4 else None
        count = NUMBERS.get(words[place]) if count is None else count
        place += count is not None
    unit = _UNITS.get(words[place]) if place < len(words) else None
    if unit is None or unit not in (DAY, NIGHT_AND_DAY, WEEK, MONTH, YEAR):
        return None
    if which is None and not (led and words[place] not in ("году", "неделе", "месяце")):
        return None
    tomorrow = today + DAY_LONG
    if which in _THIS or (which in _GONE and which not in _LATELY and count is None):
        since = _start(today, unit)
        if which in _GONE:
            return Period(_start(since - DAY_LONG, unit), since), place + 1
        return Period(since, tomorrow), place + 1
    many = 1 if count is None else count
    if unit in _DAYS_OF:
        since = tomorrow - timedelta(days=min(many * _DAYS_OF[unit], 9999))
    else:
        since = _later(today, -min(many * (12 if unit == YEAR else 1), 240))
    return Period(since, tomorrow), place + 1


_READERS: tuple[Callable[[Words, date], Found | None], ...] = (_between, _inside)


def _start(day: date, unit: int) -> date:
    if unit == WEEK:
        return day - timedelta(days=day.weekday())
    if unit == MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == YEAR else day


def _year_after(words: Words, today: date) -> tuple[int | None, int]:
    """A year at the start of the words, with «года», and how many words that is."""
    if not words or not re.fullmatch(r"[0-9]{4}", words[0]):
        return None, 0
    year = int(words[0])
    if not FIRST_YEAR <= year <= today.year:
        return None, 0
    return year, 2 if len(words) > 1 and words[1] in _OF_YEAR else 1


def _day_number(words: Words) -> int | None:
    if words and re.fullmatch(r"[0-9]{1,2}", words[0]) and 1 <= int(words[0]) <= 31:
        return int(words[0])
    return None


def _gone_by(today: date, month: int, day: int) -> date | None:
    """The last such date that is not ahead."""
    this = _make(today.year, month, day)
    return this if this is not None and this <= today else _make(today.year - 1, month, day)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_day(month: date, day: int) -> date | None:
    return _make(month.year, month.month, day)


def _year_before(day: date) -> date | None:
    return _make(day.year - 1, day.month, day.day)


def _later(day: date, months: int) -> date:
    """So many months on, on the same day or the last of that month."""
    number = day.year * 12 + day.month - 1 + months
    for last in range(day.day, 0, -1):
        if (found := _make(number // 12, number % 12 + 1, last)) is not None:
            return found
    return day


def _one_day(day: date) -> Period:
    return Period(day, day + DAY_LONG)
