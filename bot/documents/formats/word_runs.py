"""The runs of a paragraph of a .docx: text, links, fields, notes and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.documents.formats.parts import Element, attribute, child, local
from bot.documents.formats.sheet import PLAIN, UNDERLINE, Marks, Runs, link
from bot.documents.formats.word_styles import Styles

_WRAPPERS = frozenset({
    "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "AlternateContent", "Choice",
    "fldSimple", "dir", "bdo",
})  # fmt: skip
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+"([^"]{1,2000})"')


@dataclass(slots=True)
class Notes:
    """The footnotes that were called so far: the part that holds them, and their id."""

    called: list[tuple[str, str | None]] = field(default_factory=list)


@dataclass(slots=True)
class RunReader:
    """Reads one paragraph; `boxes` and `pictures` are what hangs on it."""

    styles: Styles
    style: str | None
    address: Callable[[str | None], str | None]
    notes: Notes
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    _fields: list[tuple[str, bool]] = field(default_factory=list)  # instruction, past it?

    def read(self, parent: Element, into: Runs, marks: Marks = PLAIN) -> None:
        """Everything in the paragraph that a reader of it sees."""
        for element in parent:
            match local(element):
                case "r":
                    self._run(element, into, marks)
                case "hyperlink":
                    target = self.address(attribute(element, "id"))
                    self.read(element, into, marks | link(target))
                case name if name in _WRAPPERS:
                    self.read(element, into, marks)

    def _run(self, run: Element, into: Runs, marks: Marks) -> None:
        if self.styles.hidden(run):
            return
        linked = marks | (link(self._linked()) if self._fields else PLAIN)
        own = self.styles.marks(run, self.style)
        if linked:
            own -= {UNDERLINE}  # how a link looks
        for element in run:
            self._piece(element, into, own | linked)

    def _piece(self, element: Element, into: Runs, marks: Marks) -> None:
        match local(element):
            case "t" if self._visible():
                into.add((element.text or "").replace("\n", " "), marks)
            case "tab" | "ptab":
                into.add(" ", marks)
            case "br" | "cr":
                into.add("\n", marks)
            case "noBreakHyphen":
                into.add("-", marks)
            case "fldChar":
                self._field(attribute(element, "fldCharType"))
            case "instrText" if self._fields:
                said, past = self._fields[-1]
                self._fields[-1] = (said + (element.text or ""), past)
            case "footnoteReference" | "endnoteReference" as name:
                self.notes.called.append(
                    (name.replace("Reference", "s"), attribute(element, "id"))
                )
                into.add(f"[{len(self.notes.called)}]", marks)
            case "drawing" | "pict" | "object" | "AlternateContent":
                self._drawing(element)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(("", False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _visible(self) -> bool:
        return all(past for _, past in self._fields)

    def _linked(self) -> str | None:
        for said, past in self._fields:
            found = _HYPERLINK.match(said)
            if past and found:
                return found[1]
        return None

    def _drawing(self, element: Element) -> None:
        """Pictures and text boxes; of two ways to draw the same only the first."""
        name = local(element)
        if name == "Fallback":
            return
        if name == "txbxContent":
            self.boxes.append(element)
            return
        if name == "AlternateContent" and child(element, "Choice") is not None:
            self._drawing(child(element, "Choice"))
            return
        key = {"blip": "embed", "imagedata": "id"}.get(name)
        found = attribute(element, key) if key else None
        if found:
            self.pictures.append(found)
        for inner in element:
            self._drawing(inner)
