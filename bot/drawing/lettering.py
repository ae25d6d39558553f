"""Letters: the fonts, what they can show, and how wide it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL.ImageFont import FreeTypeFont, Layout, truetype

SMALL, BODY, DAY, TITLE = 32, 36, 44, 52  # pixels of 1080: 32 are 12 on a screen 390 wide

_ELLIPSIS = "…"
_NO_CHARACTER = "\uffff"  # every font draws it as what it draws for a missing letter
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f", "\u20e3"}  # they only build emoji
_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_SPACES = re.compile(r"[^\S\u00a0]+")  # those that a line may be cut at
_LONGEST = 300  # characters: more never fits, and measuring costs time


@lru_cache(maxsize=16)
def font(size: int, bold: bool = False) -> FreeTypeFont:
    """PT Sans at a size in pixels; it has the letters of every language of Russia."""
    name = "PTSans-Bold.ttf" if bold else "PTSans-Regular.ttf"
    data = BytesIO((files("bot.drawing") / "fonts" / name).read_bytes())
    # The basic layout looks the same wherever the bot runs; Raqm is not everywhere.
    return truetype(data, size, layout_engine=Layout.BASIC)


def showable(text: str) -> str:
    """The text on one line, without emoji and whatever else the font lacks."""
    composed = unicodedata.normalize("NFC", text[:_LONGEST]).replace(_NARROW, _NO_BREAK)
    return _SPACES.sub(" ", "".join(filter(_has, composed))).strip()


def fit(text: str, face: FreeTypeFont, width: float) -> str:
    """As much of the text as is `width` wide, with an ellipsis if it was cut."""
    if face.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if face.getlength(_cut(text, middle)) <= width:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low)


def wrap(text: str, face: FreeTypeFont, width: float, lines: int) -> list[str]:
    """The text on at most so many lines, cut between words; the last may end with an ellipsis."""
    words, found = text.split(" "), list[str]()
    while len(found) < lines - 1 and face.getlength(" ".join(words)) > width:
        count = len(words)
        while count > 1 and face.getlength(" ".join(words[:count])) > width:
            count -= 1
        if face.getlength(" ".join(words[:count])) > width:
            break  # one word is too long for a line
        found.append(" ".join(words[:count]))
        words = words[count:]
    return [*found, fit(" ".join(words), face, width)]


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip(" ,.;:—–-«(") + _ELLIPSIS


@lru_cache(maxsize=4096)
def _has(sign: str) -> bool:
    if sign.isspace():
        return True
    if sign in _JOINERS or unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return False
    return bytes(font(SMALL).getmask(sign)) != _missing()


@lru_cache(maxsize=1)
def _missing() -> bytes:
    return bytes(font(SMALL).getmask(_NO_CHARACTER))
