"""Lists that stand inside one line: «…: 1) …; 2) …; 3) …», «… • … • …»."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from bot.domain.edits import split_at
from bot.domain.quotation import pairs
from bot.domain.sentences import sentence_starts
from bot.parsing.lines import Line

_NUMBER = re.compile(
    r"(?:(?<=[\s:;.,])|\A)(?P<n>\d{1,2}|[а-д])(?P<sign>[.)])[ \u00a0]?(?=[«\"А-ЯЁа-яёA-Z])"
)
_BULLET = re.compile(
    r"(?:(?<=[\s:;.,!?])|\A)[•▪●○◦‣➢❖■□▫◆➔✔✅☑➡➤►▶🔹🔸🔵🔴🟢🟡📍📌](?=\ufe0f?[ \u00a0]?\S)"
)
_DASH = re.compile(r"(?<=[:;])[ \u00a0]+(?=[-–—][ \u00a0]+\S)")
_LETTERS = "абвгд"
_LEAST = 2  # items
_MOST = 60  # items; more in one line are no list that a person wrote
_LONGEST = 600  # characters of an item


def part_lists(lines: list[Line]) -> list[Line]:
    """The lines, the items of lists inside them on lines of their own."""
    found = list[Line]()
    for line in lines:
        positions = [] if line.framed or "\t" in line.plain else _positions(line.plain)
        if not positions:
            found.append(line)
            continue
        pieces = [piece.strip() for piece in split_at(line.text, positions)]
        whole = [piece for piece in pieces if piece]
        found.append(replace(line, text=whole[0]))
        found += [replace(line, text=piece, gap=False, continues=True) for piece in whole[1:]]
    return found


def _positions(text: str) -> list[int]:
    """Where items begin, and what follows the last of them."""
    if len(text) < 2 * _LEAST:
        return []
    items = _numbered(text) or _bulleted(text) or _dashed(text)
    if not items or len(items) > _MOST or _inside_quotation(text, items):
        return []
    rest = _after_last(text, items[-1], text[items[-1] - 2 : items[-1]])
    return [at for at in items if at] + ([rest] if rest else [])


def _numbered(text: str) -> list[int]:
    """The items numbered from one in order, at least three, or two after a colon."""
    if "1" not in text and "а)" not in text:
        return []
    found = list[int]()
    sign = letters = None
    for match in _NUMBER.finditer(text):
        number, of = match.group("n"), match.group("sign")
        wanted = _LETTERS[len(found) : len(found) + 1] if letters else str(len(found) + 1)
        if not found:
            if number not in {"1", "а"} or (number == "а" and of == "."):
                continue
            sign, letters = of, number == "а"
            found.append(match.start())
        elif number == wanted and of == sign:
            found.append(match.start())
    colon = bool(found) and text[: found[0]].rstrip().endswith(":")
    enough = len(found) > _LEAST or (len(found) == _LEAST and (colon or sign == ")"))
    return found if enough and _are_items(found) else []


def _bulleted(text: str) -> list[int]:
    """The items that one and the same bullet opens."""
    first = _BULLET.search(text)
    if first is None:
        return []
    bullet = first.group()
    found = [match.start() for match in _BULLET.finditer(text) if match.group() == bullet]
    return found if len(found) >= _LEAST and _are_items(found) else []


def _dashed(text: str) -> list[int]:
    """The items that dashes open after a colon and after semicolons."""
    found = [match.end() for match in _DASH.finditer(text)]
    if len(found) < _LEAST or not text[: found[0]].rstrip().endswith(":"):
        return []
    return found if _are_items(found) else []


def _inside_quotation(text: str, items: list[int]) -> bool:
    """Whether somebody counts aloud: such a list is not torn out of its quotation."""
    return any(
        not pair.depth and pair.start < items[0] and pair.end > items[0] for pair in pairs(text)
    )


def _are_items(found: list[int]) -> bool:
    return all(high - low <= _LONGEST for low, high in pairwise(found))


def _after_last(text: str, last: int, before: str) -> int | None:
    """Where the text goes on after a list: with the next sentence, if the items are sentences."""
    starts = [at for at in sentence_starts(text[last : last + 2 * _LONGEST]) if at > 3]
    if not starts:
        return None
    stopped = ";" in before or "," in before
    return last + starts[0] if stopped or len(text) - last > _LONGEST else None
