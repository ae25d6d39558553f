"""Stages 1 and 2: what arrived, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.domain.text import FormattedText

MediaKind = Literal["photo", "video", "animation", "document", "audio"]


@dataclass(frozen=True, slots=True)
class Media:
    """A file that Telegram already holds, named by its `file_id` (valid for our bot only)."""

    kind: MediaKind
    file_id: str
    file_unique_id: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RawRelease:
    """Stage 1: what an editor sent, joined from the messages that it came in."""

    text: FormattedText
    media: tuple[Media, ...] = ()
    sender_id: int = 0
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    `tight`: it follows the block before it without an empty line (an item of a list).
    `continues`: it was delivered in one paragraph with the block before it.
    """

    text: FormattedText
    kind: Literal["paragraph"] = "paragraph"
    tight: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: the words said, and the attribution as it was delivered.

    `text` has no outer quotation marks. `attribution` is everything that the release says of the
    act of speaking («подчеркнул мэр Иван Петров на встрече»); `speaker` is its heart, role and
    name («мэр Иван Петров»), or None where none was found. `marked` is False for a block that the
    editor framed without quotation marks. `continues`: as in a paragraph.
    """

    text: FormattedText
    attribution: FormattedText | None = None
    speaker: str | None = None
    kind: Literal["quote"] = "quote"
    marked: bool = True
    continues: bool = False


Block = Paragraph | Quote

CutReason = Literal["noise", "repeated_headline", "footer", "contacts"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A line that was left out of the post, and why; listed under the card."""

    text: str
    reason: CutReason


WarningCode = Literal[
    "no_headline",
    "headline_long",
    "ad_without_label",
    "embargo",
    "adult",
    "nothing_but_media",
]


@dataclass(frozen=True, slots=True)
class Release:
    """Stage 2: what the release says."""

    headline: FormattedText | None
    rubric: str | None = None
    source: str | None = None
    date: str | None = None
    photo_credit: str | None = None
    blocks: tuple[Block, ...] = ()
    hashtags: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    age_mark: str | None = None
    cuts: tuple[Cut, ...] = ()
    warnings: tuple[WarningCode, ...] = field(default=())

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Quote))

    @property
    def lead(self) -> FormattedText | None:
        """The first paragraph of the body."""
        return next((b.text for b in self.blocks if isinstance(b, Paragraph)), None)
