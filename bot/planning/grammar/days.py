"""Days in a phrase: «завтра», «в следующую пятницу», «25 декабря», 25.12.2026."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.planning.grammar.items import CalendarDay, Day, RelativeDay, Week, Weekday, Which
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import cardinal, follows, kind, ordinal, skip, text
from bot.planning.grammar.words import (
    GONE,
    MONTHS,
    NEAREST,
    NEXT,
    PART_ADVERBS,
    RELATIVE_DAYS,
    THIS,
    WEEKDAYS,
)

Found = Iterator[tuple[Day, int]]

_WHICH: dict[str, Which] = {
    **dict.fromkeys(THIS, "this"),
    **dict.fromkeys(NEAREST, "plain"),
    **dict.fromkeys(NEXT, "next"),
    **dict.fromkeys(GONE, "gone"),
}
_DAY_AFTER_TOMORROW = ("послезавтра", "после завтра", "day after tomorrow")
_YEAR_WORDS = ("года", "год", "г")


def days(tokens: Sequence[Token], at: int) -> Found:
    """Every day that can be read at a position, with the position after it."""
    bare = skip(tokens, at, "на", "к", "ко", "on", "by")
    bare = skip(tokens, bare, "the")
    yield from _relative(tokens, bare)
    yield from _weekday(tokens, skip(tokens, at, "в", "во", "на", "к", "ко", "on", "by"))
    yield from _week(tokens, bare)
    yield from _calendar(tokens, bare)


def _relative(tokens: Sequence[Token], at: int) -> Found:
    word = text(tokens, at)
    if word in RELATIVE_DAYS:
        yield RelativeDay(RELATIVE_DAYS[word]), at + 1
    for phrase in _DAY_AFTER_TOMORROW:
        if (end := follows(tokens, at, phrase)) is not None:
            yield RelativeDay(2), end
    if word == "this" and text(tokens, at + 1) in PART_ADVERBS:
        yield RelativeDay(0), at + 1


def _weekday(tokens: Sequence[Token], at: int) -> Found:
    which = _WHICH.get(text(tokens, at))
    at += which is not None
    number = WEEKDAYS.get(text(tokens, at))
    if number is not None:
        yield Weekday(number, which or "plain"), at + 1


def _week(tokens: Sequence[Token], at: int) -> Found:
    which = _WHICH.get(text(tokens, at))
    if which in ("this", "next") and text(tokens, at + 1) in ("неделе", "недели", "week"):
        yield Week(0 if which == "this" else 1), at + 2


def _calendar(tokens: Sequence[Token], at: int) -> Found:
    form = kind(tokens, at)
    if form == "ymd":
        year, month, day = tokens[at].numbers
        yield CalendarDay(day, month, year), _after_year(tokens, at + 1)
    elif form == "dmy":
        day, month, year = tokens[at].numbers
        year += 2000 * (year < 100)
        yield CalendarDay(day, month, year), _after_year(tokens, at + 1)
    elif form in ("dot", "slash", "hyphen"):
        day, month = tokens[at].numbers
        yield CalendarDay(day, month), at + 1
    else:
        yield from _named_month(tokens, at)


def _named_month(tokens: Sequence[Token], at: int) -> Found:
    if text(tokens, at) in MONTHS:  # "December 25th"
        found = ordinal(tokens, at + 1) or cardinal(tokens, at + 1)
        if found is not None:
            yield _with_year(tokens, found[1], found[0], MONTHS[text(tokens, at)])
        return
    nth = ordinal(tokens, at)
    found = nth or cardinal(tokens, at)
    if found is None:
        return
    day, end = found
    after = skip(tokens, end, "of")
    if text(tokens, after) in MONTHS:
        yield _with_year(tokens, after + 1, day, MONTHS[text(tokens, after)])
    elif nth is not None or text(tokens, end) == "числа":
        yield from _of_month(tokens, day, skip(tokens, end, "числа"))


def _of_month(tokens: Sequence[Token], day: int, at: int) -> Found:
    """A day without the name of its month."""
    yield CalendarDay(day), at
    for later, phrase in enumerate(("этого месяца", "следующего месяца")):
        if (end := follows(tokens, at, phrase)) is not None:
            yield CalendarDay(day, later=later), end


def _with_year(tokens: Sequence[Token], at: int, day: int, month: int) -> tuple[Day, int]:
    if kind(tokens, at) == "number" and len(text(tokens, at)) == 4:
        return CalendarDay(day, month, int(text(tokens, at))), _after_year(tokens, at + 1)
    if kind(tokens, at) == "number" and text(tokens, at + 1) in _YEAR_WORDS:  # «27 г.»
        return CalendarDay(day, month, 2000 + int(text(tokens, at)) % 100), at + 2
    return CalendarDay(day, month), at


def _after_year(tokens: Sequence[Token], at: int) -> int:
    return skip(tokens, at, *_YEAR_WORDS)
