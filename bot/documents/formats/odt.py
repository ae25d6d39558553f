"""The text of an .odt (OpenDocument 1.3, part 3)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from bot.documents.formats.odt_styles import Styles
from bot.documents.formats.parts import Element, Parts, attribute, child, children, local
from bot.documents.formats.sheet import (
    BOLD,
    LIST,
    PLAIN,
    UNDERLINE,
    Found,
    Marks,
    Runs,
    Sheet,
    labelled,
    link,
)
from bot.domain.document import Picture
from bot.domain.text import FormattedText

_WRAPPERS = frozenset({
    "section", "index-body", "text-box", "numbered-paragraph", "text", "table-rows",
    "table-header-rows", "table-row-group",
})  # fmt: skip
_UNSEEN = frozenset({
    "tracked-changes", "annotation", "annotation-end", "bookmark", "sequence-decls",
    "page-number", "ruby-text",
})  # fmt: skip
_WIDE = 64  # columns or spaces that one element may stand for


def read(data: bytes) -> Found:
    """The text and the pictures; page headers and footers are left out."""
    parts = Parts(data)
    if "META-INF/manifest.xml" in parts.names:
        from bot.documents import refusals

        if b"encryption-data" in parts.bytes("META-INF/manifest.xml"):
            raise refusals.locked()
    content = parts.xml("content.xml")
    styles = Styles(content)
    if "styles.xml" in parts.names:
        styles.learn(parts.xml("styles.xml"))
    walker = _Walker(parts, styles)
    walker.blocks(child(content, "body"))
    for number, note in enumerate(walker.notes, start=1):
        walker.sheet.add(labelled(f"[{number}] ", note), "notes")
    return walker.sheet.found()


@dataclass(slots=True)
class _Walker:
    parts: Parts
    styles: Styles
    sheet: Sheet = field(default_factory=Sheet)
    notes: list[FormattedText] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def blocks(self, parent: Element, label: str = "") -> None:
        """Everything in `parent`, in order; `label` stands before its first paragraph."""
        for element in () if parent is None else parent:
            match local(element):
                case "p" | "h" as name:
                    self._paragraph(element, label, heading=name == "h")
                    label = ""
                case "list":
                    self._list(element, 1, None)
                case "table":
                    self.sheet.table(self._table(element))
                case "frame":
                    self._frame(element)
                    self._pour_boxes()
                case name if name in _WRAPPERS:
                    self.blocks(element)

    def _paragraph(self, element: Element, label: str, *, heading: bool) -> None:
        style = attribute(element, "style-name")
        runs = Runs()
        self._inline(element, runs, self.styles.marks(style))
        heading = heading or self.styles.is_heading(style)
        text = runs.formatted(frozenset({BOLD}) if heading else PLAIN)
        self.sheet.add(labelled(label, text), LIST if label else None)
        self._pour_boxes()

    def _pour_boxes(self) -> None:
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _list(self, element: Element, depth: int, outer: str | None) -> None:
        style = attribute(element, "style-name") or outer
        number = self.styles.start(style, depth)
        for item in element:
            if local(item) == "list-header":
                self.blocks(item)
            elif local(item) == "list-item":
                start = attribute(item, "start-value")
                number = int(start) if start and start.isdigit() else number
                label = self.styles.label(style, depth, number)
                for inner in item:
                    if local(inner) == "list":
                        self._list(inner, depth + 1, style)
                    elif local(inner) in ("p", "h"):
                        self._paragraph(inner, label, heading=local(inner) == "h")
                        label = ""
                number += 1

    def _inline(self, parent: Element, into: Runs, marks: Marks) -> None:
        _say(into, parent.text, marks)
        for element in parent:
            self._piece(element, into, marks)
            _say(into, element.tail, marks)

    def _piece(self, element: Element, into: Runs, marks: Marks) -> None:
        match local(element):
            case "span":
                own = self.styles.marks(attribute(element, "style-name"), marks)
                self._inline(element, into, own)
            case "a":
                target = link(attribute(element, "href"))
                self._inline(element, into, marks - {UNDERLINE} | target)
            case "s":
                count = attribute(element, "c") or "1"
                into.add(" " * min(int(count) if count.isdigit() else 1, _WIDE), marks)
            case "tab":
                into.add(" ", marks)
            case "line-break":
                into.add("\n", marks)
            case "note":
                self._note(element, into, marks)
            case "frame":
                self._frame(element)
            case name if name not in _UNSEEN:
                self._inline(element, into, marks)

    def _note(self, element: Element, into: Runs, marks: Marks) -> None:
        outer, self.sheet = self.sheet, Sheet()
        self.blocks(child(element, "note-body"))
        inner, self.sheet = self.sheet, outer
        self.notes.append(inner.text())
        into.add(f"[{len(self.notes)}]", marks)

    def _frame(self, element: Element) -> None:
        """A picture or a text box; of several forms of one picture the first that is here."""
        self.boxes.extend(children(element, "text-box"))
        for image in children(element, "image"):
            name = posixpath.normpath(attribute(image, "href") or "")
            if name in self.parts.names:
                picture = Picture(posixpath.basename(name), self.parts.bytes(name))
                self.sheet.pictures.append(picture)
                return

    def _table(self, element: Element) -> list[list[FormattedText]]:
        rows = list[list[FormattedText]]()
        reaching = dict[int, FormattedText]()
        for row in _rows(element):
            cells = list[FormattedText]()
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                text = self._cell(cell)
                if local(cell) == "covered-table-cell":
                    text = text or reaching.get(len(cells), text)
                elif (attribute(cell, "number-rows-spanned") or "1") != "1":
                    reaching[len(cells)] = text
                else:
                    reaching.pop(len(cells), None)
                again = attribute(cell, "number-columns-repeated") or "1"
                cells.extend([text] * min(int(again) if again.isdigit() else 1, _WIDE))
            while cells and not cells[-1] and len(cells) > _WIDE:
                cells.pop()
            rows.append(cells)
        return rows

    def _cell(self, element: Element) -> FormattedText:
        outer, self.sheet = self.sheet, Sheet()
        self.blocks(element)
        inner, self.sheet = self.sheet, outer
        self.sheet.pictures.extend(inner.pictures)
        return inner.text()


def _rows(element: Element) -> list[Element]:
    found = list[Element]()
    for inner in element:
        if local(inner) == "table-row":
            found.append(inner)
        elif local(inner) in _WRAPPERS:
            found.extend(_rows(inner))
    return found


def _say(into: Runs, text: str | None, marks: Marks) -> None:
    """White space counts once, as in HTML; `text:s` stands for more."""
    if text:
        lead = " " if text[0].isspace() and into.last not in ("", " ", "\n") else ""
        tail = " " if text[-1].isspace() and text.strip() else ""
        into.add(lead + " ".join(text.split()) + tail, marks)
