"""Times of day in figures: «в 9», 18:30, «18 ч 30 мин», 6pm, noon, «в это же время»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.planning.grammar.dial import dial
from bot.planning.grammar.items import Clock, Style
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import (
    cardinal,
    follows,
    genitive,
    kind,
    skip,
    spelled,
    text,
)
from bot.planning.grammar.words import HOUR, MINUTE, NUMBERS_DATIVE, UNITS

Found = Iterator[tuple[Clock, int]]

_NOON = ("полдень", "полудня", "полудню", "noon", "midday")
_MIDNIGHT = ("полночь", "полуночи", "midnight")
_SAME_TIME = ("это же время", "то же время", "это время", "the same time", "same time")


def clocks(tokens: Sequence[Token], at: int) -> Found:
    """Every time of day that can be read at a position, with the position after it."""
    before = skip(tokens, at, "ровно", "exactly")
    start = skip(tokens, before, "в", "во", "на", "к", "ко", "at", "by")
    marked = start > before  # without «в» a number can be many things
    start = skip(tokens, start, "ровно", "exactly")
    for clock, end in _unmarked(tokens, start, marked=marked):
        yield clock, skip(tokens, end, "ровно", "sharp")
    if text(tokens, before) in ("к", "ко"):
        yield from _dative(tokens, start)
    about = text(tokens, at), text(tokens, at + 1)
    if about in (("часов", "в"), ("часа", "в"), ("часам", "к")):  # «часов в девять»: about nine
        for clock, end in chain(_hours(tokens, at + 2, marked=True), _dative(tokens, at + 2)):
            yield replace(clock, loose=True), end


def _unmarked(tokens: Sequence[Token], at: int, *, marked: bool) -> Found:
    yield from _figures(tokens, at, marked=marked)
    yield from _hours(tokens, at, marked=marked)
    yield from dial(tokens, at)
    word = text(tokens, at)
    if word in _NOON:
        yield Clock(12, style="noon"), at + 1
    elif word in _MIDNIGHT:
        yield Clock(0, style="midnight"), at + 1
    for phrase in _SAME_TIME:
        if (end := follows(tokens, at, phrase)) is not None:
            yield Clock(0, style="same"), end


def _figures(tokens: Sequence[Token], at: int, *, marked: bool) -> Found:
    """Hours and minutes in one token."""
    form = kind(tokens, at)
    if form not in ("hms", "colon", "dot", "hyphen", "comma"):
        return
    numbers = tokens[at].numbers
    second = numbers[2] if form == "hms" else 0
    clock = Clock(
        numbers[0],
        numbers[1],
        second,
        loose=form == "comma",
        short_minute=not tokens[at].text[-2].isdecimal(),
        maybe_date=form == "dot" and not marked,
        hyphen=form == "hyphen",
    )
    clock, end = _meridiem(tokens, clock, at + 1)
    if UNITS.get(text(tokens, end)) == HOUR:  # «17:00 ч»
        yield replace(clock, maybe_date=False), end + 1
    else:
        yield clock, end


def _hours(tokens: Sequence[Token], at: int, *, marked: bool) -> Found:
    """An hour that is a token of its own, perhaps with minutes after it."""
    found = cardinal(tokens, at)
    if found is None:
        if marked and text(tokens, at) == "час":
            yield from _minutes(tokens, Clock(1, style="hour"), at + 1)
        return
    hour, end = found
    if kind(tokens, at) == "number" and len(tokens[at].text) > 2:
        if len(tokens[at].text) == 4 or (marked and len(tokens[at].text) == 3):  # 1830, «в 930»
            loose = not marked or len(tokens[at].text) == 3
            yield Clock(hour // 100, hour % 100, loose=loose), end
        return
    clock = Clock(hour, style="hour", loose=not marked)
    if UNITS.get(text(tokens, end)) == HOUR:
        yield from _minutes(tokens, replace(clock, loose=False, lone=not marked), end + 1)
    elif text(tokens, end) in ("o'clock", "o’clock", "oclock"):
        yield replace(clock, loose=False), end + 1
    elif kind(tokens, end) == "meridiem":
        yield _meridiem(tokens, clock, end)
    else:
        yield clock, end
        yield from _minutes(tokens, clock, end, apart=False)


def _dative(tokens: Sequence[Token], at: int) -> Found:
    """The hour of «к семи», «к трем часам»."""
    number = NUMBERS_DATIVE.get(text(tokens, at))
    found = (number, at + 1) if number is not None else genitive(tokens, at)
    if found is not None and kind(tokens, at) == "word":
        yield Clock(found[0], style="hour"), skip(tokens, found[1], "часам")


def _minutes(tokens: Sequence[Token], hour: Clock, at: int, *, apart: bool = True) -> Found:
    """The hour with the minutes behind it; `apart` when a word stands between them."""
    if apart:
        yield hour, at
    in_figures = kind(tokens, at) == "number" and len(tokens[at].text) == 2
    if text(tokens, at) == "ноль" and (low := spelled(tokens, at + 1)) is not None:
        found: tuple[int, int] | None = low  # «девять ноль пять»
    elif in_figures or (apart and kind(tokens, at) == "number"):
        found = cardinal(tokens, at)
    else:
        found = spelled(tokens, at)
    if found is None:
        return
    if not (apart or in_figures) and found[0] < 10 and text(tokens, at) != "ноль":
        return  # «в девять пять» is too little to tell
    minute, end = found
    unit = UNITS.get(text(tokens, end)) == MINUTE
    if not (in_figures or unit or kind(tokens, at) != "number"):
        return
    # «шесть тридцать» is read from a dial, as «шесть» is; 6 30 is not.
    style: Style = "full" if in_figures or unit else "hour"
    clock = Clock(hour.hour, minute, style=style, hyphen=in_figures and not (apart or unit))
    yield _meridiem(tokens, clock, end + unit)


def _meridiem(tokens: Sequence[Token], clock: Clock, at: int) -> tuple[Clock, int]:
    """The time with "am" or "pm" behind it, if there is one."""
    if kind(tokens, at) != "meridiem":
        return clock, at
    # An hour that no dial shows becomes one that no day has, and is refused as such.
    hour = clock.hour % 12 + 12 * (text(tokens, at)[0] == "p") if 1 <= clock.hour <= 12 else 99
    return replace(clock, hour=hour, style="full", loose=False, maybe_date=False), at + 1
