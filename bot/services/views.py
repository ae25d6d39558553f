"""A post with what a card says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError
from bot.domain.post import Status
from bot.domain.release import RawRelease, Release, Wishes
from bot.services.grids import next_free
from bot.services.partners import partner
from bot.store import Transaction
from bot.store.rows import PostRow

BIGGEST = 2**63  # a forged button may carry any number


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier post that says nearly the same. `link` is None while it is not out."""

    number: int
    percent: int
    at: datetime  # published, or made
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
    return PostView(
        row,
        channel,
        release,
        wishes,
        await next_free(tx, channel, now) if row.status is Status.DRAFT else None,
        await _links(tx, channel, row.id),
        raw,
        await _twin(tx, channel, row),
        await partner(tx, row, raw),
    )


async def _links(tx: Transaction, channel: Channel, post_id: int) -> tuple[str, ...]:
    links = [channel.link(m.message_id) for m in await tx.messages.of_post(post_id)]
    return tuple(link for link in links if link)


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
