"""Laying out what a document says as a pasted text: paragraphs, lists and tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.documents import limits, refusals
from bot.domain.document import Picture
from bot.domain.text import Entity, FormattedText, join


class Mark(NamedTuple):
    """A kind of formatting; `url` for links."""

    kind: str
    url: str | None = None


BOLD, ITALIC = Mark("bold"), Mark("italic")
UNDERLINE, STRIKE = Mark("underline"), Mark("strikethrough")
Marks = frozenset[Mark]
PLAIN: Marks = frozenset()
LINKABLE = ("http://", "https://", "mailto:", "tel:", "tg://")
BULLET = "• "
LIST = "list"  # the group of a list's items

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b\ufeff\ufffc\ud800-\udfff]")


def link(url: str | None) -> Marks:
    """The mark of a link; none for one that leads nowhere outside the document."""
    address = (url or "").strip()
    if len(address) > 2000 or not address.lower().startswith(LINKABLE):
        return PLAIN
    return frozenset({Mark("text_link", address)})


class Runs:
    """A paragraph that is being put together from stretches of one formatting each."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, Marks]] = []

    def add(self, text: str, marks: Marks = PLAIN) -> None:
        """Appends `text`; line breaks in it stay."""
        text = _UNSEEN.sub("", text)
        if text:
            self._pieces.append((text, marks))

    @property
    def last(self) -> str:
        """The last character so far, or none."""
        return self._pieces[-1][0][-1] if self._pieces else ""

    def formatted(self, every: Marks = PLAIN) -> FormattedText:
        """The paragraph, without white space at its ends; `every` marks all of it."""
        text = "".join(piece for piece, _ in self._pieces)
        found, open_, place = list[Entity](), dict[Mark, int](), 0
        for piece, marks in [*self._pieces, ("", PLAIN)]:
            marks = marks | every if piece else PLAIN
            if marks and not piece.strip():
                marks &= open_.keys()
            for mark in [mark for mark in open_ if mark not in marks]:
                found.append(Entity(mark.kind, open_.pop(mark), place, mark.url))
            for mark in sorted(marks - open_.keys(), key=str):
                lead = len(piece) - len(piece.lstrip())
                open_[mark] = place + lead
            place += len(piece)
        return _in_units(text, found).strip()


def _in_units(text: str, found: list[Entity]) -> FormattedText:
    """Stretches [offset, length) given as character indices → entities in UTF-16 units."""
    wide = list[int]()
    if not text.isascii():
        wide = [place for place, char in enumerate(text) if ord(char) > 0xFFFF]
    entities = list[Entity]()
    for entity in found:
        start, end = entity.offset, entity.length
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if end > start:
            low = start + bisect_left(wide, start)
            length = end + bisect_left(wide, end) - low
            entities.append(Entity(entity.type, low, length, entity.url))
    entities.sort(key=lambda entity: (entity.offset, -entity.length))
    return FormattedText(text, tuple(entities))


@dataclass(slots=True)
class Found:
    """What a reader took out of a file; the pictures as they came."""

    text: FormattedText
    pictures: list[Picture] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


class Sheet:
    """The blocks of a document, one after another."""

    def __init__(self) -> None:
        self._blocks: list[tuple[FormattedText, str | None]] = []
        self._size = 0
        self.pictures: list[Picture] = []

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def add(self, text: FormattedText, group: str | None = None) -> None:
        """Appends a paragraph; those of one group stand on lines without gaps."""
        if not text.text.strip():
            return
        self._size += len(text.text)
        if self._size > limits.TEXT:
            raise refusals.excessive()
        self._blocks.append((text, group))

    def table(self, rows: Iterable[Sequence[FormattedText]]) -> None:
        """Appends a table; one that only lays out a page is taken apart into paragraphs."""
        filled = [row for row in rows if any(cell.text.strip() for cell in row)]
        if len(filled) < 2 or max(map(len, filled)) < 2:
            for row in filled:
                for cell in row:
                    self.add(cell)
            return
        width = max(map(len, filled))
        self._close_group()
        for row in filled:
            cells = [_one_line(cell) for cell in row]
            cells += [FormattedText()] * (width - len(cells))
            self.add(join(cells, "\t"), "table")

    def _close_group(self) -> None:
        """Keeps two tables in a row apart."""
        if self._blocks and self._blocks[-1][1] == "table":
            self._blocks[-1] = (self._blocks[-1][0], None)

    def text(self) -> FormattedText:
        """All of it; an empty line between paragraphs."""
        pieces, group = list[FormattedText](), None
        for text, kind in self._blocks:
            if pieces:
                pieces.append(FormattedText("\n" if kind and kind == group else "\n\n"))
            pieces.append(text)
            group = kind
        return join(pieces, "")

    def found(self) -> Found:
        """The text and the pictures."""
        return Found(self.text(), self.pictures)


def _one_line(cell: FormattedText) -> FormattedText:
    lines = (FormattedText(line.text.replace("\t", " "), line.entities) for line in cell.lines())
    return join([line.strip() for line in lines if line.text.strip()], " ")


def labelled(label: str, text: FormattedText) -> FormattedText:
    """`text` behind the bullet or number of its item."""
    return FormattedText(label) + text if text else text
