"""Files of every kind, made on the spot; the wording is our own."""

from __future__ import annotations

from io import BytesIO

from docx import Document as Word
from PIL import Image

from bot.domain.document import Document
from bot.domain.text import FormattedText


def photo(width: int = 640, height: int = 480, form: str = "JPEG", **options: object) -> bytes:
    """A picture with something on it."""
    file = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(file, form, **options)
    return file.getvalue()


def word(document: Word) -> bytes:
    """The file of a document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def marked(text: FormattedText) -> list[tuple[str, str]]:
    """Each entity with the words it covers."""
    units = text.text.encode("utf-16-le")
    return [
        (entity.type, units[entity.offset * 2 : entity.end * 2].decode("utf-16-le"))
        for entity in text.entities
    ]


def sizes(document: Document) -> list[tuple[int, int]]:
    """The sizes of the pictures that are offered."""
    return [Image.open(BytesIO(picture.data)).size for picture in document.pictures]
