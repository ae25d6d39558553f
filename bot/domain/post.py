"""Stages 3 to 5: the post, its state, and what was published."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.channel import LinkPreview
from bot.domain.release import Media
from bot.domain.rich import RichBlock
from bot.domain.text import EMPTY, FormattedText

PartKind = Literal["text", "photo", "video", "animation", "document", "audio", "album", "rich"]


@dataclass(frozen=True, slots=True)
class Part:
    """One Bot API call: a text, a file with a caption, an album with one common caption, or a
    rich message.

    Of a rich message, `text` is what it says without tables and headings, for lists, search and
    clients that don't know such messages; `media` are the files inside `rich`.
    """

    kind: PartKind
    text: FormattedText = EMPTY
    media: tuple[Media, ...] = ()
    rich: tuple[RichBlock, ...] = ()

    @property
    def messages(self) -> int:
        """How many messages the part becomes in the chat."""
        return len(self.media) if self.kind == "album" else 1

    def fingerprint(self) -> str:
        """What the part says, as 32 hexadecimal digits: equal parts look equal in a channel."""
        said = [self.kind, " ".join(self.text.text.split())]
        said += [f"{e.type}:{e.url or ''}" for e in self.text.entities]
        said += [media.file_unique_id for media in self.media]
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Options:
    """How the post is shown, beside what it says."""

    silent: bool = False
    link_preview: LinkPreview = "off"
    caption_above: bool = False  # the text of a photo or video stands above it


@dataclass(frozen=True, slots=True)
class Post:
    """Stage 3: what readers will see, ready to be sent part by part."""

    parts: tuple[Part, ...]
    options: Options = Options()

    @property
    def characters(self) -> int:
        """The length in characters, as Telegram counts (bot-api.md §3)."""
        return sum(len(part.text.text) for part in self.parts)

    def fingerprint(self) -> str:
        """Everything that is approved, as 32 hexadecimal digits."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]


class Status(enum.StrEnum):
    """Where a post is on its way."""

    DRAFT = "draft"  # shown to the editor, waits for a decision
    QUEUED = "queued"  # has a due time
    SENDING = "sending"  # claimed: a call may be under way
    SENT = "sent"  # every part is in the channel
    UNCERTAIN = "uncertain"  # a call's outcome is unknown; an editor decides
    HELD = "held"  # too late for its time; an editor decides
    FAILED = "failed"  # refused for good; the editors were told
    DELETED = "deleted"  # an editor dropped it


# States in which an editor may still change a post or its time.
EDITABLE = (Status.DRAFT, Status.QUEUED, Status.HELD, Status.FAILED)


@dataclass(frozen=True, slots=True)
class PublishedMessage:
    """Stage 5: one message in the channel. `sent_at` is UTC."""

    post_id: int
    part: int
    index: int
    message_id: int
    sent_at: datetime
    fingerprint: str
