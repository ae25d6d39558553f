"""The least `.doc` of Word 97 ([MS-CFB], [MS-DOC]): characters, no formatting."""

from __future__ import annotations

import struct

SECTOR, STREAM = 512, 4096
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
FIB = 1024  # bytes before the text


def doc(text: str) -> bytes:
    """A document of one piece; paragraphs end with a line feed."""
    words = text.replace("\n", "\r").encode("utf-16-le")
    pieces = struct.pack("<IIHIH", 0, len(text), 0, FIB, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    fib = bytearray(FIB)
    struct.pack_into("<HHHHHH", fib, 0, 0xA5EC, 0xC1, 0, 0x419, 0, 0)
    struct.pack_into("<II", fib, 0x18, FIB, FIB + len(words))
    struct.pack_into("<I", fib, 0x4C, len(text))
    struct.pack_into("<II", fib, 0x1A2, 0, len(clx))
    return _compound({"WordDocument": bytes(fib) + words, "0Table": clx})


def _compound(streams: dict[str, bytes]) -> bytes:
    """An OLE file: header, one sector of the table, one of names, then the streams."""
    table, body, entries, start = [0xFFFFFFFD, END], b"", b"", 2
    for number, (name, data) in enumerate(streams.items(), start=1):
        data = data.ljust(max(STREAM, -(-len(data) // SECTOR) * SECTOR), b"\0")
        count = len(data) // SECTOR
        table += [*range(start + 1, start + count), END]
        right = number + 1 if number < len(streams) else FREE
        entries += _entry(name, 2, start, len(data), right=right)
        body += data
        start += count
    names = (_entry("Root Entry", 5, END, 0, child=1) + entries).ljust(SECTOR, b"\0")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, STREAM, END, 0, END, 0)
        + struct.pack("<I", 0)
    ).ljust(SECTOR, b"\xff")
    filled = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return header + filled + names + body


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE
) -> bytes:
    called = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(called), kind, 1, FREE, right, child)
    return called.ljust(64, b"\0") + links + bytes(36) + struct.pack("<III", start, size, 0)
