"""The answer to a time phrase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.errors import mark

Kind = Literal[
    "exact",  # said in full
    "default",  # a part of the day, taken from the settings
    "confirm",  # the likeliest reading: ask before it takes effect
]

# Notes: gettext ids without parameters.
SKIPPED = mark("The clocks go forward then and skip this time; the post goes out as much later.")
TWICE = mark("The clocks go back then and show this time twice; the first one is taken.")


@dataclass(frozen=True, slots=True)
class Moment:
    """When to publish. `at` and `alternatives` are aware, in UTC.

    UTC, because two datetimes of one zone are compared by the wall clock, where clocks that go
    back make a later instant look earlier.
    """

    at: datetime
    kind: Kind = "exact"
    alternatives: tuple[datetime, ...] = ()  # ascending; what else may be meant
    note: str | None = None
