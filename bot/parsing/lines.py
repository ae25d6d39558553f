"""The lines of a release, each with what stood before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.edits import characters, cut, substitute
from bot.domain.text import QUOTES, FormattedText

_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_WHOLE = QUOTES | {"pre"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one block that the editor quoted or set as code (then with line ends in it).

    `gap`: an empty line stands before it. `framed`: the kind of entity that makes it a block.
    `heading`: it surely stands over a part of the body. `continues`: it was delivered in one line
    with what is before it.
    """

    text: FormattedText
    gap: bool
    framed: str | None = None
    heading: bool = False
    continues: bool = False

    @property
    def plain(self) -> str:
        """The characters only."""
        return self.text.text


def read_lines(text: FormattedText) -> list[Line]:
    """The lines that hold something."""
    text = _without_mail_marks(text)
    found, gap = list[Line](), False
    bounds = _bounds(text)
    pieces = cut(text, [(start, end) for start, end, _ in bounds])
    for piece, (_, _, framed) in zip(pieces, bounds, strict=True):
        stripped = _stripped(piece)
        if stripped:
            found.append(Line(stripped, gap, framed))
        gap = not stripped
    return found


def _stripped(piece: FormattedText) -> FormattedText:
    """Without white space at both ends; an empty first cell of a row of a table stays."""
    inner = piece.strip()
    if "\t" in inner.text and piece.text.lstrip(" \u00a0").startswith("\t"):
        start = piece.text.index("\t")
        return piece.slice(start, start + len(piece.text[start:].rstrip()))
    return inner


def fold(text: str) -> str:
    """`text` for comparing: without case, marks, emoji and ends of sentences."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("ё", "е")))


def _bounds(text: FormattedText) -> list[tuple[int, int, str | None]]:
    """Where each line begins and ends; a quoted or code block is one line."""
    at = characters(text.text)
    blocks = sorted(
        (at(entity.offset), at(entity.end), entity.type)
        for entity in text.entities
        if entity.type in _WHOLE
    )
    found, position, waiting = list[tuple[int, int, str | None]](), 0, 0
    size = len(text.text)
    while position <= size:
        end = text.text.find("\n", position)
        end = size if end < 0 else end
        framed = None
        while waiting < len(blocks) and blocks[waiting][0] <= end:
            start, stop, kind = blocks[waiting]
            waiting += 1
            if stop > position and start < end:
                framed = kind if start <= position or framed else framed
                edge = text.text.find("\n", max(stop - 1, end))
                end = max(end, size if edge < 0 else edge) if stop > end else end
        found.append((position, end, framed))
        position = end + 1
    return found


def _without_mail_marks(text: FormattedText) -> FormattedText:
    """Without the '> ' of a quoted letter, where more than one line has it."""
    if len(_QUOTED.findall(text.text)) < 2:
        return text
    return substitute(_QUOTED, "", text)
