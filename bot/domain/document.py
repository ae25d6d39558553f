"""What a document holds, once it was read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.text import FormattedText


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside a document: a JPEG or PNG that Telegram takes as a photo."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document and its pictures, in their order.

    The text is laid out as a pasted one: paragraphs parted by an empty line, headings as bold
    lines, items of lists as lines that begin with «• » or their number, a table as one line per
    row with tabs between its cells. Bold, italic, links and the like are entities.
    `unread` names the attachments and members that could not be read.
    """

    text: FormattedText
    pictures: tuple[Picture, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """What an address answered: a name for it, made from the address, and the bytes."""

    name: str
    data: bytes
