"""What a reader looks for, as a query understands it."""

from __future__ import annotations

from dataclasses import dataclass


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
    """Words, phrases and rubrics, all of which a publication has to have."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    tags: tuple[str, ...] = ()  # keys, see bot.domain.terms

    @property
    def spoken(self) -> bool:
        """Whether it asks for anything at all."""
        return bool(self.words or self.phrases or self.tags)

    @property
    def terms(self) -> frozenset[str]:
        """Every form of every word, for showing where they stand."""
        forms = {form for word in self.words for form in word.forms}
        return frozenset(forms.union(*(phrase.terms for phrase in self.phrases)))
