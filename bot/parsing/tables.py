"""Tables with tabs or bars → rows that read as a list."""

from __future__ import annotations

import re

from bot.domain.edits import cut
from bot.domain.release import Paragraph
from bot.domain.text import FormattedText, join
from bot.parsing.lines import Line

_CELL = re.compile(r"[^\t|]+")
_NUMBERING = re.compile(r"(?:№|#|n|номер)\s*(?:п/?п)?\.?", re.IGNORECASE)
_RULE = re.compile(r"[\s|+:=-]+")


def rows(lines: list[Line], number: int) -> int:
    """How many lines from `number` on are rows of one table; 0 where none begins."""
    width = _width(lines[number])
    end = number
    while end < len(lines) and _width(lines[end]) == width >= 2:
        if end > number and lines[end].gap:
            break
        end += 1
    return end - number if end - number >= 2 else 0


def readable(lines: list[Line]) -> list[Paragraph]:
    """The rows as a list: «Улица — Начало, Конец:», «1. Ленина — 10:00, 12:00»."""
    table = [_cells(line.text) for line in lines]
    numbered = bool(_NUMBERING.fullmatch(table[0][0].text)) and len(table[0]) > 2
    bullets = [f"{cells[0].text}. " if numbered else "• " for cells in table]
    if numbered:
        table = [cells[1:] for cells in table]
    head = table[0]
    titled = not any(char.isdigit() for cell in head for char in cell.text)
    found = list[Paragraph]()
    for number, cells in enumerate(table):
        heading = titled and number == 0
        said = _row(cells)
        text = said + ":" if heading else join((FormattedText(bullets[number]), said), "")
        found.append(Paragraph(text, tight=number > 0, continues=False))
    return found


def _row(cells: list[FormattedText]) -> FormattedText:
    if len(cells) == 1:
        return cells[0]
    comma = "; " if any("," in cell.text for cell in cells[1:]) else ", "
    return join((cells[0], join(cells[1:], comma)), " — ")


def _width(line: Line) -> int:
    text = line.plain
    if line.framed or ("\t" not in text and text.count("|") < 2) or _RULE.fullmatch(text):
        return 0
    return len(_cells(line.text))


def _cells(text: FormattedText) -> list[FormattedText]:
    pieces = cut(text, [match.span() for match in _CELL.finditer(text.text)])
    return [cell for cell in (piece.strip() for piece in pieces) if cell]
