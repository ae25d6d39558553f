"""What a reader's words ask the archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.wanted import Phrase, Wanted, Word
from bot.parsing.query import cut, forms, words_of
from bot.planning.periods import Period, take_period

LONGEST = 200  # characters

Trouble = Literal[
    "empty",  # nothing that could be looked for
    "long",  # more than LONGEST
    "short",  # single letters
    "small",  # only words that stand everywhere
]


@dataclass(frozen=True, slots=True)
class Question:
    """What is wanted and of which time; or why nothing can be looked for."""

    wanted: Wanted = Wanted()  # noqa: RUF009 - frozen
    period: Period | None = None
    zone: tzinfo = UTC
    trouble: Trouble | None = None

    @property
    def since(self) -> datetime | None:
        """The first instant of its time."""
        return self._instant(self.period.since if self.period else None)

    @property
    def until(self) -> datetime | None:
        """The first instant after its time."""
        return self._instant(self.period.until if self.period else None)

    def within(self, tag: str) -> Question:
        """The same in one rubric."""
        tags = tuple(dict.fromkeys((*self.wanted.tags, tag)))
        return replace(self, wanted=replace(self.wanted, tags=tags))

    def _instant(self, day: date | None) -> datetime | None:
        return None if day is None else datetime.combine(day, time(), self.zone)


def question(text: str, today: date, zone: ZoneInfo) -> Question:
    """Understands a reader's words. Never fails."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return Question(trouble="long")
    query = cut(text)
    period, rest = take_period(query.rest, today)
    said = words_of(rest)
    wanted = Wanted(
        tuple(Word(word, forms(word)) for word in said),
        tuple(Phrase(phrase) for phrase in query.phrases),
        query.tags,
    )
    if wanted.spoken or period is not None:
        return Question(wanted, period, zone)
    letters = [word for word in rest.split() if any(map(str.isalnum, word))]
    if not letters:
        return Question(trouble="empty")
    short = all(sum(map(str.isalnum, word)) == 1 for word in letters)
    return Question(trouble="short" if short else "small")
