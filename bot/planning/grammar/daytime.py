"""A time of day by itself, as «с 23 до 7» or «утро 9:00» have it."""

from __future__ import annotations

from datetime import time

from bot.domain.errors import TimeError
from bot.planning.grammar.hours import hours
from bot.planning.grammar.items import Clock, Part, Piece
from bot.planning.grammar.lexer import tokens
from bot.planning.grammar.reading import read
from bot.planning.grammar.refusals import NO_SUCH_TIME


def time_of_day(words: str) -> time:
    """The time that `words` name: «9», 9:30, «11 вечера», "7pm". Raises TimeError.

    A bare hour is the one of the twenty-four, as in a timetable.
    """
    for reading in read(tokens(words)):
        clock, part = reading.only(Clock), reading.only(Part)
        if clock is not None and len(reading.pieces) == 1 + (part is not None):
            if clock.item.style == "same":
                break
            return hours(Piece(clock.item, words), part, {}).options[0][1]
    raise TimeError(NO_SUCH_TIME, word=words)
