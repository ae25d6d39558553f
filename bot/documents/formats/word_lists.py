"""The automatic numbers of a .docx."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from bot.documents.formats.parts import Element, attribute, child, children
from bot.documents.formats.sheet import BULLET

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LARGEST = 100_000  # what no list reaches


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """Counts the items of a document's lists, as Word would."""

    def __init__(self, root: Element | None) -> None:
        self._levels = dict[str | None, dict[int, _Level]]()
        for abstract in children(root, "abstractNum"):
            key = attribute(abstract, "abstractNumId")
            self._levels[key] = dict(map(_level, children(abstract, "lvl")))
        self._lists = {attribute(num, "numId"): num for num in children(root, "num")}
        self._counts = defaultdict[str | None, dict[int, int]](dict)
        self._begun = set[str]()

    def label(self, properties: Element) -> str | None:
        """The bullet or number of the next item, with a space; None outside lists."""
        number = attribute(child(properties, "numId"), "val")
        if number is None or number not in self._lists:
            return None
        depth = _integer(attribute(child(properties, "ilvl"), "val"), 0)
        key = attribute(child(self._lists[number], "abstractNumId"), "val")
        levels = self._levels.get(key, {})
        if depth not in levels:
            return BULLET
        counts = self._counts[key]
        if number not in self._begun:
            self._begun.add(number)
            self._restart(number, counts)
        level = levels[depth]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form == "bullet" or not level.text:
            return BULLET if level.form == "bullet" else ""
        return _PLACE.sub(lambda m: _said(int(m[1]) - 1, counts, levels), level.text) + " "

    def _restart(self, number: str, counts: dict[int, int]) -> None:
        """A list that shares its shape with another may begin anew."""
        for override in children(self._lists[number], "lvlOverride"):
            start = attribute(child(override, "startOverride"), "val")
            if start is not None:
                counts[_integer(attribute(override, "ilvl"), 0)] = _integer(start, 1) - 1


def _level(element: Element) -> tuple[int, _Level]:
    return _integer(attribute(element, "ilvl"), 0), _Level(
        _integer(attribute(child(element, "start"), "val"), 1),
        attribute(child(element, "numFmt"), "val") or "decimal",
        attribute(child(element, "lvlText"), "val") or "",
    )


def _integer(text: str | None, default: int) -> int:
    try:
        return min(int(text or default), _LARGEST)
    except ValueError:
        return default


def _said(depth: int, counts: dict[int, int], levels: dict[int, _Level]) -> str:
    level = levels.get(depth)
    start = level.start if level else 1
    return numeral(counts.get(depth, start), level.form if level else "decimal")


def numeral(number: int, form: str) -> str:
    """A number as Word's `numFmt`, or OpenDocument's, writes it."""
    if number < 1:
        return str(number)
    match form:
        case "russianLower" | "russianUpper":
            return _cased(_letters(number, _RUSSIAN), form)
        case "lowerLetter" | "upperLetter":
            return _cased(_letters(number, _LATIN), form)
        case "lowerRoman" | "upperRoman":
            return _cased(_roman(number), form)
        case "decimalZero":
            return f"{number:02}"
    return str(number)


def _cased(text: str, form: str) -> str:
    return text.upper() if "pper" in form else text


def _letters(number: int, alphabet: str) -> str:
    """After the last letter they are doubled, as Word does."""
    again, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * min(again + 1, 9)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        again, number = divmod(min(number, 3999), value)
        text += letters * again
    return text
