"""Whether a publication is what a reader follows: its hashtags, and words in all their forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.errors import InputError
from bot.domain.following import LONGEST_WORDS, Interest, InterestKind
from bot.domain.terms import tag_key, tags, terms
from bot.parsing.query import forms

MOST_TERMS = 5
NEAR = 6  # words between which a district's name may stand: «Центрального и Кировского районов»


@dataclass(frozen=True, slots=True)
class Story:
    """What a publication is recognised by."""

    tags: frozenset[str]
    terms: frozenset[str]
    row: tuple[str, ...]  # the terms in their order

    @classmethod
    def of(cls, text: str) -> Story:
        """Of everything that it says."""
        row = tuple(terms(text))
        return cls(frozenset(tag_key(tag) for tag in tags(text)), frozenset(row), row)

    def fits(self, interest: Interest) -> bool:
        """Whether this is what the reader follows."""
        if interest.kind is InterestKind.RUBRIC:
            return interest.text in self.tags
        wanted = [forms(term) for term in interest.text.split()]
        if any(self.terms.isdisjoint(each) for each in wanted):
            return False
        return interest.kind is not InterestKind.DISTRICT or self._close(wanted)

    def fits_any(self, interests: Iterable[Interest]) -> bool:
        """The same for somebody who follows all these; nothing stands for everything."""
        wanted = tuple(interests)
        return not wanted or any(map(self.fits, wanted))

    def _close(self, wanted: list[tuple[str, ...]]) -> bool:
        near = (set(self.row[at : at + NEAR]) for at in range(len(self.row)))
        return any(all(not words.isdisjoint(each) for each in wanted) for words in near)


def rubric(tag: str) -> Interest:
    """The interest in a hashtag."""
    return Interest(InterestKind.RUBRIC, tag_key(tag))


def district(name: str) -> Interest:
    """The interest in a district, by its name."""
    return Interest(InterestKind.DISTRICT, " ".join(terms(name)))


def interests_in(text: str) -> tuple[Interest, ...]:
    """What somebody wants to follow who writes this: words, hashtags, with commas between them.

    Raises InputError for what can't be followed.
    """
    found = dict[Interest, None]()
    for piece in text.replace("\n", ",").replace(";", ",").split(","):
        words = terms(piece)
        if not words:
            continue
        if piece.strip().startswith("#") and len(piece.split()) == 1:
            found[rubric(piece.strip())] = None
            continue
        said = " ".join(words)
        if len(words) > MOST_TERMS or len(said) > LONGEST_WORDS:
            raise InputError(
                "Too long: «{words}». Write a few words, with a comma between different things.",
                words=piece.strip()[:40],
            )
        if len(said) < 3:
            raise InputError("«{words}» is too short to be looked for.", words=piece.strip())
        found[Interest(InterestKind.WORDS, said)] = None
    return tuple(found)
