"""A quotation where it stands in a paragraph."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation at [start, end) of a paragraph; `words` and `said` are stretches of it."""

    start: int
    end: int
    words: tuple[int, int]
    said: tuple[int, int] | None = None
    speaker: str | None = None
