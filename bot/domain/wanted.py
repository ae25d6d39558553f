"""What a reader looks for, as a query understands it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Word:
    """One word in any of its forms, all folded (see bot.domain.terms)."""

    said: str  # as the reader wrote it, folded
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after another, just so; folded."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of it has to be true of a publication; `since` and `until` (UTC) bound when it came."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    tags: tuple[str, ...] = ()  # keys, see bot.domain.terms
    since: datetime | None = None
    until: datetime | None = None  # itself no longer

    @property
    def spoken(self) -> bool:
        """Whether it asks for words at all, or for a rubric."""
        return bool(self.words or self.phrases or self.tags)
