"""How a document and its reader's answer travel between the two processes: JSON, then bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from bot.domain.document import Document, Picture
from bot.domain.errors import InputError
from bot.domain.text import Entity, FormattedText


def pack(header: dict[str, Any], *blobs: bytes) -> bytes:
    """One line of JSON, then the blobs."""
    line = json.dumps({**header, "sizes": [len(blob) for blob in blobs]}, ensure_ascii=True)
    return b"".join((line.encode(), b"\n", *blobs))


def unpack(message: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The header and the blobs; raises ValueError for a message that is cut short."""
    line, _, rest = message.partition(b"\n")
    header = json.loads(line)
    if sum(header["sizes"]) != len(rest):
        raise ValueError("cut short")
    blobs, start = [], 0
    for size in header["sizes"]:
        blobs.append(rest[start : start + size])
        start += size
    return header, blobs


def answer(document: Document) -> bytes:
    """A document as a message."""
    header = {
        "text": document.text.text,
        "entities": [
            {name: value for name, value in asdict(entity).items() if value is not None}
            for entity in document.text.entities
        ],
        "names": [picture.name for picture in document.pictures],
        "unread": document.unread,
    }
    return pack(header, *(picture.data for picture in document.pictures))


def refusal(error: InputError) -> bytes:
    """An error as a message."""
    return pack({"error": error.message, "params": error.params})


def document(message: bytes) -> Document:
    """The document that was answered; raises the InputError that was, ValueError for neither."""
    header, blobs = unpack(message)
    if "error" in header:
        said = header["error"]
        raise InputError(said, **header["params"])
    entities = tuple(Entity(**entity) for entity in header["entities"])
    pictures = map(Picture, header["names"], blobs)
    text = FormattedText(header["text"], entities)
    return Document(text, tuple(pictures), tuple(header["unread"]))
