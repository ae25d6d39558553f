"""Tables with tabs, bars or aligned columns → rows of cells."""

from __future__ import annotations

import re

from bot.domain.edits import cut
from bot.domain.release import Table
from bot.domain.text import EMPTY, FormattedText
from bot.parsing.lines import Line

RULE = re.compile(r"[\s|+:=-]+")
_ALIGNED = re.compile(r" {2,}")
_ALIGNED_ROWS = 3
_ALIGNED_CELL = 60  # characters; longer stretches between wide gaps are sentences
_BARS = 2  # in a line without tabs


def rows(lines: list[Line], number: int) -> int:
    """How many lines from `number` on are rows of one table; 0 where none begins."""
    kind = _kind(lines[number])
    if kind is None:
        return 0
    width = len(_bounds(lines[number].plain, kind))
    end = number + 1
    while end < len(lines) and _kind(lines[end]) == kind:
        if lines[end].gap and not lines[end - 1].gap:
            break
        if kind == " " and len(_bounds(lines[end].plain, kind)) != width:
            break
        end += 1
    size = end - number
    if kind == " ":
        return size if size >= _ALIGNED_ROWS else 0
    return size if size >= 2 else 0


def table(lines: list[Line]) -> Table:
    """The rows, all equally wide; lines that only rule the table off are left out."""
    kept = [line for line in lines if not RULE.fullmatch(line.plain)]
    cells = [_cells(line.text, _kind(line) or "\t") for line in kept]
    width = max(map(len, cells), default=0)
    padded = [row + [EMPTY] * (width - len(row)) for row in cells]
    used = [column for column in range(width) if any(row[column] for row in padded)]
    found = tuple(tuple(row[column] for column in used) for row in padded)
    return Table(found, header=_names_columns(found))


def _names_columns(found: tuple[tuple[FormattedText, ...], ...]) -> bool:
    """Whether the first row names the columns: words alone over rows with something else."""
    if len(found) < 2 or len(found[0]) < 2:
        return False
    head = found[0]
    if any(char.isdigit() for cell in head for char in cell.text) or not all(head[1:]):
        return False
    below = [cell.text for row in found[1:] for cell in row]
    return any(char.isdigit() for cell in below for char in cell)


def _kind(line: Line) -> str | None:
    """What parts the cells of a line: a tab, a bar or wide gaps; None for other lines."""
    text = line.plain
    if line.framed:
        return None
    if "\t" in text:
        return "\t"
    if text.count("|") >= _BARS:
        return "|"
    if "  " in text and all(high - low <= _ALIGNED_CELL for low, high in _bounds(text, " ")):
        return " "
    return None


def _bounds(text: str, kind: str) -> list[tuple[int, int]]:
    """Where the cells stand."""
    if kind == " ":
        edges = [match.span() for match in _ALIGNED.finditer(text)]
    else:
        low = len(text) - len(text.lstrip("| ")) if kind == "|" else 0
        high = len(text.rstrip("| ")) if kind == "|" else len(text)
        edges = [(at, at + 1) for at in range(low, high) if text[at] == kind]
        return list(zip([low, *(end for _, end in edges)], [*(start for start, _ in edges), high],
                        strict=True))  # fmt: skip
    return list(zip([0, *(end for _, end in edges)], [*(start for start, _ in edges), len(text)],
                    strict=True))  # fmt: skip


def _cells(text: FormattedText, kind: str) -> list[FormattedText]:
    return [piece.strip() for piece in cut(text, _bounds(text.text, kind))]
