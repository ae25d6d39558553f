"""Rich messages (Bot API 10.1): one message of blocks, for long texts and tables."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from bot.domain.release import Media
from bot.domain.text import FormattedText


@dataclass(frozen=True, slots=True)
class RichHeading:
    """A heading; `size` 1 is the largest, 6 the smallest."""

    text: FormattedText
    size: int = 1
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class RichParagraph:
    """A paragraph."""

    text: FormattedText
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class RichList:
    """A list; its items carry no bullets or numbers of their own."""

    items: tuple[FormattedText, ...]
    ordered: bool = False
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class RichTable:
    """A table; `header`: the first row names the columns."""

    rows: tuple[tuple[FormattedText, ...], ...]
    header: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class RichQuote:
    """A block quotation and who said it; `folded`: readers open it."""

    text: FormattedText
    credit: FormattedText | None = None
    folded: bool = False
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class RichPhotos:
    """Photos inside the message: one alone, more as a collage."""

    media: tuple[Media, ...]
    caption: FormattedText | None = None
    kind: Literal["photos"] = "photos"


@dataclass(frozen=True, slots=True)
class RichDetails:
    """Blocks that readers open; `summary` is always shown."""

    summary: FormattedText
    blocks: tuple[RichSimple, ...]
    kind: Literal["details"] = "details"


@dataclass(frozen=True, slots=True)
class RichFooter:
    """The small print at the end."""

    text: FormattedText
    kind: Literal["footer"] = "footer"


RichSimple = RichHeading | RichParagraph | RichList | RichTable | RichQuote | RichPhotos
RichBlock = RichSimple | RichDetails | RichFooter


def words_of(blocks: tuple[RichBlock, ...]) -> str:
    """Everything that the blocks say, one after another."""
    return "".join(_words(blocks))


def _words(value: Any) -> list[str]:
    if isinstance(value, FormattedText):
        return [value.text]
    if isinstance(value, tuple):
        return [word for each in value for word in _words(each)]
    if is_dataclass(value):
        return [word for field in fields(value) for word in _words(getattr(value, field.name))]
    return []
