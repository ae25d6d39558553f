"""The styles of a .docx: what they say of headings, lists and formatting."""

from __future__ import annotations

from functools import cache

from bot.documents.formats.parts import Element, attribute, child, children
from bot.documents.formats.sheet import BOLD, ITALIC, STRIKE, UNDERLINE, Mark, Marks

_OFF = frozenset({"0", "false", "off", "none"})
_MARKS: dict[str, Mark] = {
    "b": BOLD,
    "i": ITALIC,
    "u": UNDERLINE,
    "strike": STRIKE,
    "dstrike": STRIKE,
}
_HEADINGS = ("heading", "title", "subtitle", "заголовок", "название", "подзаголовок")
_CHAIN = 12  # styles based on styles


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        styles = list(children(root, "style"))
        self._by_id = {attribute(style, "styleId"): style for style in styles}
        self._default = next(
            (
                attribute(style, "styleId")
                for style in styles
                if attribute(style, "type") == "paragraph" and _on(attribute(style, "default"))
            ),
            None,
        )
        self.toggle = cache(self._toggle)
        self.is_heading = cache(self._is_heading)

    def marks(self, run: Element, paragraph_style: str | None) -> Marks:
        """The formatting of a run: its own, else its style's, else the paragraph's."""
        direct = child(run, "rPr")
        style = attribute(child(direct, "rStyle"), "val")
        return frozenset(
            mark
            for tag, mark in _MARKS.items()
            if _first(
                _state(direct, tag),
                self.toggle(style, tag) if style else None,
                self.toggle(paragraph_style or self._default, tag),
            )
        )

    def hidden(self, run: Element) -> bool:
        """Whether the run is formatted as hidden."""
        return bool(_state(child(run, "rPr"), "vanish"))

    def numbering(self, style: str | None) -> Element | None:
        """The `numPr` that a paragraph's style brings."""
        for element in self._chain(style):
            found = child(element, "pPr", "numPr")
            if found is not None:
                return found
        return None

    def _toggle(self, style: str | None, tag: str) -> bool | None:
        return _first(*(_state(child(element, "rPr"), tag) for element in self._chain(style)))

    def _is_heading(self, style: str | None) -> bool:
        for element in self._chain(style):
            name = (attribute(child(element, "name"), "val") or "").lower()
            level = attribute(child(element, "pPr", "outlineLvl"), "val")
            if name.startswith(_HEADINGS) or (level or "9") < "9":
                return True
        return False

    def _chain(self, style: str | None) -> list[Element]:
        found = list[Element]()
        while style in self._by_id and len(found) < _CHAIN:
            element = self._by_id[style]
            found.append(element)
            style = attribute(child(element, "basedOn"), "val")
        return found


def _first(*states: bool | None) -> bool | None:
    return next((state for state in states if state is not None), None)


def _state(properties: Element | None, tag: str) -> bool | None:
    element = child(properties, tag)
    return None if element is None else _on(attribute(element, "val"), absent=True)


def _on(value: str | None, *, absent: bool = False) -> bool:
    return absent if value is None else value.lower() not in _OFF
