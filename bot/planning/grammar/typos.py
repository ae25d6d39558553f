"""A word with a slip in it: «завтр», «пятнцу», "tommorrow". What it may be is asked back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from bot.planning.grammar import words
from bot.planning.grammar.lexer import Token

SHORTEST = 5  # letters; shorter words are too much alike
SHORTEST_START = 4  # of a word that breaks off: «понед»
MOST_SLIPS = 2  # in a phrase

_RIGHT = frozenset(
    word
    for table in (
        words.WEEKDAYS,
        words.MONTHS,
        words.RELATIVE_DAYS,
        words.UNITS,
        words.PART_ADVERBS,
        words.PART_GENITIVES,
        words.NUMBERS,
        words.TENS,
        words.NUMBERS_GENITIVE,
        words.ORDINALS,
        words.THIS,
        words.NEAREST,
        words.NEXT,
        ("через", "полдень", "полночь", "половине", "четверть", "полчаса", "полтора", "неделе"),
    )
    for word in table
    if len(word) >= SHORTEST
)
_REFUSED = words.SEVERAL_WORDS | words.VAGUE_WORDS | words.PAST_WORDS | words.REPEAT_WORDS


def mended(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The phrase with its slips put right, in every way that is one slip a word; none if too many.

    A raw word stays as it was written.
    """
    found = {
        at: candidates
        for at, token in enumerate(tokens)
        if token.kind == "word" and (candidates := _meant(token.text))
    }
    if not 0 < len(found) <= MOST_SLIPS:
        return
    for choice in product(*found.values()):
        right = dict(zip(found, choice, strict=True))
        yield [replace(token, text=right.get(at, token.text)) for at, token in enumerate(tokens)]


def _meant(word: str) -> list[str]:
    """The words of the grammar that are one slip away, or begin so; none for a right word."""
    if word in _RIGHT or word in _REFUSED or len(word) < SHORTEST_START:
        return []
    return sorted(right for right in _RIGHT if right[0] == word[0] and _is_near(word, right))


def _is_near(word: str, right: str) -> bool:
    if right.startswith(word):
        return True
    if abs(len(word) - len(right)) > 1 or len(word) < SHORTEST:
        return False
    # What is left between the common beginning and the common end is the slip.
    start = 0
    while start < min(len(word), len(right)) and word[start] == right[start]:
        start += 1
    left, other = word[start:], right[start:]
    while left and other and left[-1] == other[-1]:
        left, other = left[:-1], other[:-1]
    swapped = len(left) == 2 and left == other[::-1]
    return swapped or max(len(left), len(other)) <= 1
