"""The words that an .rtf is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # a control word, its number, the space that ends it
    rb"|\\'([0-9a-fA-F]{2})"  # a byte in the font's encoding
    rb"|\\([^a-zA-Z])"  # a control symbol
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)


class Token(NamedTuple):
    """One of: a control word with its number, bytes of text, a control symbol, a brace."""

    word: str = ""
    number: int | None = None
    data: bytes = b""
    symbol: str = ""
    brace: str = ""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of the file; bytes of a `\\bin` are passed over."""
    place, end = 0, len(data)
    while place < end:
        match = _TOKEN.match(data, place)
        if match is None:  # a backslash at the very end
            return
        place = match.end()
        word, number, byte, symbol, brace, text = match.groups()
        if word:
            count = int(number) if number else None
            if word == b"bin" and count and count > 0:
                place += count
                continue
            yield Token(word=word.decode(), number=count)
        elif byte:
            yield Token(data=bytes.fromhex(byte.decode()))
        elif symbol:
            yield Token(symbol=symbol.decode("latin-1"))
        elif brace:
            yield Token(brace=brace.decode())
        elif text:
            yield Token(data=text)
