"""Rewriting formatted text: characters change, the entities go on covering what they covered."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from bot.domain.text import Entity, FormattedText, utf16_len


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of the characters [start, end) (Python indices)."""

    start: int
    end: int
    text: str


def units(text: str) -> Callable[[int], int]:
    """A function from Python indices of `text` to UTF-16 offsets."""
    if utf16_len(text) == len(text):
        return lambda index: index
    sums = list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))
    return sums.__getitem__


def characters(text: str) -> Callable[[int], int]:
    """A function from UTF-16 offsets to Python indices (inside a pair: the character's start)."""
    if utf16_len(text) == len(text):
        return lambda offset: offset
    sums = list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))
    return lambda offset: min(bisect_right(sums, offset) - 1, len(text))


def rewrite(text: FormattedText, edits: Sequence[Edit]) -> FormattedText:
    """`text` after all edits, which are in order and don't overlap; linear.

    An insertion at the edge of an entity stays outside it.
    """
    if not edits:
        return text
    out, position = list[str](), 0
    for edit in edits:
        out += (text.text[position : edit.start], edit.text)
        position = edit.end
    out.append(text.text[position:])
    changed = "".join(out)
    if not text.entities:
        return FormattedText(changed)
    return FormattedText(changed, tuple(_moved(text, edits)))


def _moved(text: FormattedText, edits: Sequence[Edit]) -> Iterable[Entity]:
    at = units(text.text)
    starts = [at(edit.start) for edit in edits]
    ends = [at(edit.end) for edit in edits]
    lengths = [utf16_len(edit.text) for edit in edits]
    grown = [
        length - (end - start) for start, end, length in zip(starts, ends, lengths, strict=True)
    ]
    shifts = list(accumulate(grown, initial=0))

    def begin(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        if number < 0 or offset >= ends[number]:
            return offset + shifts[number + 1]
        return starts[number] + shifts[number]

    def finish(offset: int) -> int:
        number = bisect_left(ends, offset)
        if number == len(ends) or offset <= starts[number]:
            return offset + shifts[number]
        return starts[number] + shifts[number] + lengths[number]

    for entity in text.entities:
        low, high = begin(entity.offset), finish(entity.end)
        if low < high:
            yield replace(entity, offset=low, length=high - low)


def substitute(
    pattern: re.Pattern[str],
    replacement: str | Callable[[re.Match[str]], str],
    text: FormattedText,
) -> FormattedText:
    """`pattern.sub` that keeps the entities; a string replacement is taken literally."""
    edits = list[Edit]()
    for match in pattern.finditer(text.text):
        new = replacement if isinstance(replacement, str) else replacement(match)
        if new != match.group():
            edits.append(Edit(match.start(), match.end(), new))
    return rewrite(text, edits)


def cut(text: FormattedText, bounds: Sequence[tuple[int, int]]) -> list[FormattedText]:
    """The stretches [start, end) of `text`, which are in order and don't overlap; linear."""
    if not text.entities:
        return [FormattedText(text.text[start:end]) for start, end in bounds]
    at = units(text.text)
    waiting = sorted(text.entities, key=lambda entity: entity.offset)
    position, alive, found = 0, list[Entity](), list[FormattedText]()
    for start, end in bounds:
        low, high = at(start), at(end)
        while position < len(waiting) and waiting[position].offset < high:
            alive.append(waiting[position])
            position += 1
        alive = [entity for entity in alive if entity.end > low]
        clipped = (entity.clipped(low, high) for entity in alive)
        found.append(
            FormattedText(text.text[start:end], tuple(e for e in clipped if e is not None))
        )
    return found


def split_at(text: FormattedText, positions: Sequence[int]) -> list[FormattedText]:
    """`text` cut before each of the positions, which grow; nothing is dropped."""
    edges = [0, *positions, len(text.text)]
    return cut(text, list(pairwise(edges)))
