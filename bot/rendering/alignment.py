"""Which stretches two sequences of words share, in time that hardly grows faster than they do."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# difflib takes the product of both lengths; autojunk, which hides that, drops common words.
_SMALL = 2500


@dataclass(frozen=True, slots=True)
class Block:
    """a[a : a + size] equals b[b : b + size]."""

    a: int
    b: int
    size: int


def align(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """The equal blocks in order.

    Words that occur once in either sequence are the anchors ("patience" difference): they tie
    the text together as a reader would, where the longest common subsequence picks up commas.
    """
    pairs = sorted(_pairs(a, b))
    blocks = list[Block]()
    for i, j in pairs:
        last = blocks[-1] if blocks else None
        if last and (last.a + last.size, last.b + last.size) == (i, j):
            blocks[-1] = Block(last.a, last.b, last.size + 1)
        else:
            blocks.append(Block(i, j, 1))
    return blocks


def _pairs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        low_a, high_a, low_b, high_b = waiting.pop()
        while low_a < high_a and low_b < high_b and a[low_a] == b[low_b]:
            yield low_a, low_b
            low_a, low_b = low_a + 1, low_b + 1
        while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1]:
            high_a, high_b = high_a - 1, high_b - 1
            yield high_a, high_b
        if low_a == high_a or low_b == high_b:
            continue
        anchors = _anchors(a, b, low_a, high_a, low_b, high_b)
        if anchors:
            for i, j in anchors:
                yield i, j
                waiting.append((low_a, i, low_b, j))
                low_a, low_b = i + 1, j + 1
            waiting.append((low_a, high_a, low_b, high_b))
        elif (high_a - low_a) * (high_b - low_b) <= _SMALL:
            matcher = SequenceMatcher(None, a[low_a:high_a], b[low_b:high_b], autojunk=False)
            for block in matcher.get_matching_blocks():
                for step in range(block.size):
                    yield low_a + block.a + step, low_b + block.b + step


def _anchors(
    a: Sequence[str], b: Sequence[str], low_a: int, high_a: int, low_b: int, high_b: int
) -> list[tuple[int, int]]:
    """Words that occur once on either side, as many as are in the same order on both."""
    counted_a, counted_b = Counter(a[low_a:high_a]), Counter(b[low_b:high_b])
    place = {
        word: j
        for j, word in enumerate(b[low_b:high_b], low_b)
        if counted_b[word] == 1 and counted_a[word] == 1 and word[0].isalnum()
    }
    pairs = [(i, place[word]) for i, word in enumerate(a[low_a:high_a], low_a) if word in place]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise too."""
    ends, last, before = list[int](), list[int](), list[int]()
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [number]
    found, number = list[tuple[int, int]](), last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
