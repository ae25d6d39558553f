"""Tables of a .pdf, seen from the rules that are drawn around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from bot.documents.formats.sheet import Marks, Runs
from bot.domain.text import FormattedText

Box = tuple[float, float, float, float]  # left, bottom, right, top

_THIN = 3.0  # points; a rule is no wider, and rules closer than this are one
_LONG = 6.0  # points; shorter strokes are parts of letters and bullets
_MOST = 4000  # rules of a page; a drawing has more
_REGIONS = 30  # tables of a page
_LINE = 0.5  # of the letters' size: a step down that is a new line


@dataclass(slots=True)
class Grid:
    """A table: where its columns and rows part, and what stands in the cells."""

    columns: list[float]
    rows: list[float]
    _cells: dict[tuple[int, int], Runs] = field(default_factory=dict)
    _last: dict[tuple[int, int], Box] = field(default_factory=dict)

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        inside = self.columns[0] < x < self.columns[-1]
        return inside and self.rows[0] < y < self.rows[-1]

    def add(self, char: str, box: Box, marks: Marks) -> None:
        """Puts a character into its cell."""
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        column = bisect_right(self.columns, middle[0]) - 1
        row = len(self.rows) - 1 - bisect_right(self.rows, middle[1])
        place = (row, column)
        runs = self._cells.setdefault(place, Runs())
        last = self._last.get(place)
        below = last is not None and last[1] - box[1] > _LINE * (last[3] - last[1])
        if below and runs.last not in ("", " ") and char.strip():
            runs.add(" ")
        runs.add(char if char.strip() else " ", marks)
        if char.strip():
            self._last[place] = box

    def table(self) -> list[list[FormattedText]]:
        """The rows with every cell; what only the doubled rules enclose is left out."""
        texts = {place: runs.formatted() for place, runs in self._cells.items()}
        filled = {place for place, text in texts.items() if text}
        rows = sorted({row for row, _ in filled})
        columns = sorted({column for _, column in filled})
        return [[texts.get((row, column), FormattedText()) for column in columns] for row in rows]


def grids(strokes: Iterable[Box]) -> list[Grid]:
    """The tables that the rules of a page draw: two columns and two rows at least."""
    upright, level = list[Box](), list[Box]()
    for number, (left, bottom, right, top) in enumerate(strokes):
        if number > _MOST:
            return []
        width, height = right - left, top - bottom
        if width <= _THIN and height >= _LONG:
            upright.append((left, bottom, right, top))
        elif height <= _THIN and width >= _LONG:
            level.append((left, bottom, right, top))
    found = list[Grid]()
    for box in _regions(upright + level):
        columns = _parted([(b[0] + b[2]) / 2 for b in upright if _touch(b, box)])
        rows = _parted([(b[1] + b[3]) / 2 for b in level if _touch(b, box)])
        if len(columns) >= 3 and len(rows) >= 3:
            found.append(Grid(columns, rows))
    return found


def _regions(boxes: list[Box]) -> list[Box]:
    """The areas that connected rules cover."""
    areas = list[Box]()
    for box in sorted(boxes, key=lambda one: -one[3]):
        joined, apart = box, list[Box]()
        for area in areas:
            if _touch(joined, area):
                joined = (
                    min(joined[0], area[0]), min(joined[1], area[1]),
                    max(joined[2], area[2]), max(joined[3], area[3]),
                )  # fmt: skip
            else:
                apart.append(area)
        areas = [*apart, joined]
        if len(areas) > _REGIONS:
            return []
    return areas


def _touch(one: Box, other: Box) -> bool:
    across = one[0] - _THIN <= other[2] and other[0] - _THIN <= one[2]
    return across and one[1] - _THIN <= other[3] and other[1] - _THIN <= one[3]


def _parted(places: list[float]) -> list[float]:
    """The places in order, those of one rule once."""
    ordered = sorted(places)
    return ordered[:1] + [place for before, place in pairwise(ordered) if place - before > _THIN]
