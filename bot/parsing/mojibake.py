"""Text that was decoded wrongly and saved so: «РџСЂРёРІРµС‚», «ÐŸÑ€Ð¸», «Ïðèâåò»."""

from __future__ import annotations

import re
from collections.abc import Callable

# UTF-8 read in a one-byte encoding: nearly every letter came from one of two first bytes.
_READ_AS = {
    "windows-1251": re.compile(r"[РС][\u0080-\u00bf\u0400-\u045f\u0490\u0491\u2010-\u2122]"),
    "windows-1252": re.compile(r"[ÐÑ][\u0080-\u00bf\u0152-\u02dc\u2010-\u2122]"),
}
_WESTERN = re.compile(r"[À-ÿ]")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]")
_LEAST = 8  # letters; a foreign word is none of ours
_SHARE = 0.5  # of all letters


def mend(text: str, by_letters: Callable[[bytes], str | None]) -> str:
    """`text` as it was meant, where that is sure; else as it is.

    `by_letters` decodes bytes of a one-byte encoding, None where they aren't Russian.
    """
    letters = sum(map(str.isalpha, text))
    for encoding, pairs in _READ_AS.items():
        if 2 * len(pairs.findall(text)) < _SHARE * letters or not letters:
            continue
        data = _bytes(text, encoding)
        try:
            meant = data.decode("utf-8") if data else ""
        except UnicodeDecodeError:
            continue
        if len(_RUSSIAN.findall(meant)) > _SHARE * sum(map(str.isalpha, meant)):
            return meant
    western = len(_WESTERN.findall(text))
    if western >= _LEAST and western > _SHARE * letters and not _RUSSIAN.search(text):
        data = _bytes(text, "windows-1252")
        return (by_letters(data) if data else None) or text
    return text


def _bytes(text: str, encoding: str) -> bytes | None:
    """The bytes that were read; what the encoding has no sign for was kept as its number."""
    found = bytearray()
    for char in text:
        try:
            found += char.encode(encoding)
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return None
            found.append(ord(char))
    return bytes(found)
