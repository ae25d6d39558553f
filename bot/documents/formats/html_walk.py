"""Goes through an HTML tree and lays out what a reader of the page sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.documents.formats.parts import Element
from bot.documents.formats.sheet import (
    BOLD,
    BULLET,
    ITALIC,
    LIST,
    PLAIN,
    STRIKE,
    UNDERLINE,
    Marks,
    Runs,
    Sheet,
    labelled,
    link,
)
from bot.domain.text import FormattedText

_UNSEEN = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "form",
    "button", "select", "input", "textarea", "canvas", "audio", "video", "map", "math",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "blockquote",
    "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "table", "tr", "td", "th",
    "caption", "pre", "address", "center", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "body",
    "title", "details", "summary", "fieldset", "tbody", "thead", "tfoot",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKS = {
    "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC, "u": UNDERLINE,
    "ins": UNDERLINE, "s": STRIKE, "strike": STRIKE, "del": STRIKE,
}  # fmt: skip
_CELLS = frozenset({"td", "th"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDE = 64  # columns that a cell may span


@dataclass(slots=True)
class _List:
    number: int | None  # of the next item; None for bullets


@dataclass(slots=True)
class _Table:
    rows: list[list[FormattedText]] = field(default_factory=list)
    reaching: dict[int, tuple[int, FormattedText]] = field(default_factory=dict)


class Walker:
    """The text goes to `sheet`, the addresses of pictures to `images`."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.images: list[str] = []
        self._runs = Runs()
        self._marks: list[Marks] = [PLAIN]
        self._lists: list[_List] = []
        self._label = ""
        self._tables: list[_Table] = []
        self._cell: list[Sheet] = []  # the sheets around the cells that are open
        self._pre = 0

    def walk(self, root: Element) -> None:
        """The whole tree, without recursion: pages nest as deep as they like."""
        from lxml import etree

        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if _unseen(element):
                    steps.skip_subtree()
                    element.set("hidden", "")  # its end comes all the same
                    continue
                self._start(element)
                self._text(element.text)
            else:
                if not _unseen(element):
                    self._end(element)
                if element is not root:
                    self._text(element.tail)
        self._close()

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._close()
        self._marks.append(self._marks[-1] | _marks(element))
        match tag:
            case "br":
                self._runs.add("\n", PLAIN)
            case "img":
                address = element.get("src") or ""
                if address and not _tiny(element):
                    self.images.append(address)
            case "pre":
                self._pre += 1
            case "ul" | "ol":
                number = _number(element.get("start"), 1) if tag == "ol" else None
                self._lists.append(_List(number))
            case "li":
                self._label = self._bullet(element)
            case "table" if not _only_layout(element):
                self._tables.append(_Table())
            case "tr" if self._tables:
                self._tables[-1].rows.append([])
            case "td" | "th" if self._tables and self._tables[-1].rows:
                self._reach()
                self._cell.append(self.sheet)
                self.sheet = Sheet()

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._close()
        self._marks.pop()
        match tag:
            case "pre":
                self._pre -= 1
            case "ul" | "ol" if self._lists:
                self._lists.pop()
            case "li":
                self._label = ""
            case "table" if self._tables and not _only_layout(element):
                self.sheet.table(self._tables.pop().rows)
            case "tr" if self._tables and self._tables[-1].rows:
                self._reach()
            case "td" | "th" if self._cell:
                self._end_cell(element)

    def _end_cell(self, element: Element) -> None:
        text, self.sheet = self.sheet.text(), self._cell.pop()
        table = self._tables[-1]
        row = table.rows[-1]
        down = _number(element.get("rowspan"), 1)
        wide = _number(element.get("colspan"), 1)
        for cell in (text, *[FormattedText()] * (wide - 1)):
            if down > 1:
                table.reaching[len(row)] = (down - 1, cell)
            row.append(cell)

    def _reach(self) -> None:
        """Fills the columns that a cell above covers."""
        table = self._tables[-1]
        row = table.rows[-1]
        while len(row) in table.reaching:
            column = len(row)
            left, text = table.reaching.pop(column)
            if left > 1:
                table.reaching[column] = (left - 1, text)
            row.append(text)

    def _bullet(self, element: Element) -> str:
        current = self._lists[-1] if self._lists else _List(None)
        if current.number is None:
            return BULLET
        number = _number(element.get("value"), current.number)
        current.number = number + 1
        return f"{number}. "

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._pre:
            text = _BLANKS.sub(" ", text)
            if self._runs.last in ("", " ", "\n"):
                text = text.lstrip(" ")
        self._runs.add(text, self._marks[-1])

    def _close(self) -> None:
        """Ends the paragraph that is open."""
        text = self._runs.formatted()
        self._runs = Runs()
        if text:
            in_list = bool(self._lists) and not self._tables
            self.sheet.add(labelled(self._label, text), LIST if in_list else None)
            self._label = ""


def _unseen(element: Element) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and "display:none" in style.replace(" ", "").lower()


def _marks(element: Element) -> Marks:
    tag = element.tag
    if tag == "a":
        return link(element.get("href"))
    if tag in _HEADINGS:
        return frozenset({BOLD})
    found = {_MARKS[tag]} if tag in _MARKS and not _emoji(element) else set()
    style = element.get("style")
    if style and tag in ("span", "font", "p", "div"):
        style = style.replace(" ", "").lower()
        if "font-weight:bold" in style or re.search(r"font-weight:[6-9]00", style):
            found.add(BOLD)
        if "font-style:italic" in style:
            found.add(ITALIC)
        if "line-through" in style:
            found.add(STRIKE)
        elif "text-decoration:underline" in style:
            found.add(UNDERLINE)
    return frozenset(found)


def _emoji(element: Element) -> bool:
    """Whether the tags are only how Telegram's pages draw an emoji: `<i class="emoji"><b>`."""
    parent = element.getparent()
    outer = "" if parent is None else parent.get("class", "")
    return "emoji" in f"{element.get('class', '')} {outer}".split()


def _tiny(element: Element) -> bool:
    """Whether the page itself shows the picture as an icon or a dot."""
    sizes = (_number(element.get(side), 10**6) for side in ("width", "height"))
    return min(sizes) < 100


def _only_layout(table: Element) -> bool:
    """Whether a table places things on the page rather than telling what belongs together."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    blocks = ("p", "div", "h1", "h2", "h3", "ul", "ol")
    cells = (cell for cell in table.iter("td", "th"))
    return any(sum(len(cell.findall(f".//{tag}")) for tag in blocks) > 3 for cell in cells)


def _number(text: str | None, default: int) -> int:
    match = re.match(r"\s*(\d{1,6})", text or "")
    return max(1, min(int(match[1]), _WIDE if default == 1 else 10**6)) if match else default
