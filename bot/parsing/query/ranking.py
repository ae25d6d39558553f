"""The order of what was found: how much it is about the words, and how new it is."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.terms import terms
from bot.domain.wanted import Wanted

HALF = timedelta(days=180)  # the share of newness halves in that time
OLD = 0.5  # what is left of the weight of the oldest
PLACES = 300  # the same half, in places of a list from new to old

TITLE = 3  # a word of the first line counts for so many
ENOUGH = 1.2  # bm25's k1: how soon more of the same word stops to matter
LENGTH = 0.75  # bm25's b: how much long texts are held back
USUAL = 80  # words of a post
NEAR = 8  # words between two that still belong together


def by_text(texts: Mapping[int, tuple[datetime, str]], wanted: Wanted, now: datetime) -> list[int]:
    """The best first; of equals, the newer. `texts` say when each came and what it says."""
    places = {form: place for place, word in enumerate(wanted.words) for form in word.forms}
    scores = {
        number: _relevance(text, places, len(wanted.words)) * _newness((now - at) / HALF)
        for number, (at, text) in texts.items()
    }
    return sorted(scores, key=lambda number: (-scores[number], -number))


def by_place(numbers: Sequence[int], titled: Collection[int]) -> list[int]:
    """The same for too many to be read: `numbers` are from new to old, some by their titles."""
    said, share = frozenset(titled), math.pow(0.5, 1 / PLACES)
    scores, left = dict[int, float](), 1 - OLD
    for number in numbers:
        scores[number] = (2.0 if number in said else 1.0) * (OLD + left)
        left *= share
    return sorted(numbers, key=scores.__getitem__, reverse=True)  # of equals, the newer


def _relevance(text: str, places: Mapping[str, int], count: int) -> float:
    """bm25 without the rarity of words: all that was found has every one of them.

    A word counts by all its forms together; FTS5's own bm25 would prefer whoever used a rare one.
    """
    title, _, body = text.lstrip().partition("\n")
    first, rest = terms(title), terms(body)
    hits = [(at, places[term]) for at, term in enumerate(first + rest) if term in places]
    often = [0] * count
    for at, word in hits:
        often[word] += TITLE if at < len(first) else 1
    bound = ENOUGH * (1 - LENGTH + LENGTH * (len(first) + len(rest)) / USUAL)
    told = sum(times / (times + bound) for times in often) or 1.0
    return told * (1 + 1 / (1 + _span(hits, count) / NEAR)) if count > 1 else told


def _span(hits: Sequence[tuple[int, int]], count: int) -> float:
    """How many words lie between all the words where they stand nearest to one another."""
    last, best = dict[int, int](), math.inf
    for at, word in hits:
        last[word] = at
        if len(last) == count:
            best = min(best, at - min(last.values()) - count + 1)
    return best


def _newness(halves: float) -> float:
    return OLD + (1 - OLD) * math.pow(0.5, max(0.0, min(halves, 99.0)))
