"""The hours behind «утром», «днём» and «вечером», as a channel has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.domain.errors import InputError, TimeError, mark
from bot.planning.grammar.daytime import time_of_day
from bot.planning.grammar.hours import PartTimes
from bot.planning.grammar.words import AFTERNOON, EVENING, MORNING, fold

WRONG_PARTS = mark(
    'I do not understand "{words}" as hours of the day. '
    'Write them as "morning 9:00, day 13:00, evening 19:00".'
)
PARTS_DISORDER = mark("The morning has to come before the day, and the day before the evening.")

_NAMES = {
    **dict.fromkeys(("утро", "утром", "morning"), "morning"),
    **dict.fromkeys(("день", "днем", "day", "afternoon"), "day"),
    **dict.fromkeys(("вечер", "вечером", "evening"), "evening"),
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """When a post goes out that is to go out in the morning, by day or in the evening."""

    morning: time = time(9)
    day: time = time(13)
    evening: time = time(19)

    @classmethod
    def parse(cls, text: str) -> Defaults:
        """The hours as people write them: «утро 9:00, день 13:00, вечер 19:00».

        What is not named keeps its usual hour. Raises InputError that says how to write them.
        """
        named = dict[str, time]()
        for group in filter(None, (each.strip() for each in re.split(r"[,;\n]", text))):
            name, _, clock = group.partition(" ")
            part = _NAMES.get(fold(name.rstrip(":")))
            if part is None or part in named:
                raise InputError(WRONG_PARTS, words=group)
            try:
                named[part] = time_of_day(clock)
            except TimeError as error:
                raise InputError(WRONG_PARTS, words=group) from error
        made = cls(**named)
        if not made.morning < made.day < made.evening:
            raise InputError(PARTS_DISORDER)
        return made

    def __str__(self) -> str:
        return f"утро {self.morning:%H:%M}, день {self.day:%H:%M}, вечер {self.evening:%H:%M}"

    @property
    def parts(self) -> PartTimes:
        """The hours by the grammar's names."""
        return {MORNING: self.morning, AFTERNOON: self.day, EVENING: self.evening}
