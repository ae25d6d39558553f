"""Everything that happened in a trial, so that the story of one post can be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

MARGIN = 1.0  # seconds before and after what a story tells of


@dataclass(frozen=True, slots=True)
class Entry:
    """One event; without a number, one that concerns every post: a life began or ended."""

    at: float
    number: int | None
    words: str

    def __str__(self) -> str:
        return f"{datetime.fromtimestamp(self.at, UTC):%H:%M:%S.%f} {self.words}"


@dataclass(slots=True)
class Chronicle:
    """The events in their order."""

    clock: Callable[[], float]
    entries: list[Entry] = field(default_factory=list)

    def note(self, number: int | None, words: str) -> None:
        """Adds an event of now."""
        self.entries.append(Entry(self.clock(), number, words))

    def story(self, number: int) -> list[str]:
        """What happened to a post, with the lives that began and ended meanwhile."""
        own = [entry.at for entry in self.entries if entry.number == number]
        if not own:
            return ["nothing ever happened to it"]
        first, last = min(own) - MARGIN, max(own) + MARGIN
        return [
            str(entry)
            for entry in self.entries
            if entry.number == number or (entry.number is None and first <= entry.at <= last)
        ]
