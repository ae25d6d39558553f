"""The parts that a time phrase is made of, before they are reckoned against a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import Generic, Literal, TypeVar

Which = Literal["plain", "this", "next", "gone"]
Style = Literal[
    "full",  # hours and minutes as figures: 18:30
    "hour",  # an hour alone: «в 9», «в девять»
    "spoken",  # counted on a twelve-hour dial: «в полдевятого»
    "noon",
    "midnight",
    "same",  # «в это же время»
]


@dataclass(frozen=True, slots=True)
class Now:
    """«сейчас»."""


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """«завтра»: days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """«в пятницу»: 0 is Monday."""

    number: int
    which: Which = "plain"


@dataclass(frozen=True, slots=True)
class Week:
    """«на следующей неделе»: weeks from this one."""

    weeks: int


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """«25 декабря 2026»; a missing month or year is found later."""

    day: int
    month: int | None = None
    year: int | None = None
    later: int | None = None  # months after this one: «5-го числа следующего месяца»


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; its numbers may be impossible until they are checked."""

    hour: int
    minute: int = 0
    second: int = 0
    style: Style = "full"
    loose: bool = False  # likely, but worth a question
    lone: bool = False  # too little with nothing beside it: «2 часа»
    short_minute: bool = False  # «9:5»
    maybe_date: bool = False  # «10.11» with nothing that tells
    hyphen: bool = False  # «18-30»


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day; `alone` when it can stand without an hour («вечером»).

    `eve`: the night before the day («в ночь на субботу»).
    """

    name: str
    alone: bool
    eve: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Whose clock is meant; None is the channel's own."""

    zone: tzinfo | None


@dataclass(frozen=True, slots=True)
class Span:
    """«через 2 часа»: calendar months and days by the wall clock, then seconds that pass."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    loose: bool = False

    def __add__(self, other: Span) -> Span:
        return Span(
            self.months + other.months,
            self.days + other.days,
            self.seconds + other.seconds,
            self.loose or other.loose,
        )


Day = RelativeDay | Weekday | Week | CalendarDay
Item = Now | Day | Clock | Part | Place | Span
Kind = TypeVar("Kind", bound=Item, covariant=True)


@dataclass(frozen=True, slots=True)
class Piece(Generic[Kind]):
    """An item and the words that say it."""

    item: Kind
    words: str
