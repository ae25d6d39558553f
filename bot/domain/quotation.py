"""Quotation marks of all makes: which opens, which closes, how deep (editorial.md §1, §2.10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_MARK = re.compile(r"``|''|<<(?=\S)|(?<=\S)>>|[«»„“”‟\"]")
_TYPED = {"<<": "«", ">>": "»"}
_BEFORE_OPENING = frozenset("([{—–-/«„“‟\"'`")
MOST = 20_000
_STRAIGHT = frozenset({'"', "``", "''", "“", "”", "‟"})


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing mark (Python indices); `depth` 0 is the outermost."""

    start: int
    inner: int
    inner_end: int
    end: int
    depth: int


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    family: str


@lru_cache(maxsize=32)  # every step of reading and drawing looks at a paragraph's marks anew
def pairs(text: str) -> tuple[Pair, ...]:
    """The matched pairs in order of their opening marks; linear. Unmatched marks are left out.

    A text of more than MOST marks is none that a person wrote: nothing in it is paired.
    """
    if not 1 < len(_MARK.findall(text)) <= MOST:
        return ()
    stack, found = list[_Open](), list[tuple[int, int, int, int]]()
    waiting = {"«": 0, "„": 0, '"': 0}
    for match in _MARK.finditer(text):
        start, end = match.span()
        mark = _TYPED.get(match.group(), match.group())
        family = mark if mark in "«„" else '"'
        if _opens(text, mark, start, end, waiting):
            stack.append(_Open(start, end, family))
            waiting[family] += 1
            continue
        wanted = _closed_by(mark, waiting)
        while wanted and stack:
            top = stack.pop()
            waiting[top.family] -= 1
            if top.family == wanted:
                found.append((top.start, top.end, start, end))
                break
    return tuple(_with_depth(sorted(found)))


def _opens(text: str, mark: str, start: int, end: int, waiting: dict[str, int]) -> bool:
    if mark in "«„":
        return True
    if mark == "»":
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    free_before = not before or before.isspace() or before in _BEFORE_OPENING
    word_after = (
        bool(after) and not after.isspace() and (after.isalnum() or after in '«„“"`(…+№#@')
    )
    if mark == "“" and waiting["„"]:
        return False
    if free_before and word_after:
        return True
    if not free_before and not word_after:
        return False
    return word_after and not waiting['"']


def _closed_by(mark: str, waiting: dict[str, int]) -> str | None:
    """The family that a closing mark closes, if one is open."""
    if mark == "»":
        order = "«"
    elif mark in "“”":
        order = '„"'
    else:
        order = '"'
    return next((family for family in order if waiting[family]), None)


def _with_depth(found: list[tuple[int, int, int, int]]) -> list[Pair]:
    ends, result = list[int](), list[Pair]()
    for start, inner, inner_end, end in found:
        while ends and ends[-1] <= start:
            ends.pop()
        result.append(Pair(start, inner, inner_end, end, len(ends)))
        ends.append(end)
    return result
