"""Stages 3 to 5: the post, its state, and what was published."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.release import Media
from bot.domain.text import EMPTY, FormattedText

PartKind = Literal["text", "photo", "video", "animation", "document", "audio", "album"]


@dataclass(frozen=True, slots=True)
class Part:
    """One Bot API call: a text, a file with a caption, or an album with one common caption."""

    kind: PartKind
    text: FormattedText = EMPTY
    media: tuple[Media, ...] = ()

    @property
    def messages(self) -> int:
        """How many messages the part becomes in the chat."""
        return max(1, len(self.media))

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
    link_preview: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """Stage 3: what readers will see, ready to be sent part by part."""

    parts: tuple[Part, ...]
    options: Options = Options()

    @property
    def characters(self) -> int:
        """The length in characters, as Telegram counts (bot-api.md §3)."""
        return sum(len(part.text.text) for part in self.parts)


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


@dataclass(frozen=True, slots=True)
class PublishedMessage:
    """Stage 5: one message in the channel. `sent_at` is UTC."""

    post_id: int
    part: int
    index: int
    message_id: int
    sent_at: datetime
    fingerprint: str
