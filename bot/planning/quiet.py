"""Quiet hours: the part of every day in which a channel does not disturb its readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from bot.domain.errors import InputError, TimeError, mark
from bot.planning.grammar.daytime import time_of_day
from bot.planning.wall import readings

WRONG_QUIET = mark(
    'I do not understand "{words}" as quiet hours. Write them as 23:00-7:00, or "-" for none.'
)

_NONE = ("", "-", "–", "—", "нет", "без", "none", "no", "off")
_STRETCH = re.compile(
    r"(?:со?\s|from\s)?\s*(?P<start>.+?)\s*(?:\sдо\s|\sto\s|\still\s|\suntil\s|[-–—])\s*(?P<end>.+)",
    re.IGNORECASE,
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Every day from `since` until before `until` on the channel's clock; equal: none.

    `until` is of the next day if it is not later than `since`. In a night whose clocks change, the
    quiet is the longer of its readings: it begins with the earlier one and ends with the later.
    """

    since: time = time()
    until: time = time()

    @classmethod
    def parse(cls, text: str) -> QuietHours:
        """Quiet hours as people write them: 23:00-7:00, «с 23 до 7», «-» for none.

        Raises InputError that says how to write them.
        """
        words = " ".join(text.split())
        if words.lower() in _NONE:
            return cls()
        match = _STRETCH.fullmatch(words)
        if match is None:
            raise InputError(WRONG_QUIET, words=words)
        try:
            return cls(time_of_day(match["start"]), time_of_day(match["end"]))
        except TimeError as error:
            raise InputError(WRONG_QUIET, words=words) from error

    def __str__(self) -> str:
        return f"{self.since:%H:%M}-{self.until:%H:%M}" if self else "-"

    def __bool__(self) -> bool:
        return self.since != self.until

    def shows(self, at: time) -> bool:
        """Whether a clock that shows `at` shows a quiet time, on a day without a change."""
        if self.since <= self.until:
            return self.since <= at < self.until
        return at >= self.since or at < self.until

    def covers(self, at: datetime, zone: tzinfo) -> bool:
        """Whether `at` (aware) is quiet."""
        return self.end(at, zone) is not None

    def end(self, at: datetime, zone: tzinfo) -> datetime | None:
        """When the quiet that covers `at` (aware) is over, in UTC; None if it is not quiet."""
        if not self:
            return None
        today = at.astimezone(zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
        for day in (today - _DAY, today, today + _DAY):  # tomorrow's begins today in some gap
            start, end = self.of(day, zone)
            if start <= at < end:
                return end
        return None

    def free(self, at: datetime, zone: tzinfo) -> datetime:
        """`at` itself, or the first instant after it that is not quiet (UTC)."""
        while (end := self.end(at, zone)) is not None:
            at = end
        return at

    def of(self, day: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
        """The quiet that begins on `day` (naive midnight): its first instant and its end, UTC."""
        last_day = day + _DAY if self.until <= self.since else day
        start = datetime.combine(day, self.since)
        end = datetime.combine(last_day, self.until)
        return readings(start, zone)[0], readings(end, zone)[1]


NO_QUIET = QuietHours()
