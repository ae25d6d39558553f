"""The stretch of a text that shows best why it was found."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.terms import fold
from bot.domain.text import Entity, FormattedText, utf16_len

LENGTH = 160  # characters

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    word: str


def snippet(text: str, terms: Collection[str], length: int = LENGTH) -> FormattedText:
    """At most `length` characters where the folded `terms` stand, in bold; else the beginning."""
    line = " ".join(text.split())
    hits = [
        _Hit(found.start(), found.end(), found[0])
        for found in _WORD.finditer(_folded(line))
        if found[0] in terms
    ]
    start, end = _window(line, hits, length)
    shown, before = line[start:end].strip(), "…" if start else ""
    start += len(line[start:end]) - len(line[start:end].lstrip())
    whole = before + shown + ("…" if end < len(line) else "")
    bold = tuple(
        Entity(
            "bold",
            utf16_len(before + line[start : hit.start]),
            utf16_len(line[hit.start : hit.end]),
        )
        for hit in hits
        if start <= hit.start and hit.end <= start + len(shown)
    )
    return FormattedText(whole, bold)


def _folded(line: str) -> str:
    """The line folded, each letter where it was."""
    folded = fold(line)
    if len(folded) == len(line):
        return folded
    return "".join(letter if len(one := fold(letter)) != 1 else one for letter in line)


def _window(line: str, hits: list[_Hit], length: int) -> tuple[int, int]:
    """The stretch with the most different words, a little before the first of them."""
    if len(line) <= length:
        return 0, len(line)
    best, most = 0, 0
    for number, first in enumerate(hits):
        seen = set[str]()
        for hit in hits[number:]:
            if hit.end > first.start + length * 3 // 4:
                break
            seen.add(hit.word)
        if len(seen) > most:
            best, most = first.start, len(seen)
    start = max(0, best - length // 4)
    if start:
        start = line.find(" ", start, best) + 1 or best
    end = start + length
    if end < len(line):
        end = max(line.rfind(" ", start, end), start + length // 2)
    return start, end
