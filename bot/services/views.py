"""A post with what a card says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError
from bot.domain.post import EDITABLE, Status
from bot.domain.release import RawRelease, Release, Wishes
from bot.services.aftermath import NOTHING, Aftermath, aftermath
from bot.services.approving import needs_approval
from bot.services.grids import after_lock, next_free
from bot.services.partners import partner
from bot.services.stories import answered
from bot.store import Transaction
from bot.store.rows import Approval, PostRow, SearchRow, UndoRow
from bot.store.tips import Tip

UNDO_OFFERED = timedelta(minutes=10)  # on the card; later there is /undo

BIGGEST = 2**63  # a forged button may carry any number


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier post that says nearly the same. `link` is None while it is not out."""

    number: int
    percent: int
    at: datetime  # published, or made
    link: str | None


@dataclass(frozen=True, slots=True)
class Copy:
    """The same story in another channel."""

    row: PostRow
    channel: Channel


@dataclass(frozen=True, slots=True)
class Earlier:
    """The post that this one continues. `link` is None where this channel has not got it."""

    number: int
    title: str
    link: str | None


@dataclass(frozen=True, slots=True)
class PostView:
    """Everything that is shown of a post. Instants are UTC."""

    row: PostRow
    channel: Channel
    release: Release
    wishes: Wishes
    next_free: datetime | None  # of a draft
    links: tuple[str, ...]  # of its messages in the channel
    raw: RawRelease
    twin: Twin | None = None
    partner: PostRow | None = None  # a draft that may be the other half of this one
    copies: tuple[Copy, ...] = ()  # the others of its story
    channels: tuple[Channel, ...] = ()  # all that the desk works on
    undo: UndoRow | None = None  # the act that has just made the post what it is
    after: Aftermath = NOTHING
    earlier: Earlier | None = None
    needs_approval: bool = False  # it goes out on no single person's word
    approvals: tuple[Approval, ...] = ()  # what was said of it, the oldest first
    names: Mapping[int, str] = field(default_factory=dict)  # of the people that it concerns
    locked: bool = False  # an embargo holds it
    tip: Tip | None = None  # the reader's news that it was made of
    searches: tuple[SearchRow, ...] = ()  # for it in the channel, the oldest first

    @property
    def lifting(self) -> Approval | None:
        """The open request to lift the embargo of the post as it is."""
        asked = [said for said in self.approvals if said.act in ("lift_asked", "embargo_lifted")]
        last = asked[-1] if asked else None
        open_ = last and last.act == "lift_asked" and last.edition == self.row.edition
        return last if open_ else None


async def find(tx: Transaction, post_id: int, version: int | None = None) -> PostRow:
    """The post. Raises InputError if there is none, StateError if it is at another version."""
    row = await tx.posts.get(post_id) if 0 < post_id < BIGGEST else None
    if row is None or row.status is Status.DELETED:
        raise InputError("There is no post № {number}.", number=post_id)
    if version is not None and row.version != version:
        raise StateError("This card is old: the post has changed since. Here is the new one.")
    return row


async def view(tx: Transaction, row: PostRow, now: datetime) -> PostView:
    """Gathers what a card shows."""
    channel = await tx.channels.get(row.channel_id)
    raw, wishes, release = await tx.posts.release(row.release_id)
    channels = await tx.channels.all()
    approvals = tuple(await tx.editions.approvals(row.id))
    concerned = {row.editor_id, row.changed_by, row.approved_by or 0, row.holder_id or 0}
    concerned |= {said.user_id for said in approvals}
    return PostView(
        row,
        channel,
        release,
        wishes,
        await next_free(tx, channel, after_lock(now, row.embargo_until))
        if row.status in (Status.DRAFT, Status.REVIEW)
        else None,
        await _links(tx, channel, row.id),
        raw,
        await _twin(tx, channel, row),
        await partner(tx, row, raw),
        await _copies(tx, row, channels),
        tuple(channels),
        await _undo(tx, row, now),
        await aftermath(tx, row, now),
        await _earlier(tx, channel, row),
        await needs_approval(tx, row, channel),
        approvals,
        await tx.people.names(concerned),
        row.embargo_until is not None and now < row.embargo_until,
        await tx.tips.of_post(row.story_id),
        tuple(await tx.searches.of_post(row.id)),
    )


async def _copies(tx: Transaction, row: PostRow, channels: list[Channel]) -> tuple[Copy, ...]:
    if len(channels) == 1:
        return ()
    titled = {channel.id: channel for channel in channels}
    return tuple(
        Copy(other, titled[other.channel_id])
        for other in await tx.posts.of_story(row.story_id)
        if other.channel_id in titled and other.id != row.id and other.status is not Status.DELETED
    )


async def _undo(tx: Transaction, row: PostRow, now: datetime) -> UndoRow | None:
    found = await tx.undos.of_post(row.id, row.version)
    fresh = found is not None and now - found.at <= UNDO_OFFERED
    return found if fresh and row.status in EDITABLE and row.next_part == 0 else None


async def _links(tx: Transaction, channel: Channel, post_id: int) -> tuple[str, ...]:
    messages = [m for m in await tx.messages.rows(post_id) if m.deleted_at is None]
    links = [channel.link(message.message_id) for message in messages]
    return tuple(link for link in links if link)


async def _earlier(tx: Transaction, channel: Channel, row: PostRow) -> Earlier | None:
    earlier = await tx.posts.get(row.continues_id) if row.continues_id else None
    if earlier is None:
        return None
    number = await answered(tx, row)
    return Earlier(earlier.id, earlier.title, channel.link(number) if number else None)


async def _twin(tx: Transaction, channel: Channel, row: PostRow) -> Twin | None:
    """The post that the caution about a near-duplicate names."""
    for caution in row.cautions:
        if caution.code == "near_duplicate":
            number, _, percent = caution.detail.partition(":")
            other = await tx.posts.get(int(number))
            if other is not None and other.status is not Status.DELETED:
                links = await _links(tx, channel, other.id)
                at = other.sent_at or other.created_at
                return Twin(other.id, int(percent), at, links[0] if links else None)
    return None
