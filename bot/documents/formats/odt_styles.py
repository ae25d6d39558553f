"""The styles of an .odt: formatting, headings and the shapes of lists."""

from __future__ import annotations

from bot.documents.formats.parts import Element, attribute, child, local
from bot.documents.formats.sheet import BOLD, BULLET, ITALIC, PLAIN, STRIKE, UNDERLINE, Marks
from bot.documents.formats.word_lists import numeral

_CHAIN = 12  # styles based on styles
_FORMS = {
    "а": "russianLower", "А": "russianUpper", "a": "lowerLetter", "A": "upperLetter",
    "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip
_STYLES = ("styles", "automatic-styles")


class Styles:
    """The styles of one document, by their names."""

    def __init__(self, content: Element) -> None:
        self._styles = dict[str | None, Element]()
        self._lists = dict[str | None, Element]()
        self.learn(content)

    def learn(self, root: Element) -> None:
        """Adds the styles of a part; those that are known already stay."""
        for group in root:
            if local(group) not in _STYLES:
                continue
            for style in group:
                name = attribute(style, "name")
                if local(style) == "style":
                    self._styles.setdefault(name, style)
                elif local(style) == "list-style":
                    self._lists.setdefault(name, style)

    def marks(self, name: str | None, around: Marks = PLAIN) -> Marks:
        """The formatting that a style gives to what stands `around` it."""
        found = set(around)
        for style in reversed(self._chain(name)):
            said = child(style, "text-properties")
            for mark, value in (
                (BOLD, _bold(attribute(said, "font-weight"))),
                (ITALIC, _is(attribute(said, "font-style"), "normal")),
                (UNDERLINE, _is(attribute(said, "text-underline-style"), "none")),
                (STRIKE, _is(attribute(said, "text-line-through-style"), "none")),
            ):
                if value is not None:
                    (found.add if value else found.discard)(mark)
        return frozenset(found)

    def is_heading(self, name: str | None) -> bool:
        """Whether paragraphs of the style are headings: a title, or of an outline level."""
        return any(
            (attribute(style, "name") or "").lower() in ("title", "subtitle")
            or attribute(style, "default-outline-level")
            for style in self._chain(name)
        )

    def start(self, name: str | None, depth: int) -> int:
        """The first number of a list's level."""
        said = attribute(self._level(name, depth), "start-value")
        return int(said) if said and said.isdigit() else 1

    def label(self, name: str | None, depth: int, number: int) -> str:
        """The bullet or number of an item, with a space."""
        level = self._level(name, depth)
        if level is None or local(level) != "list-level-style-number":
            return BULLET
        form = attribute(level, "num-format")
        if not form:
            return BULLET
        before = attribute(level, "num-prefix") or ""
        after = attribute(level, "num-suffix") or ""
        return f"{before}{numeral(number, _FORMS.get(form[0], 'decimal'))}{after} "

    def _level(self, name: str | None, depth: int) -> Element | None:
        for level in self._lists.get(name, ()):
            if attribute(level, "level") == str(depth):
                return level
        return None

    def _chain(self, name: str | None) -> list[Element]:
        found = list[Element]()
        while name in self._styles and len(found) < _CHAIN:
            found.append(self._styles[name])
            name = attribute(found[-1], "parent-style-name")
        return found


def _bold(value: str | None) -> bool | None:
    if value is None:
        return None
    return value == "bold" or (value.isdigit() and int(value) >= 600)


def _is(value: str | None, none: str) -> bool | None:
    return None if value is None else value != none
