"""How much alike two releases are: the triples of their words' stems, sketched (pure).

A sketch holds the smallest hashes of a text's triples; of a text with fewer, all. From two
sketches the share of common triples is estimated as usual for "bottom-k", within about ±0.04.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from hashlib import blake2b
from heapq import nsmallest
from typing import Any

from bot.domain.release import Release, Table

Sketch = frozenset[int]

SIZE = 128  # hashes of a sketch
SPAN = 3  # words of a shingle
FEWEST = 6  # shingles; a shorter text («Доброе утро!») may well come again

# From here on a post is called a near-duplicate. Measured on texts of our own: the same text with
# single words changed 0.92, without its last paragraph 0.78, re-worded here and there 0.66;
# police news of one template on two cases 0.51, weather of two days 0.44, a follow-up 0.11.
ALIKE = 0.6

_WORD = re.compile(r"[^\W_]+")


def sketch(release: Release) -> Sketch:
    """The sketch of what a release says; rubric, source, hashtags and footers don't count."""
    return sketch_of(_said(release))


def sketch_of(text: str) -> Sketch:
    """The sketch of a text."""
    stems = [_stem(word) for word in _WORD.findall(text.casefold().replace("ё", "е"))]
    shingles = {" ".join(stems[at : at + SPAN]) for at in range(len(stems) - SPAN + 1)}
    if len(shingles) < FEWEST:
        return frozenset()
    return frozenset(nsmallest(SIZE, map(_hash, shingles)))


def likeness(one: Sketch, other: Sketch) -> float:
    """How much of each text stands in the other, on the average, from 0 to 1 (Dice)."""
    union = one | other
    if max(len(one), len(other)) == SIZE:  # of what lies above a sketch's end nothing is known
        union = frozenset(nsmallest(SIZE, union))
    if not union:
        return 0.0
    share = len(one & other & union) / len(union)
    return 2 * share / (1 + share)


def least_shared(one: Sketch) -> int:
    """How many hashes a sketch has at least in common with that of a near-duplicate."""
    return max(1, int(len(one) * ALIKE / (2 - ALIKE)))


def _said(release: Release) -> str:
    pieces = [release.headline, release.subtitle]
    for block in release.blocks:
        if isinstance(block, Table):
            pieces.extend(cell for row in block.rows for cell in row)
        else:
            pieces.append(block.text)
    return "\n".join(piece.text for piece in pieces if piece)


def _hash(shingle: str) -> int:
    """64 bits, signed as databases keep them; the same in every process."""
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), signed=True)


@cache
def _stemmer() -> Any:
    import snowballstemmer  # 30 ms that a start need not wait for

    return snowballstemmer.stemmer("russian")


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem
