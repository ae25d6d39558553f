"""Stretches from now: «через 2 часа», «+2ч», «через полтора часа», "in half an hour"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bot.planning.grammar.items import Span
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import cardinal, follows, kind, skip, text
from bot.planning.grammar.words import (
    DAY,
    HOUR,
    MINUTE,
    MONTH,
    NIGHT_AND_DAY,
    SECOND,
    SINGLE_UNITS,
    UNITS,
    WEEK,
    YEAR,
)

Found = Iterator[tuple[Span, int]]

_SECONDS = {SECOND: 1, MINUTE: 60, HOUR: 3600, NIGHT_AND_DAY: 86400}
_DAYS = {DAY: 1, WEEK: 7}
_MONTHS = {MONTH: 1, YEAR: 12}

# Whole amounts in a word or a few; «полдня» is none: nobody agrees how long it is.
_FIXED = {
    "полчаса": Span(seconds=1800),
    "пол часа": Span(seconds=1800),
    "пол-часа": Span(seconds=1800),
    "получаса": Span(seconds=1800),
    "полчасика": Span(seconds=1800),
    "четверть часа": Span(seconds=900),
    "три четверти часа": Span(seconds=2700),
    "полгода": Span(months=6),
    "пол года": Span(months=6),
    "half an hour": Span(seconds=1800),
    "half hour": Span(seconds=1800),
    "a quarter of an hour": Span(seconds=900),
    "quarter of an hour": Span(seconds=900),
}
_PARTS = {
    "с половиной": Fraction(1, 2),
    "and a half": Fraction(1, 2),
    "с четвертью": Fraction(1, 4),
    "and a quarter": Fraction(1, 4),
}
_PAIR = ("пару", "пара", "a couple of", "couple of")
_AFTERWARDS = ("спустя", "later", "from now", "from today")


def spans(tokens: Sequence[Token], at: int) -> Found:
    """Every stretch from now that can be read at a position, with the position after it."""
    for span, end in _spans(tokens, skip(tokens, at, "ровно", "exactly")):
        yield span, skip(tokens, end, "ровно")


def _spans(tokens: Sequence[Token], at: int) -> Found:
    word = text(tokens, at)
    if word in ("через", "спустя", "плюс", "in", "+"):
        at = skip(tokens, at + 1, "ровно") - 1
        yield from _amounts(tokens, at + 1)
        yield from _about(tokens, at + 1, at + 2)  # «через минут 20»
        if kind(tokens, at + 1) == "colon":  # +1:30
            hours, minutes = tokens[at + 1].numbers
            yield Span(seconds=hours * 3600 + minutes * 60, loose=True), at + 2
    elif text(tokens, at + 1) == "через":
        yield from _about(tokens, at, at + 2)  # «минут через 20»
    else:
        for span, end in _amounts(tokens, at):
            for phrase in _AFTERWARDS:
                if (after := follows(tokens, end, phrase)) is not None:
                    yield span, after


def _about(tokens: Sequence[Token], unit_at: int, number_at: int) -> Found:
    """A number behind its unit is about that many; «час 20» is none."""
    if text(tokens, unit_at) in SINGLE_UNITS:
        return
    unit, found = UNITS.get(text(tokens, unit_at)), cardinal(tokens, number_at)
    measured = _measure(Fraction(found[0]), unit) if found and unit is not None else None
    if found is not None and measured is not None:
        yield measured + Span(loose=True), found[1]


def _amounts(tokens: Sequence[Token], at: int) -> Found:
    """One amount or several: «1 час и 30 минут»."""
    total, first = Span(), True
    while True:
        start = at if first else skip(tokens, at, "и", "and")
        found = _amount(tokens, start)
        if found is None:
            return
        total, at, first = total + found[0], found[1], False
        yield total, at
        if not total.seconds % 3600 and 0 < found[0].seconds < 86400:
            yield from _bare_minutes(tokens, at, total)


def _bare_minutes(tokens: Sequence[Token], at: int, hours: Span) -> Found:
    """«через час двадцать», «через 2 ч 15»."""
    found = cardinal(tokens, at)
    if found is not None and 10 <= found[0] < 60:
        yield hours + Span(seconds=60 * found[0]), found[1]


def _amount(tokens: Sequence[Token], at: int) -> tuple[Span, int] | None:
    for phrase, span in _FIXED.items():
        if (end := follows(tokens, at, phrase)) is not None:
            return span, end
    counted = _how_many(tokens, at)
    if counted is None:
        return None
    many, end, loose = counted
    if end > at:
        many, end = _and_part(tokens, many, end)  # «2 с половиной часа»
    unit = UNITS.get(text(tokens, end))
    if unit is None:
        return None
    loose = loose or (unit == DAY and end == at)  # «через день» is also every other day
    many, end = _and_part(tokens, many, end + 1)  # «час с половиной»
    measured = _measure(many, unit)
    return None if measured is None else (measured + Span(loose=loose), end)


def _how_many(tokens: Sequence[Token], at: int) -> tuple[Fraction, int, bool] | None:
    """The number before a unit, the position after it, and whether it is only about that."""
    word = text(tokens, at)
    if kind(tokens, at) in ("dot", "comma"):
        whole, part = word.replace(",", ".").split(".")
        return Fraction(f"{whole}.{part}"), at + 1, False
    if word in ("полтора", "полторы"):
        return Fraction(3, 2), at + 1, False
    if (end := _first_of(tokens, at, _PAIR)) is not None:
        return Fraction(2), end, True
    if word in ("a", "an"):
        return Fraction(1), at + 1, False
    found = cardinal(tokens, at)
    if found is not None:
        return Fraction(found[0]), found[1], False
    return (Fraction(1), at, False) if word in SINGLE_UNITS else None


def _and_part(tokens: Sequence[Token], many: Fraction, at: int) -> tuple[Fraction, int]:
    for phrase, part in _PARTS.items():
        if (end := follows(tokens, at, phrase)) is not None:
            return many + part, end
    return many, at


def _first_of(tokens: Sequence[Token], at: int, phrases: Sequence[str]) -> int | None:
    ends = (follows(tokens, at, phrase) for phrase in phrases)
    return next((end for end in ends if end is not None), None)


def _measure(many: Fraction, unit: int) -> Span | None:
    """The stretch; None where a part of it has no fixed length (half a month)."""
    if unit in _SECONDS:
        return Span(seconds=int(many * _SECONDS[unit]))
    if many.denominator != 1:
        return None
    if unit in _DAYS:
        return Span(days=int(many) * _DAYS[unit])
    return Span(months=int(many) * _MONTHS[unit])
