"""An .rtf: text, formatting, tables and pictures.

Read by our own hands: striprtf gives plain text only.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field, replace

from bot.documents import limits, refusals
from bot.documents.formats.rtf_tokens import Token, tokens
from bot.documents.formats.sheet import (
    BOLD,
    BULLET,
    ITALIC,
    LIST,
    PLAIN,
    STRIKE,
    UNDERLINE,
    Found,
    Mark,
    Marks,
    Runs,
    Sheet,
    labelled,
    link,
)
from bot.domain.document import Picture
from bot.domain.text import FormattedText

_UNSEEN = frozenset({
    "colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer",
    "footerl", "footerr", "footerf", "xe", "tc", "nonshppict", "themedata", "datastore",
    "colorschememapping", "latentstyles", "object", "objdata", "generator", "listtable",
    "listoverridetable", "revtbl", "rsidtbl", "annotation", "atnid", "atnauthor",
    "bkmkstart", "bkmkend", "fontemb", "filetbl", "mmathPr", "sp", "userprops", "xmlnstbl",
})  # fmt: skip
_MARKS: dict[str, Mark] = {
    "b": BOLD, "i": ITALIC, "ul": UNDERLINE, "strike": STRIKE, "striked": STRIKE,
}  # fmt: skip
_SAID = {
    "tab": " ", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 161: "cp1253", 162: "cp1254", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250", 254: "cp437",
}  # fmt: skip
_SYMBOLS = 2  # the charset of fonts that draw bullets
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')
_DOTS = re.compile(r"[\W_]{0,3}")


@dataclass(slots=True)
class _State:
    """What a group inherits and changes."""

    marks: Marks = PLAIN
    kept: str = "text"  # where the text goes: text, or the name of a destination
    hidden: bool = False
    font: int | None = None
    skip: int = 1  # characters after a \u that stand for it


@dataclass(slots=True)
class _Reader:
    sheet: Sheet = field(default_factory=Sheet)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    codepage: str = "cp1251"
    fonts: dict[int, int] = field(default_factory=dict)  # their charsets
    runs: Runs = field(default_factory=Runs)
    cells: list[FormattedText] = field(default_factory=list)
    rows: list[list[FormattedText]] = field(default_factory=list)
    in_table: bool = False
    heading: bool = False
    label: str = ""
    instruction: str = ""
    links: list[tuple[int, str]] = field(default_factory=list)  # depth of the field, address
    hexes: list[bytes] = field(default_factory=list)
    notes: list[FormattedText] = field(default_factory=list)
    before_note: list[Runs] = field(default_factory=list)
    pending: int = 0  # characters still to be skipped
    high: int = 0  # the first half of a character beyond 0xFFFF
    starred: bool = False

    def take(self, token: Token) -> None:
        if token.brace == "{":
            if len(self.stack) >= limits.DEPTH:
                raise refusals.excessive()
            self.stack.append(self.state)
            self.state = replace(self.state)
        elif token.brace == "}":
            self._leave()
        elif token.word:
            self._word(token.word, token.number)
        elif token.symbol:
            self._symbol(token.symbol)
        else:
            self._bytes(token.data)

    def _leave(self) -> None:
        kept = self.state.kept
        if not self.stack:
            return
        outer = self.stack.pop()
        if kept != outer.kept:
            if kept == "fldinst":
                found = _HYPERLINK.search(self.instruction)
                if found:
                    self.links.append((len(self.stack), found[1]))
            elif kept == "pict":
                self._picture()
            elif kept == "footnote":
                self.notes.append(self.runs.formatted())
                self.runs = self.before_note.pop()
        while self.links and self.links[-1][0] > len(self.stack):
            self.links.pop()
        self.state = outer

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if word in _MARKS:
            mark = {_MARKS[word]}
            on = number != 0
            self.state.marks = self.state.marks | mark if on else self.state.marks - mark
            return
        if word in _SAID:
            self._say(_SAID[word])
            return
        match word:
            case "par" | "sect" | "page":
                self._paragraph()
            case "pard":
                self.in_table, self.heading, self.label = False, False, ""
            case "plain":
                self.state.marks, self.state.hidden = PLAIN, False
            case "ulnone":
                self.state.marks -= {UNDERLINE}
            case "v" | "deleted":
                self.state.hidden = number != 0
            case "intbl":
                self.in_table = True
            case "outlinelevel":
                self.heading = (number or 0) < 9
            case "cell" | "nestcell":
                self.cells.append(self.runs.formatted())
                self.runs = Runs()
            case "row" | "nestrow":
                self.rows.append(self.cells)
                self.cells = []
            case "u":
                self._unit((number or 0) % 0x10000)
                self.pending = self.state.skip
            case "uc":
                self.state.skip = number or 0
            case "f":
                self.state.font = number
            case "fcharset" if self.state.font is not None:
                self.fonts[self.state.font] = number or 0
            case "ansicpg" if number:
                self.codepage = f"cp{number}"
            case "mac":
                self.codepage = "mac_cyrillic"
            case "pca" | "pc":
                self.codepage = "cp866"
            case "listtext" | "pntext":
                self._destination("listtext")
            case "pict" | "fldinst" | "footnote" | "fonttbl":
                self._destination(word)
            case _ if starred or word in _UNSEEN:
                if word not in ("shppict", "shpinst", "shptxt", "shp"):
                    self.state.kept = "nothing"

    def _destination(self, word: str) -> None:
        if self.state.kept == "nothing":
            return
        self.state.kept = word
        if word == "fldinst":
            self.instruction = ""
        elif word == "pict":
            self.hexes = []
        elif word == "listtext":
            self.label = ""
        elif word == "footnote":
            self.runs.add(f"[{len(self.notes) + 1}]", self._marks())
            self.before_note.append(self.runs)
            self.runs = Runs()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.starred = True
        elif symbol in "\\{}":
            self._say(symbol)
        elif symbol == "~":
            self._say("\u00a0")
        elif symbol == "_":
            self._say("-")
        elif symbol in "\r\n":
            self._paragraph()

    def _bytes(self, data: bytes) -> None:
        self.starred = False
        if self.state.kept == "pict":
            self.hexes.append(data)
            return
        if self.pending:
            skipped = min(self.pending, len(data))
            self.pending -= skipped
            data = data[skipped:]
        charset = self.fonts.get(self.state.font or 0)
        codepage = self.codepage
        if charset not in (None, 0, 1, _SYMBOLS):
            codepage = _CHARSETS.get(charset or 0, codepage)
        try:
            self._say(data.decode(codepage, "replace"))
        except LookupError:
            self._say(data.decode("cp1251", "replace"))

    def _unit(self, unit: int) -> None:
        if 0xD800 <= unit < 0xDC00:
            self.high = unit
        elif 0xDC00 <= unit < 0xE000 and self.high:
            self._say(chr(0x10000 + ((self.high - 0xD800) << 10) + unit - 0xDC00))
        else:
            self._say(chr(unit))

    def _say(self, text: str) -> None:
        match self.state.kept:
            case "text" | "footnote" if not self.state.hidden:
                self.runs.add(text, self._marks())
            case "listtext":
                self.label += text
            case "fldinst":
                self.instruction += text[: 4096 - len(self.instruction)]

    def _marks(self) -> Marks:
        if not self.links:
            return self.state.marks
        return (self.state.marks - {UNDERLINE}) | link(self.links[-1][1])

    def _paragraph(self) -> None:
        if self.state.kept == "footnote":
            self.runs.add(" ")
            return
        if self.state.kept != "text":
            return
        if self.in_table:
            self.runs.add("\n")
            return
        self._end_table()
        label = self.label.strip()
        if label:
            label = BULLET if _DOTS.fullmatch(label) else f"{label} "
        text = self.runs.formatted(frozenset({BOLD}) if self.heading else PLAIN)
        self.sheet.add(labelled(label, text), LIST if label else None)
        self.runs, self.label = Runs(), ""

    def _end_table(self) -> None:
        if self.rows:
            self.sheet.table(self.rows)
            self.rows = []

    def _picture(self) -> None:
        digits = b"".join(self.hexes).translate(None, b" \t\r\n")
        self.hexes = []
        try:
            data = binascii.unhexlify(digits[: len(digits) // 2 * 2])
        except binascii.Error:
            return
        if data.startswith((b"\xff\xd8", b"\x89PNG")):
            self.sheet.pictures.append(Picture("picture", data))

    def end(self) -> Found:
        if self.stack:
            raise refusals.broken()  # groups are open: the rest of the file is missing
        self.state = _State()
        self.in_table = False
        self._paragraph()
        self._end_table()
        for number, note in enumerate(self.notes, start=1):
            self.sheet.add(labelled(f"[{number}] ", note), "notes")
        return self.sheet.found()


def read(data: bytes) -> Found:
    """The text and the pictures."""
    reader = _Reader()
    for token in tokens(data):
        reader.take(token)
    return reader.end()
