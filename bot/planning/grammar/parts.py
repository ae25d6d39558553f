"""Parts of the day, and now: «вечером», «с утра», «в ночь на субботу», «сейчас»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.planning.grammar.days import days
from bot.planning.grammar.items import CalendarDay, Day, Now, Part, RelativeDay, Weekday
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import follows, skip, text
from bot.planning.grammar.words import NIGHT, NOW, PART_ADVERBS, PART_GENITIVES, PART_PHRASES


def now(tokens: Sequence[Token], at: int) -> Iterator[tuple[Now, int]]:
    """The present, with the position after it."""
    start = skip(tokens, at, "прямо", "right")
    if text(tokens, start) in NOW:
        yield Now(), skip(tokens, start + 1, "же")


def parts(tokens: Sequence[Token], at: int) -> Iterator[tuple[Part, int]]:
    """Every part of the day that can be read at a position, with the position after it."""
    yield from _eve(tokens, at)
    for phrase, name in PART_PHRASES.items():
        if (end := follows(tokens, at, phrase)) is not None:
            yield Part(name, alone=True), end
            return
    start = at
    for words in ("in the", "at"):
        start = follows(tokens, at, words) or start
    word = text(tokens, start)
    if word in PART_ADVERBS:
        yield Part(PART_ADVERBS[word], alone=True), start + 1
    elif word in PART_GENITIVES and start == at:
        yield Part(PART_GENITIVES[word], alone=False), at + 1


def _eve(tokens: Sequence[Token], at: int) -> Iterator[tuple[Part, int]]:
    """«в ночь на субботу», «в ночь с пятницы на субботу»: the day that is named follows."""
    start = follows(tokens, at, "в ночь")
    if start is None:
        return
    if text(tokens, start) == "на":
        yield Part(NIGHT, alone=True, eve=True), start
    elif text(tokens, start) in ("с", "со"):
        for first, end in days(tokens, start + 1):
            if text(tokens, end) == "на" and any(
                _follows(first, second) for second, _ in days(tokens, end)
            ):
                yield Part(NIGHT, alone=True, eve=True), end


def _follows(first: Day, second: Day) -> bool:
    """Whether the second day can be the one after the first."""
    match first, second:
        case Weekday(number, _), Weekday(after, _):
            return after == (number + 1) % 7
        case RelativeDay(days_on), RelativeDay(after):
            return after == days_on + 1
        case CalendarDay(day), CalendarDay(after):
            return after in (day + 1, 1)
        case _:
            return False
