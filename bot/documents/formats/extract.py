"""A file of any kind → a document."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from bot.documents import limits, refusals
from bot.documents.formats import pictures
from bot.documents.formats.kinds import Kind, kind_of
from bot.documents.formats.sheet import Found
from bot.domain.document import Document, Picture
from bot.domain.errors import InputError
from bot.domain.text import FormattedText, join

# Modules with `read(data) -> Found`; imported when such a file comes.
_READERS = {
    Kind.TEXT: "text",
    Kind.WORD: "word",
    Kind.OLE: "legacy",
    Kind.ODT: "odt",
    Kind.RTF: "rtf",
    Kind.PDF: "pdf",
    Kind.HTML: "html",
}
# Modules with `read(data, depth) -> Found`: what they hold is read like files of its own.
_HOLDERS = {Kind.MAIL: "mail", Kind.ZIP: "archive"}
_TOO_MUCH = frozenset({refusals.excessive().message, refusals.endless().message})


def extract(name: str, data: bytes, mime: str | None = None) -> Document:
    """The text and the pictures of a file; raises InputError."""
    kind = kind_of(data, name, mime)
    if kind is Kind.IMAGE:
        raise InputError("This is a picture, not a document. Send it as a photo.")
    found = _read(kind, data, 0)
    shown = pictures.presentable(found.pictures)
    if not found.text and not shown:
        raise refusals.textless()
    return Document(found.text, shown, tuple(found.unread))


def _read(kind: Kind, data: bytes, depth: int) -> Found:
    """What a file holds; `depth` counts the archives and letters around it."""
    if kind in _HOLDERS:
        if depth >= limits.NESTING:
            raise InputError("The archives are nested too deep. Send the files themselves.")
        holder: Callable[[bytes, int], Found] = _module(_HOLDERS[kind]).read
        return holder(data, depth + 1)
    reader: Callable[[bytes], Found] = _module(_READERS[kind]).read
    return reader(data)


class Holder:
    """Gathers what the members of an archive or the attachments of a letter hold."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self.texts: list[FormattedText] = []
        self.pictures: list[Picture] = []
        self.unread: list[str] = []
        self.refused: list[InputError] = []

    def add(self, name: str, data: bytes, mime: str | None = None) -> None:
        """Reads a member; one that can't be read is named in `unread`.

        Raises InputError only where the whole is beyond measure.
        """
        try:
            kind = kind_of(data, name, mime)
            if kind is Kind.IMAGE:
                self.pictures.append(Picture(name, data))
                return
            inner = _read(kind, data, self._depth)
        except InputError as error:
            if error.message in _TOO_MUCH:
                raise
            self.unread.append(name.rpartition("/")[2])
            self.refused.append(error)
            return
        self.texts.append(inner.text)
        self.pictures.extend(inner.pictures)
        self.unread.extend(inner.unread)
        if sum(len(text.text) for text in self.texts) > limits.TEXT:
            raise refusals.excessive()

    def found(self) -> Found:
        """All of it, one after another."""
        text = join([text for text in self.texts if text], "\n\n")
        return Found(text, self.pictures, self.unread)


def _module(name: str) -> Any:
    return import_module(f"bot.documents.formats.{name}")
