"""A post with what a card says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError
from bot.domain.post import Status
from bot.domain.release import RawRelease, Release, Wishes
from bot.planning import Timetable
from bot.services.approving import needs_approval
from bot.services.partners import partner
from bot.store import Transaction
from bot.store.rows import Approval, PostRow

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
    next_free: datetime | None
    links: tuple[str, ...]  # of its messages in the channel
    raw: RawRelease
    twin: Twin | None = None
    partner: PostRow | None = None  # a draft that may be the other half of this one
    needs_approval: bool = False  # it goes out on no single person's word
    approvals: tuple[Approval, ...] = ()  # what was said of it, the oldest first
    names: Mapping[int, str] = field(default_factory=dict)  # of the people that it concerns
    locked: bool = False  # an embargo holds it

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


async def next_free(
    tx: Transaction, channel: Channel, now: datetime, embargo: datetime | None = None
) -> datetime | None:
    """The next slot of the channel that nothing is queued for; None without a timetable.

    None before the end of an embargo.
    """
    taken = await tx.posts.taken(channel.id)
    after = max(now, embargo - timedelta(microseconds=1)) if embargo else now
    return Timetable.parse(channel.slots).next_free(after, channel.zone, taken)


async def view(tx: Transaction, row: PostRow, now: datetime) -> PostView:
    """Gathers what a card shows."""
    channel = await tx.channels.get(row.channel_id)
    raw, wishes, release = await tx.posts.release(row.release_id)
    approvals = tuple(await tx.editions.approvals(row.id))
    concerned = {row.editor_id, row.changed_by, row.approved_by or 0, row.holder_id or 0}
    concerned |= {said.user_id for said in approvals}
    return PostView(
        row,
        channel,
        release,
        wishes,
        await next_free(tx, channel, now, row.embargo_until),
        await _links(tx, channel, row.id),
        raw,
        await _twin(tx, channel, row),
        await partner(tx, row, raw),
        await needs_approval(tx, row, channel),
        approvals,
        await tx.people.names(concerned),
        row.embargo_until is not None and now < row.embargo_until,
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
