"""What queries return where the domain has no type of its own for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.correction import CorrectionKind
from bot.domain.desk import Place
from bot.domain.errand import Task
from bot.domain.evidence import Finding
from bot.domain.people import Role
from bot.domain.post import Post, Status
from bot.domain.release import Caution, Media
from bot.domain.text import FormattedText


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post and where it is on its way."""

    id: int
    channel_id: int
    release_id: int
    story_id: int
    editor_id: int
    changed_by: int
    status: Status
    version: int
    edition: int
    post: Post
    title: str
    cautions: tuple[Caution, ...]
    confirmed: tuple[Caution, ...]
    due_at: datetime | None
    urgent: bool
    through_quiet: bool
    embargo_until: datetime | None
    continues_id: int | None
    repeat: str | None
    wanted: str | None
    wanted_at: datetime | None
    approved_by: int | None
    approved: str | None
    holder_id: int | None
    held_until: datetime | None
    not_before: datetime | None
    next_part: int
    tries: int
    error: str | None
    created_at: datetime
    touched_at: datetime
    sent_at: datetime | None

    @property
    def unconfirmed(self) -> tuple[Caution, ...]:
        """What an editor has not yet said «Да» to; such a post goes nowhere."""
        return tuple(caution for caution in self.cautions if caution not in self.confirmed)


@dataclass(frozen=True, slots=True)
class DueLine:
    """What decides whether a queued post goes out now."""

    id: int
    due_at: datetime
    urgent: bool
    through_quiet: bool
    embargo_until: datetime | None
    not_before: datetime | None
    next_part: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What a post was from one change of its content to the next."""

    post_id: int
    edition: int
    release_id: int
    post: Post
    made_by: int
    made_at: datetime


ApprovalAct = Literal["submitted", "approved", "rejected", "lift_asked", "embargo_lifted"]


@dataclass(frozen=True, slots=True)
class Approval:
    """What a person said of exactly one edition of a post."""

    id: int
    post_id: int
    edition: int
    fingerprint: str  # of the post, see Post.fingerprint
    act: ApprovalAct
    user_id: int
    reason: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post as a line of a list."""

    id: int
    channel_id: int
    status: Status
    title: str
    due_at: datetime | None
    sent_at: datetime | None
    urgent: bool
    version: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of a release in the making."""

    update_id: int
    message_id: int
    media_group_id: str | None
    forwarded: bool
    pasted: bool  # typed or pasted text, which clients cut; no caption and no file
    text: FormattedText
    media: tuple[Media, ...]
    sent_at: datetime  # by Telegram's clock, in whole seconds
    found: tuple[Media, ...] = ()  # photos inside a document


DocumentKind = Literal["file", "link"]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A message with a document or a bare link, whose text is still to be read."""

    update_id: int
    chat_id: int
    user_id: int
    message_id: int
    media_group_id: str | None
    forwarded: bool
    sent_at: datetime  # by Telegram's clock
    kind: DocumentKind
    address: str  # Telegram's file_id, or the URL
    name: str
    caption: FormattedText
    edits_post_id: int | None = None
    edits_edition: int | None = None
    thread_id: int | None = None
    found: tuple[Media, ...] | None = None  # its photos; None until they are uploaded
    tries: int = 0  # failed ones
    waits: int = 0  # how often it was put off

    @property
    def place(self) -> Place:
        """Where it was sent."""
        return Place(self.chat_id, self.thread_id)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A release in the making."""

    id: int
    chat_id: int
    thread_id: int | None
    user_id: int
    edits_post_id: int | None
    edits_edition: int | None
    post_id: int | None
    close_at: datetime
    closed_at: datetime | None


# What a transaction may leave behind for others to do.
Left = Literal["notices"]

NoticeKind = Literal[
    "draft",  # the preview and the card
    "review",  # the same for those who may approve
    "lift",  # the same for those who may lift an embargo
    "card",  # the card changes where it stands
    "changed",  # the same after an act on what is published
    "returned",  # the card anew, with the reason
    "approved",
    "voided",  # an approval that a change of the post took away
    "lifted",
    "sent",
    "tip",  # what a reader handed in; no post says it
    "direct",  # something to be done in a channel's direct messages (tip_answers)
    "twin",  # a late copy of it was removed from the channel
    "failed",
    "uncertain",
    "held",
    "trouble",  # what was to be done to a published post was refused
    "proposal",  # what a published post is to become
    "expiring",  # an untouched draft will go soon
    "expired",
    "owed",  # what an update did, said late because its own answer was lost
    "aside",  # an update that could not be handled
    "text",
]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a chat of the desk is still to be told."""

    id: int
    kind: NoticeKind
    post_id: int | None
    chat_id: int
    text: str | None
    tries: int
    created_at: datetime
    reply_to: int | None = None  # the message that it answers
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """An invite, without its secret."""

    id: int
    role: Role
    channels: tuple[int, ...]
    created_by: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """The messages that show a post in a chat."""

    post_id: int
    chat_id: int
    card_id: int
    preview_ids: tuple[int, ...]
    thread_id: int | None = None
    edition: int = 0  # of the post that the preview shows; 0 where there is none


@dataclass(frozen=True, slots=True)
class Update:
    """A raw update that waits to be handled."""

    update_id: int
    chat_id: int | None
    raw: str
    tries: int  # failed ones
    waits: int  # how often it was put off
    not_before: datetime | None
    received_at: datetime
    reader: bool  # from somebody who is not at the desk, to the bot alone


@dataclass(frozen=True, slots=True)
class UndoRow:
    """The last act of a kind of a person, and what it takes to undo it."""

    user_id: int
    kind: str
    post_id: int | None
    channel_id: int | None
    version: int  # of the post after the act
    before: str  # JSON: what was before
    at: datetime


@dataclass(frozen=True, slots=True)
class ErrandRow:
    """A call that is to change what is published, or did."""

    id: int
    channel_id: int
    post_id: int | None
    task: Task
    actor_id: int
    created_at: datetime
    due_at: datetime
    tries: int
    done_at: datetime | None
    error: str | None


SearchKind = Literal[
    "settle",  # a message whose answer was lost
    "audit",  # a twin of one that is out
]


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A search in a channel, above the message `floor`; instants are UTC."""

    id: int
    kind: SearchKind
    channel_id: int
    post_id: int
    part: int
    prints: tuple[str, ...]  # of the messages that it is for, in order
    floor: int
    since: datetime  # when the first call was made
    reason: str  # why its outcome is unknown
    refused: bool
    looks: int
    look_at: datetime
    cut_began_at: datetime | None  # when the call began, if a crash cut it short
    closed_at: datetime | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of a post in its channel; `part` and `item` say what of the post it shows."""

    channel_id: int
    message_id: int
    post_id: int
    part: int
    item: int
    sent_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    pinned: bool


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction of what was published, and who made it."""

    post_id: int
    kind: CorrectionKind
    text: str
    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """A message of a channel, whoever published it; `post_id` is None for one by hand."""

    channel_id: int
    message_id: int
    post_id: int | None
    media_group_id: str | None
    kind: str
    text: FormattedText
    media: tuple[Media, ...]
    signature: str | None
    sent_at: datetime
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
