"""A file of any kind → a document."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from bot.documents import refusals
from bot.documents.formats import pictures
from bot.documents.formats.kinds import Kind, kind_of
from bot.documents.formats.sheet import Found
from bot.domain.document import Document
from bot.domain.errors import InputError

# Each module has `read(data) -> Found`; imported when such a file comes.
_READERS = {
    Kind.TEXT: "text",
    Kind.WORD: "word",
    Kind.HTML: "html",
}


def extract(name: str, data: bytes, mime: str | None = None) -> Document:
    """The text and the pictures of a file; raises InputError."""
    found = read_any(name, data, mime)
    shown = pictures.presentable(found.pictures)
    if not found.text and not shown:
        raise refusals.textless()
    return Document(found.text, shown, tuple(found.unread))


def read_any(name: str, data: bytes, mime: str | None = None, depth: int = 0) -> Found:
    """What a file holds; `depth` counts the archives and letters around it."""
    kind = kind_of(data, name, mime)
    if kind is Kind.IMAGE:
        raise InputError("This is a picture, not a document. Send it as a photo.")
    if kind not in _READERS:
        raise refusals.unknown()
    module = import_module(f"bot.documents.formats.{_READERS[kind]}")
    reader: Callable[[bytes], Found] = module.read
    return reader(data)
