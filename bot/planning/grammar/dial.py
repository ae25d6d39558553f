"""Times as the dial is read aloud: «полдевятого», «без пяти девять», "half past nine"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.planning.grammar.items import Clock
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import cardinal, genitive, kind, ordinal, skip, text
from bot.planning.grammar.words import HOUR, MINUTE, ORDINALS, UNITS

Found = Iterator[tuple[Clock, int]]

_HALVES = ("пол", "половина", "половине", "половину")


def dial(tokens: Sequence[Token], at: int) -> Found:
    """Every reading of the dial at a position, with the position after it."""
    yield from _of_the_coming_hour(tokens, at)
    yield from _minutes_missing(tokens, at)
    yield from _english(tokens, at)


def _spoken(hour: int, minute: int, end: int) -> Found:
    """`hour` from 0 to 12 on the dial."""
    if 0 <= hour <= 12 and 0 < minute < 60:
        yield Clock(hour % 12, minute, style="spoken"), end


def _of_the_coming_hour(tokens: Sequence[Token], at: int) -> Found:
    """«половина девятого», «четверть девятого», «десять минут девятого»: past eight."""
    word = text(tokens, at)
    joined = ORDINALS.get(word.removeprefix("пол").removeprefix("-"))
    if word.startswith("пол") and joined is not None:
        yield from _spoken(joined - 1, 30, at + 1)
        return
    if word in _HALVES:
        minute, end = 30, at + 1
    elif word in ("четверть", "четверти"):
        minute, end = 15, at + 1
    else:
        found = cardinal(tokens, at)
        if found is None or UNITS.get(text(tokens, found[1])) != MINUTE:
            return
        minute, end = found[0], found[1] + 1
    hour = ordinal(tokens, end)
    if hour is None and word in _HALVES and kind(tokens, end) == "number":
        hour = cardinal(tokens, end)  # «пол 9»
    if hour is not None:
        yield from _spoken(hour[0] - 1, minute, hour[1])


def _minutes_missing(tokens: Sequence[Token], at: int) -> Found:
    """«без четверти девять», «без 10 минут девять»."""
    if text(tokens, at) != "без":
        return
    missing = genitive(tokens, at + 1)
    if missing is None:
        return
    minutes, end = missing
    end += UNITS.get(text(tokens, end)) == MINUTE
    if text(tokens, end) == "час":
        yield from _spoken(0, 60 - minutes, end + 1)
    elif (hour := cardinal(tokens, end)) is not None:
        after = hour[1] + (UNITS.get(text(tokens, hour[1])) == HOUR)
        yield from _spoken(hour[0] - 1, 60 - minutes, after)


def _english(tokens: Sequence[Token], at: int) -> Found:
    """ "half past nine", "a quarter to nine", "10 minutes past nine"."""
    start = skip(tokens, at, "a")
    word = text(tokens, start)
    if word in ("half", "quarter"):
        minute, end = (30 if word == "half" else 15), start + 1
    elif (found := cardinal(tokens, start)) is not None:
        minute, end = found
        end += UNITS.get(text(tokens, end)) == MINUTE
    else:
        return
    side = text(tokens, end)
    hour = cardinal(tokens, end + 1)
    if hour is None:
        return
    if side == "past":
        found_at = _spoken(hour[0], minute, hour[1])
    elif side == "to" and word != "half":
        found_at = _spoken(hour[0] - 1, 60 - minute, hour[1])
    else:
        return
    for clock, after in found_at:
        if kind(tokens, after) == "meridiem":
            noon = 12 * (text(tokens, after)[0] == "p")
            yield Clock(clock.hour + noon, clock.minute), after + 1
        else:
            yield clock, after
