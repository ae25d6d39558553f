"""Stages 1 and 2: what arrived, what an editor decided about it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.domain.channel import Look
from bot.domain.correction import Correction, Sequel
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
    """Stage 1: what an editor sent, joined from the messages that it came in.

    `found` are the photos inside a document: they are offered, an editor takes them; those that
    were taken are in `media` too. `link` is the address of the page that the text is from.
    """

    text: FormattedText
    media: tuple[Media, ...] = ()
    sender_id: int = 0
    received_at: datetime | None = None
    found: tuple[Media, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an editor decided about a release beside its text; reading it anew keeps to them.

    `keep`: cut lines that were put back. `headline`, `rubric`, `source`: None as the release has
    it, an empty `rubric` or `source` for none. `normal_case`: a headline in capitals is written
    as a sentence. `look`: how this one post is shown. `corrections` and `sequel`: what a
    published post tells of its own history.
    """

    keep: tuple[str, ...] = ()
    headline: str | None = None
    rubric: str | None = None
    source: str | None = None
    normal_case: bool = False
    look: Look = field(default_factory=Look)
    corrections: tuple[Correction, ...] = ()
    sequel: Sequel | None = None

    def for_another_text(self) -> Wishes:
        """Those that are no matter of the text, which is written anew."""
        return replace(self, keep=(), headline=None, rubric=None, source=None, normal_case=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    `tight`: it follows the block before it without an empty line (an item of a list).
    `continues`: it was delivered in one paragraph with the block before it.
    `item`: it is an item of a list; its text begins with the bullet or number it came with.
    """

    text: FormattedText
    kind: Literal["paragraph"] = "paragraph"
    tight: bool = False
    continues: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside the body, «Для справки» among them."""

    text: FormattedText
    kind: Literal["subhead"] = "subhead"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the widest, empty ones included."""

    rows: tuple[tuple[FormattedText, ...], ...]
    header: bool = False  # the first row names the columns
    kind: Literal["table"] = "table"


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


Block = Paragraph | Quote | Subhead | Table

CutReason = Literal[
    "noise", "repeated_headline", "footer", "contacts", "embargo", "style"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """A line that was left out of the post, and why; listed under the card.

    `style`: the release says it, but the channel's house style does not show it.
    """

    text: str
    reason: CutReason


WarningCode = Literal[
    "no_headline",
    "headline_long",
    "headline_caps",
    "headline_case",
    "ad_without_label",
    "embargo",
    "adult",
    "personal_data",
    "insecure_link",
    "correction",
    "nothing_but_media",
    "near_duplicate",
]


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that an editor has to confirm before the post may go out.

    `detail` is what it is about, as it stands in the release: the phone, the link, the phrase.
    """

    code: WarningCode
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Embargo:
    """The wish that nothing be published before `until` (UTC); None: the time was not told."""

    phrase: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """Stage 2: what the release says.

    `byline` names the author, `dateline` the place and date that open the lead; both stay where
    the house style wants them. `subtitle` stands under the headline.
    """

    headline: FormattedText | None
    subtitle: FormattedText | None = None
    rubric: str | None = None
    source: str | None = None
    date: str | None = None
    byline: str | None = None
    photo_credit: str | None = None
    blocks: tuple[Block, ...] = ()
    hashtags: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    age_mark: str | None = None
    embargo: Embargo | None = None
    cuts: tuple[Cut, ...] = ()
    warnings: tuple[Caution, ...] = field(default=())

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Quote))

    @property
    def lead(self) -> FormattedText | None:
        """The first paragraph of the body."""
        return next((b.text for b in self.blocks if isinstance(b, Paragraph)), None)
