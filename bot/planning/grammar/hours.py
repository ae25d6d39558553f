"""The times of day that a clock and a part of the day can mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time

from bot.domain.errors import TimeError
from bot.planning.grammar.items import Clock, Part, Piece
from bot.planning.grammar.refusals import (
    CLASH,
    MAYBE_STRETCH,
    NIGHT_HOUR,
    NO_HOUR,
    NO_SUCH_TIME,
    SHORT_MINUTE,
)
from bot.planning.grammar.words import AFTERNOON, EVENING, MORNING, NIGHT

# A bare hour from 1 to 6 is as likely in the afternoon.
EARLY = range(1, 7)

PartTimes = Mapping[str, time]  # of MORNING, AFTERNOON and EVENING


@dataclass(frozen=True, slots=True)
class Hours:
    """Times of day, likeliest first. `days` is how many days after the named one each is."""

    options: tuple[tuple[int, time], ...]
    sure: bool = True
    default: bool = False
    night: bool = False  # one that is over belongs to the coming night
    equal: bool = False  # each is as likely: where one is over, the next one is meant

    @classmethod
    def of(cls, *options: time, sure: bool = True, equal: bool = False) -> Hours:
        """Times of the named day itself."""
        return cls(tuple((0, option) for option in options), sure=sure, equal=equal)


MIDNIGHT = Hours(((0, time()), (1, time())), night=True)  # before the named day, or after it


def hours(clock: Piece[Clock] | None, part: Piece[Part] | None, parts: PartTimes) -> Hours:
    """What a clock, a part of the day or both can mean (at least one). Raises TimeError.

    `parts` are the hours that stand for a part of the day without a clock.
    """
    if clock is None:
        assert part is not None  # noqa: S101 - the caller saw to it
        return _default(part, parts)
    item = clock.item
    _check(item, clock.words)
    if part is not None:
        return _within(item, clock.words, part)
    if item.style == "midnight":
        return MIDNIGHT
    if item.hour == 24:
        return Hours(((1, time()),), sure=False)
    at = time(item.hour, item.minute, item.second)
    if item.style not in ("hour", "spoken") or not 0 <= item.hour < 12:
        return Hours.of(at, sure=not _doubtful(item))
    later = at.replace(hour=item.hour + 12)
    if item.style == "spoken":  # «половина первого» is after noon more often than at night
        options = (later, at) if item.hour == 0 else (at, later)
        return Hours.of(*options, sure=False, equal=True)
    if item.hour == 0:
        return Hours.of(at, sure=not item.loose)
    early = item.hour in EARLY
    return Hours.of(at, later, sure=not (item.loose or early), equal=early)


def _default(part: Piece[Part], parts: PartTimes) -> Hours:
    if part.item.name == NIGHT:
        raise TimeError(NIGHT_HOUR)
    if not part.item.alone:
        raise TimeError(NO_HOUR, word=part.words)
    return Hours(((0, parts[part.item.name]),), default=True)


def _check(clock: Clock, words: str) -> None:
    whole_day = clock.hour == 24 and not clock.minute and not clock.second
    if clock.short_minute and clock.hour < 24 and clock.minute < 60:
        raise TimeError(SHORT_MINUTE, word=words)
    if not (clock.hour < 24 or whole_day) or clock.minute > 59 or clock.second > 59:
        raise TimeError(NO_SUCH_TIME, word=words)
    # «10-12» is a stretch of two hours; «9-15» more likely a quarter past nine.
    if clock.hyphen and clock.hour < clock.minute <= 24 and not _quarter(clock):
        raise TimeError(MAYBE_STRETCH, word=words)


def _quarter(clock: Clock) -> bool:
    return clock.minute % 5 == 0 and clock.minute - clock.hour > 2


def _doubtful(clock: Clock) -> bool:
    return clock.loose or (clock.hyphen and clock.hour < clock.minute <= 24)


def _within(clock: Clock, words: str, part: Piece[Part]) -> Hours:
    """The time that lies in the part of the day."""
    if part.item.eve and clock.style == "midnight":
        return Hours.of(time())
    if clock.style == "midnight" and part.item.name == NIGHT:
        return MIDNIGHT
    hour = None
    if clock.style not in ("noon", "midnight", "same") and clock.hour < 24:
        hour = next(_matching(clock.hour, part.item.name), None)
    if hour is None:
        raise TimeError(CLASH, first=words, second=part.words)
    at = time(hour, clock.minute, clock.second)
    if part.item.eve:
        return Hours(((-1 if hour > 12 else 0, at),))
    if part.item.name == NIGHT and at == time():
        return MIDNIGHT
    return Hours(((0, at),), night=part.item.name == NIGHT and hour < 6)


def _matching(hour: int, part: str) -> Iterator[int]:
    """The hour of the day for an hour on the dial (or already of the day) in a part of it."""
    spans = {
        MORNING: range(1, 12),
        AFTERNOON: range(10, 19),
        EVENING: range(16, 24),
        NIGHT: (22, 23, 0, 1, 2, 3, 4, 5),
    }
    candidates = (hour, (hour + 12) % 24) if hour <= 12 else (hour,)
    return (candidate for candidate in candidates if candidate in spans[part])
