"""Office hours: when a newsroom answers its readers, by weekday."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import InputError, mark
from bot.planning import week
from bot.planning.quiet import QuietHours

WRONG_OFFICE = mark(
    'I do not understand "{words}" as office hours. Write them as "mon-fri 9:00-18:00; sat '
    '10:00-14:00", or "-" for none.'
)

_GROUP = re.compile(r"([^\d]*)(\d{1,2}(?:[:.]\d{2})?\s*[-–—]\s*\d{1,2}(?:[:.]\d{2})?)")
_NONE = ("", "-", "–", "—", "нет", "none", "no")

Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Office:
    """The hours of each weekday, Monday first; None: closed. None at all: they are not told."""

    days: tuple[Hours | None, ...] = (None,) * 7

    @classmethod
    def parse(cls, text: str) -> Office:
        """Office hours as people write them: «пн-пт 9:00-18:00; сб 10-14».

        Raises InputError that says how to write them.
        """
        if text.strip().lower() in _NONE:
            return cls()
        wrong = InputError(WRONG_OFFICE, words=" ".join(text.split())[:100])
        days: list[Hours | None] = [None] * 7
        if _GROUP.sub("", text).strip(" ;,.\n"):
            raise wrong
        for number, (named, span) in enumerate(_GROUP.findall(text)):
            named = named.strip(" ;,.\n")
            if number and not named:  # hours that belong to no day
                raise wrong
            try:
                hours = QuietHours.parse(span.replace(".", ":"))
                of_days = week.read(f"{named} 00:00")
            except InputError:
                raise wrong from None
            if hours.since >= hours.until:
                raise wrong
            for day, times in enumerate(of_days):
                if times:
                    days[day] = (hours.since, hours.until)
        return cls(tuple(days))

    def __str__(self) -> str:
        groups = dict[Hours, list[int]]()
        for number, hours in enumerate(self.days):
            if hours:
                groups.setdefault(hours, []).append(number)
        return "; ".join(_written(numbers, *hours) for hours, numbers in groups.items())

    def __bool__(self) -> bool:
        return any(self.days)

    def next_opening(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """When somebody answers again (aware, in the zone); None: somebody is there at `at`."""
        local = at.astimezone(zone)
        for ahead in range(8):
            day = local.date() + timedelta(days=ahead)
            hours = self.days[day.weekday()]
            if hours is None:
                continue
            opens, closes = (datetime.combine(day, side, zone) for side in hours)
            if opens > local:
                return opens
            if local < closes:
                return None
        return None


def _written(numbers: Sequence[int], since: time, until: time) -> str:
    return f"{week.write_days(numbers)} {since:%H:%M}-{until:%H:%M}"
