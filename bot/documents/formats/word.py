"""The text of a .docx.

Read from the parts themselves: real files have dangling relations, macros, tracked changes and
text boxes, at which python-docx stops or which it leaves out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from bot.documents.formats.parts import (
    Element,
    Parts,
    attribute,
    child,
    children,
    local,
)
from bot.documents.formats.sheet import BOLD, LIST, PLAIN, Found, Marks, Runs, Sheet, labelled
from bot.documents.formats.word_lists import Numbering
from bot.documents.formats.word_runs import Notes, RunReader
from bot.documents.formats.word_styles import Styles
from bot.domain.document import Picture
from bot.domain.text import FormattedText

_WRAPPERS = frozenset({
    "sdt", "sdtContent", "smartTag", "ins", "moveTo", "customXml", "AlternateContent", "Choice",
    "body", "txbxContent", "footnote", "endnote",
})  # fmt: skip


def read(data: bytes) -> Found:
    """The text and the pictures of the document; page headers and footers are left out."""
    parts = Parts(data)
    main = _main(parts)
    relations = Relations(parts, main)
    walker = _Walker(parts, relations)
    body = child(parts.xml(main), "body")
    if body is not None:
        walker.blocks(body)
    walker.notes()
    return walker.sheet.found()


def _main(parts: Parts) -> str:
    found = Relations(parts, "").of_type("officeDocument")
    return next((name for name in found if name in parts.names), "word/document.xml")


class Relations:
    """What a part refers to, by the id of the reference."""

    def __init__(self, parts: Parts, part: str) -> None:
        folder, name = posixpath.split(part)
        self._folder = folder
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        self._all = (
            {attribute(one, "Id"): one for one in children(parts.xml(file), "Relationship")}
            if file in parts.names
            else {}
        )

    def of_type(self, kind: str) -> Iterator[str]:
        """The parts of a type, by the type's last word."""
        for key, one in self._all.items():
            if (attribute(one, "Type") or "").endswith("/" + kind):
                yield self.part(key)

    def part(self, key: str | None) -> str:
        """The name of the part that is meant, or none."""
        one = self._all.get(key)
        if one is None or attribute(one, "TargetMode") == "External":
            return ""
        path = posixpath.join("/" + self._folder, attribute(one, "Target") or "")
        return posixpath.normpath(path).lstrip("/")

    def address(self, key: str | None) -> str | None:
        """The address outside the document that is meant."""
        one = self._all.get(key)
        return attribute(one, "Target") if attribute(one, "TargetMode") == "External" else None


class _Walker:
    """Goes through the blocks of a document."""

    def __init__(self, parts: Parts, relations: Relations) -> None:
        self._parts, self._relations = parts, relations
        self.sheet = Sheet()
        self._styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"))
        self._notes = Notes()
        self._shown = set[str]()

    def _related(self, kind: str) -> Element | None:
        for name in self._relations.of_type(kind):
            if name in self._parts.names:
                return self._parts.xml(name)
        return None

    def blocks(self, parent: Element) -> None:
        """Everything in `parent`, in order."""
        for element in parent:
            match local(element):
                case "p":
                    text, group, boxes = self._paragraph(element)
                    self.sheet.add(text, group)
                    for box in boxes:
                        self.blocks(box)
                case "tbl":
                    self.sheet.table(self._table(element))
                case name if name in _WRAPPERS:
                    self.blocks(element)

    def notes(self) -> None:
        """The footnotes that the text referred to, at its end."""
        roots = {kind: self._related(kind) for kind in ("footnotes", "endnotes")}
        for number, (kind, key) in enumerate(self._notes.called, start=1):
            for note in children(roots[kind], kind.removesuffix("s")):
                if attribute(note, "id") == key:
                    pieces = self._cell(note)
                    self.sheet.add(labelled(f"[{number}] ", pieces), "notes")

    def _paragraph(self, element: Element) -> tuple[FormattedText, str | None, list[Element]]:
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"), "val")
        level = attribute(child(properties, "outlineLvl"), "val")
        heading = (level or "9") < "9" or self._styles.is_heading(style)
        runs, boxes = Runs(), list[Element]()
        reader = RunReader(self._styles, style, self._relations.address, self._notes)
        reader.read(element, runs)
        for box in reader.boxes:
            boxes.append(box)
        for key in reader.pictures:
            self._picture(self._relations.part(key))
        every: Marks = frozenset({BOLD}) if heading else PLAIN
        text = runs.formatted(every)
        numbered = child(properties, "numPr")
        if numbered is None:
            numbered = self._styles.numbering(style)
        label = self._numbering.label(numbered) if numbered is not None and text else None
        if label is None:
            return text, None, boxes
        if heading:
            whole = Runs()
            whole.add(label + text.text)
            return whole.formatted(every), None, boxes
        return labelled(label, text), LIST, boxes

    def _picture(self, name: str) -> None:
        if name in self._parts.names and name not in self._shown:
            self._shown.add(name)
            self.sheet.pictures.append(Picture(posixpath.basename(name), self._parts.bytes(name)))

    def _table(self, element: Element) -> list[list[FormattedText]]:
        rows = list[list[FormattedText]]()
        spans = dict[int, FormattedText]()  # cells that reach down, by column
        for row in _inside(element, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            cells = list[FormattedText]()
            for cell in _inside(row, "tc"):
                properties = child(cell, "tcPr")
                merge = child(properties, "vMerge")
                text = self._cell(cell)
                if merge is not None and attribute(merge, "val") != "restart":
                    text = text or spans.get(len(cells), text)
                elif merge is not None:
                    spans[len(cells)] = text
                width = attribute(child(properties, "gridSpan"), "val") or "1"
                cells.append(text)
                cells.extend([FormattedText()] * (min(int(width), 64) - 1))
            rows.append(cells)
        return rows

    def _cell(self, element: Element) -> FormattedText:
        """The blocks of a cell or note as one text."""
        outer, self.sheet = self.sheet, Sheet()
        self.blocks(element)
        inner, self.sheet = self.sheet, outer
        self.sheet.pictures.extend(inner.pictures)
        return inner.text()


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows or cells, also those that a content control wraps."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _inside(element, name)
