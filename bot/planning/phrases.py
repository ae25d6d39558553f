"""Time phrases: «завтра в 9», «через 2 часа», "on friday 18:30" → a moment.

The words are cut (lexer), read in every way that leaves none over (reading), and reckoned against
the calendar and the clocks of a zone (reckon). What can't be read is refused, what can be read
twice or only with a slip put right is marked for a question; nothing is guessed (design §5).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.errors import TimeError
from bot.planning.defaults import Defaults
from bot.planning.grammar.choice import either
from bot.planning.grammar.hours import PartTimes
from bot.planning.grammar.lexer import Token, tokens
from bot.planning.grammar.moment import Moment
from bot.planning.grammar.reading import read
from bot.planning.grammar.reckon import reckon
from bot.planning.grammar.refusals import (
    DATE_OR_TIME,
    NO_HOUR,
    NO_SUCH_DAY,
    NO_SUCH_TIME,
    NO_TIME,
    UNIT,
    UNKNOWN,
)
from bot.planning.grammar.typos import mended

__all__ = ["Defaults", "Moment", "when"]

_RANKS = {DATE_OR_TIME: -1, NO_TIME: 1, NO_HOUR: 1, NO_SUCH_DAY: 2, NO_SUCH_TIME: 2}


def when(
    phrase: str,
    now: datetime,
    zone: ZoneInfo,
    defaults: Defaults = Defaults(),  # noqa: B008 - frozen
) -> Moment:
    """The moment that `phrase` means to somebody whose clock shows `now` (aware) in `zone`.

    Never before `now`. Raises TimeError, whose sentence says what to do.
    """
    now = now.astimezone(UTC)
    words = tokens(phrase)
    try:
        return _moment(words, now, zone, defaults.parts)
    except TimeError as error:
        if error.message not in (UNKNOWN, UNIT):
            raise
        found = list[Moment]()
        refusals = list[TimeError]()
        for right in mended(words):
            try:
                found.append(_moment(right, now, zone, defaults.parts))
            except TimeError as refusal:
                refusals.append(refusal)
        if not found:
            raise min(refusals or [error], key=_rank) from None
        return replace(either(found), kind="confirm")


def _moment(words: list[Token], now: datetime, zone: ZoneInfo, parts: PartTimes) -> Moment:
    moments, refusals = list[Moment](), list[TimeError]()
    for reading in read(words):
        try:
            moments.append(reckon(reading, now, zone, parts))
        except TimeError as error:
            refusals.append(error)
    if not moments:
        raise min(refusals, key=_rank)
    return either(moments)


def _rank(refusal: TimeError) -> int:
    """The refusal of the likeliest reading is the one to tell: 25.12 is a date, not 25:12."""
    return _RANKS.get(refusal.message, 0)
