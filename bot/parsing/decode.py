"""The text of a `.txt` file, in whatever encoding it came."""

from __future__ import annotations

import re

from bot.domain.errors import InputError
from bot.parsing.mojibake import mend

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SINGLE = ("windows-1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_RARE = frozenset({"iso8859-5", "mac-cyrillic"})
_RARITY = 0.1  # of the score: without better evidence a file is of a common encoding
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff",
    b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"\xca\xfe\xba\xbe", b"#!",
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Russian letters from the most to the least frequent; a wrong guess shuffles them.
_BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_WEIGHT = {letter: 1 - place / 33 for place, letter in enumerate(_BY_FREQUENCY)}
_WORD = re.compile(r"[А-Яа-яЁё]+")
_NOT_LETTERS = re.compile(r"[^\x00-\x7fА-Яа-яЁё«»„“”–—…№’‘°•·\u00a0]")
_ENOUGH = 0.6
SAMPLE = 20_000  # characters; more tell nothing new


def decode(data: bytes) -> str:
    """The characters of a text file; raises InputError for programs, pictures and broken text."""
    if data.startswith(_PROGRAMS):
        raise InputError("This file is not plain text. Send the release as text or a .txt file.")
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return _sound(_strict(data[len(mark) :], encoding))
    if b"\x00" in data:
        return _sound(_wide(data))
    try:
        return _sound(mend(data.decode("utf-8"), _of_one_byte))
    except UnicodeDecodeError:
        text = _of_one_byte(data)
    if text is None:
        raise _broken()
    return _sound(text)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _broken() from None


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: in Russian text every second byte is 0x04 or 0x00."""
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if len(data) % 2 == 0 and sum(map(high.count, (b"\x04", b"\x00"))) > 0.9 * len(high):
            return _strict(data, encoding)
    raise InputError("This file is not plain text. Send the release as text or a .txt file.")


def _of_one_byte(data: bytes) -> str | None:
    """The text in the one-byte encoding in which it looks most like Russian; None in none."""
    score, encoding = max(
        (_russian(data[:SAMPLE], name) - _RARITY * (name in _RARE), name) for name in _SINGLE
    )
    return data.decode(encoding, "replace") if score >= _ENOUGH else None


def _russian(data: bytes, encoding: str) -> float:
    """How much the text looks Russian, up to 1."""
    text = data.decode(encoding, "replace")
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if not letters:
        return 0.0
    strange = len(_NOT_LETTERS.findall(text))
    common = sum(_WEIGHT[char] for word in words for char in word.lower())
    # Koi8-r and windows-1251 mirror one another's case: a wrong guess gives «пРИВЕТ».
    shaped = sum(len(word) for word in words if word[1:].islower() or word.isupper())
    return (0.5 * common + 0.5 * shaped - 2 * strange) / letters


def _sound(text: str) -> str:
    if len(_CONTROLS.findall(text)) > max(2, len(text) // 200):
        raise InputError("This file is not plain text. Send the release as text or a .txt file.")
    return text


def _broken() -> InputError:
    return InputError("The text of this file is broken. Save it as UTF-8 and send it again.")
