"""Stages 3 to 5: the post, its state, and what was published."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.domain.channel import LinkPreview, Pin
from bot.domain.digest import digest
from bot.domain.keyboard import Keyboard
from bot.domain.release import Media
from bot.domain.rich import RichBlock, words_of
from bot.domain.sighting import fingerprint_of
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

    def items(self) -> tuple[Part, ...]:
        """The messages that the part becomes, as parts of one message each."""
        if self.kind != "album":
            return (self,)
        return tuple(
            Part(media.kind, EMPTY if number else self.text, (media,))
            for number, media in enumerate(self.media)
        )

    @property
    def prints(self) -> tuple[str, ...]:
        """The fingerprints of the messages that it becomes, in order."""
        return tuple(
            fingerprint_of(item.kind, words_of(item.rich))
            if item.kind == "rich"
            else fingerprint_of(
                item.kind, item.text.text, [media.file_unique_id for media in item.media]
            )
            for item in self.items()
        )

    def fingerprint(self) -> str:
        """What the part says, as 32 hexadecimal digits."""
        return self.prints[0] if len(self.prints) == 1 else digest(self.prints)


@dataclass(frozen=True, slots=True)
class Options:
    """How the post is shown beside what it says, and what happens to it once it is out."""

    silent: bool = False
    link_preview: LinkPreview = "off"
    caption_above: bool = False  # the text of a photo or video stands above it
    protect: bool = False  # readers can't forward or save it
    pin: Pin | None = None
    delete_after: timedelta | None = None  # counted from its publication
    comment: FormattedText | None = None  # put under it in the discussion group


@dataclass(frozen=True, slots=True)
class Delivery:
    """A part as it is sent, with all that goes with it.

    `reply_to` is the number of a message in the same chat that it answers; where that is gone, it
    is sent all the same.
    """

    part: Part
    options: Options = Options()
    buttons: Keyboard = ()
    reply_to: int | None = None
    thread_id: int | None = None  # a topic of a group

    @property
    def look(self) -> str:
        """All that readers see of it but its buttons, as 32 hexadecimal digits."""
        match self.part.kind:
            case "text":
                return digest((self.part, self.options.link_preview))
            case "rich":
                return digest(self.part)
            case _:
                return digest((self.part, bool(self.part.text) and self.options.caption_above))


@dataclass(frozen=True, slots=True)
class Post:
    """Stage 3: what readers will see, ready to be sent part by part."""

    parts: tuple[Part, ...]
    options: Options = Options()
    buttons: Keyboard = ()

    @property
    def characters(self) -> int:
        """The length in characters, as Telegram counts (bot-api.md §3)."""
        return sum(len(part.text.text) for part in self.parts)

    @property
    def carrier(self) -> int | None:
        """The number of the part under which the buttons stand: the last that is no album.

        None: there is none, since albums can't have buttons (bot-api.md §1).
        """
        numbers = range(len(self.parts) - 1, -1, -1)
        return next((number for number in numbers if self.parts[number].kind != "album"), None)

    def delivery(self, number: int, reply_to: int | None = None) -> Delivery:
        """A part, by its number from 0, ready to be sent; the first is what replies."""
        return Delivery(
            self.parts[number],
            self.options,
            self.buttons if number == self.carrier else (),
            None if number else reply_to,
        )

    def deliveries(self) -> tuple[Delivery, ...]:
        """All the parts, ready to be sent."""
        return tuple(map(self.delivery, range(len(self.parts))))

    def with_options(self, **changes: Any) -> Post:
        """The same with some of its options changed."""
        return replace(self, options=replace(self.options, **changes))

    def fingerprint(self) -> str:
        """Everything that readers see or that an editor approved, as 32 hexadecimal digits."""
        return digest(self)


class Status(enum.StrEnum):
    """Where a post is on its way."""

    DRAFT = "draft"  # shown to the editor, waits for a decision
    REVIEW = "review"  # submitted: waits for the word of who may approve it
    QUEUED = "queued"  # has a due time
    SENDING = "sending"  # claimed: a call may be under way
    SENT = "sent"  # every part is in the channel
    CHECKING = "checking"  # a call's outcome is unknown; the bot looks for the post
    UNCERTAIN = "uncertain"  # the same, and nothing to be found out: an editor decides
    HELD = "held"  # too late for its time; an editor decides
    FAILED = "failed"  # refused for good; the editors were told
    DELETED = "deleted"  # an editor dropped it
    WITHDRAWN = "withdrawn"  # it was out; an editor took it back


# Out, or nobody knows yet whether it is.
ON_THE_WAY = (Status.SENDING, Status.CHECKING)

# States in which an editor may still change a post or its time.
EDITABLE = (Status.DRAFT, Status.REVIEW, Status.QUEUED, Status.HELD, Status.FAILED)


@dataclass(frozen=True, slots=True)
class PublishedMessage:
    """Stage 5: one message in the channel. `sent_at` is UTC."""

    post_id: int
    part: int
    index: int
    message_id: int
    sent_at: datetime
    fingerprint: str
