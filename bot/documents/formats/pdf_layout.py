"""The lines of a page → paragraphs, as far as the page's geometry tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from bot.documents.formats.pdf_tables import Grid
from bot.documents.formats.sheet import BOLD, BULLET, LIST, Marks, Runs, Sheet
from bot.domain.text import FormattedText

_HYPHEN = "\u00ad"
_COLUMN_GAP = 2.0  # widths of «о» between the cells of a row; words are closer, even justified
_NEW_BLOCK = 1.4  # times the usual step from line to line
_OTHER_SIZE = 1.12  # times another line's letters
_INDENT = 0.8  # times the size of the letters
_MARGIN = 0.12  # of the page's height, where running heads and page numbers stand
_EDGE = 3  # lines at either end of a page that may be one
_ITEM = re.compile(r"(?:[•●▪■◦‣*–—\uf0b7\uf0a7-]|\d{1,2}[.)]|[а-яa-z]\))\s+\S")
_BULLETS = re.compile(r"^[•●▪■◦‣\uf0b7\uf0a7]\s*")
_NUMBER = re.compile(
    r"\W{0,3}(?:(?:стр(?:аница|\.)?|page)\s*)?\d{1,4}(?:\s*(?:из|of|/)\s*\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
# First parts of words that keep their hyphen where a line ends after it.
_COMPOUND = re.compile(
    r"(?:\b(?:пресс|вице|премьер|генерал|онлайн|интернет|бизнес|медиа|арт|мини|экс|кое|по|северо|"
    r"юго|историко|социально|научно|культурно|военно|общественно)|\d)\u00ad\s*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_FULL = 0.9  # the share of lines that end before the right edge of full ones
_ENDS = re.compile(r"[.!?:;…][»”\"')\]]{0,3}$")


class Glyph(NamedTuple):
    """A character: its box (left, bottom, right, top) in points, its size, how it looks."""

    char: str
    box: tuple[float, float, float, float]
    size: float
    marks: Marks


@dataclass(slots=True)
class Line:
    """A line of a page; `top` and `bottom` are shares of the page's height."""

    glyphs: list[Glyph]
    left: float
    right: float
    base: float
    size: float
    height: float

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(BOLD in glyph.marks for glyph in self.glyphs if glyph.char.strip())


Page = list[Line | Grid]


def page_of(glyphs: Iterable[Glyph], height: float, tables: list[Grid]) -> Page:
    """The lines and tables of a page; pieces on one height are one line."""
    page, open_, begun = Page(), list[Glyph](), set[int]()
    for glyph in glyphs:
        left, bottom, right, top = glyph.box
        middle = ((left + right) / 2, (bottom + top) / 2)
        grid = next((one for one in tables if one.holds(*middle)), None)
        if open_ and glyph.char.strip() and top < _bottom(open_):  # a divided word goes on
            _close(page, open_, height)
            open_ = []
        if grid is None and glyph.char not in "\r\n":
            open_.append(glyph)
            continue
        _close(page, open_, height)
        open_ = []
        if grid is not None and glyph.char not in "\r\n":
            if id(grid) not in begun:
                begun.add(id(grid))
                page.append(grid)
            grid.add(glyph.char, glyph.box, glyph.marks)
    _close(page, open_, height)
    return page


def _bottom(glyphs: list[Glyph]) -> float:
    """The lower edge of the last character that is seen."""
    seen = (glyph.box[1] for glyph in reversed(glyphs) if glyph.char.strip())
    return next(seen, float("-inf"))


def _close(page: Page, glyphs: list[Glyph], height: float) -> None:
    seen = [glyph for glyph in glyphs if glyph.char.strip()]
    if not seen:
        return
    size = median(glyph.size for glyph in seen) or 1.0
    tops = [glyph.box[3] - glyph.box[1] for glyph in seen]
    size = max(size, median(tops)) if size <= 1.5 else size  # scaled by a matrix instead
    left, right = min(g.box[0] for g in seen), max(g.box[2] for g in seen)
    base = median(glyph.box[1] for glyph in seen)
    line = Line(_tabbed(glyphs, size), left, right, base, size, height)
    before = page[-1] if page else None
    if isinstance(before, Line) and abs(before.base - base) < 0.4 * size and left > before.right:
        tab = [Glyph("\t" if left - before.right > size else " ", seen[0].box, size, frozenset())]
        before.glyphs += tab + line.glyphs
        before.right = right
    else:
        page.append(line)


def _tabbed(glyphs: list[Glyph], size: float) -> list[Glyph]:
    """The characters, with a tab where a gap is too wide for a space."""
    found, last = list[Glyph](), None
    for glyph in glyphs:
        if not glyph.char.strip():
            found.append(glyph._replace(char=" "))
            continue
        if last is not None and glyph.box[0] - last.box[2] > _COLUMN_GAP * size:
            while found and found[-1].char == " ":
                found.pop()
            found.append(glyph._replace(char="\t"))
        found.append(glyph)
        last = glyph
    return found


def lay_out(pages: list[Page]) -> FormattedText:
    """The paragraphs of all pages; page numbers and running heads are left out."""
    pages = _without_margins(pages)
    lines = [line for page in pages for line in page if isinstance(line, Line)]
    shape = _Shape.of(lines)
    sheet, block = Sheet(), list[Line]()
    for line in (line for page in pages for line in page):
        if isinstance(line, Line) and block and _goes_on(block[-1], line, shape):
            block.append(line)
            continue
        _add(sheet, block)
        block = []
        if isinstance(line, Line):
            block.append(line)
        else:
            sheet.table(line.table())
    _add(sheet, block)
    return sheet.text()


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the text stands: where full lines begin and end, and the usual step between them."""

    left: float
    right: float
    step: float  # in sizes of the letters

    @classmethod
    def of(cls, lines: list[Line]) -> _Shape:
        if not lines:
            return cls(0, 0, 1)
        left = Counter(round(line.left) for line in lines).most_common(1)[0][0]
        edges = sorted(line.right for line in lines)
        return cls(left, edges[int(len(edges) * _FULL)], _step(lines))


def _without_margins(pages: list[Page]) -> list[Page]:
    edges = Counter[str]()
    for page in pages:
        edges.update({_DIGITS.sub("#", line.text.strip()) for line in _marginal(page)})
    often = max(2, (len(pages) + 1) // 2)
    repeated = {text for text, count in edges.items() if count >= often}
    kept = list[Page]()
    for page in pages:
        drop = {
            id(line)
            for line in _marginal(page)
            if _NUMBER.fullmatch(line.text.strip())
            or _DIGITS.sub("#", line.text.strip()) in repeated
        }
        kept.append([line for line in page if id(line) not in drop])
    return kept


def _marginal(page: Page) -> list[Line]:
    """The lines at the very top and bottom of a page."""
    lines = (line for line in page if isinstance(line, Line))
    ordered = sorted(lines, key=lambda line: line.base)
    ends = ordered[:_EDGE] + ordered[-_EDGE:]
    return [
        line
        for line in ends
        if line.base < line.height * _MARGIN or line.base > line.height * (1 - _MARGIN)
    ]


def _step(lines: list[Line]) -> float:
    """The usual distance between the lines of a paragraph, in sizes of their letters."""
    steps = [
        round((before.base - line.base) / line.size, 1)
        for before, line in pairwise(lines)
        if 0 < before.base - line.base < 3 * line.size
    ]
    if not steps:
        return 1.2
    common = Counter(steps).most_common(3)
    return min(step for step, count in common if count >= common[0][1] * 0.5)


def _goes_on(before: Line, line: Line, shape: _Shape) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    if "\t" in before.text or "\t" in line.text or _ITEM.match(line.text.strip()):
        return False
    if max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size):
        return False
    if before.bold != line.bold:
        return False
    down = before.base - line.base
    turned = down <= 0  # the next column or page
    if not turned and down > _NEW_BLOCK * shape.step * line.size:
        return False
    ended = bool(_ENDS.search(before.text.strip()))
    if line.text.strip()[:1].islower() and not ended:
        return True
    if _centred(before, line):
        return not ended
    if line.left > max(shape.left, before.left) + _INDENT * line.size and not turned:
        return False
    if line.bold and before.right < shape.right * 0.9 and not turned:
        return not ended
    word = _first_word(line)
    if before.right + word + 0.3 * line.size < shape.right and not turned:
        return False  # the word would have fitted: the break is meant
    if turned:
        return not ended
    return True


def _centred(before: Line, line: Line) -> bool:
    """Whether both stand around one middle without sharing an edge."""
    middles = abs((before.left + before.right) - (line.left + line.right)) / 2
    return middles < 0.5 * line.size and abs(before.left - line.left) > line.size


def _first_word(line: Line) -> float:
    """Its width."""
    width = 0.0
    for glyph in line.glyphs:
        if glyph.char.isspace():
            break
        width = glyph.box[2] - line.left
    return width


def _add(sheet: Sheet, block: list[Line]) -> None:
    """Appends the lines as one paragraph, words that were divided whole again."""
    runs, divided = Runs(), True
    for line in block:
        if not divided:
            runs.add(" ", line.glyphs[0].marks)
        for glyph in line.glyphs:
            runs.add(glyph.char.replace(_HYPHEN, ""), glyph.marks)
        divided = line.text.rstrip().endswith(_HYPHEN)
        if divided and _COMPOUND.search(line.text):
            runs.add("-", line.glyphs[-1].marks)
    text, group = runs.formatted(), None
    bullet = _BULLETS.match(text.text)
    if bullet:
        text = FormattedText(BULLET) + text.slice(bullet.end())
    if "\t" in text.text:
        group = "table"
    elif _ITEM.match(text.text):
        group = LIST
    sheet.add(text, group)
