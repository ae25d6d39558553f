"""A post with what a card says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.release import Release
from bot.planning import Timetable
from bot.store import Transaction
from bot.store.rows import PostRow


@dataclass(frozen=True, slots=True)
class PostView:
    """Everything that is shown of a post. Instants are UTC."""

    row: PostRow
    channel: Channel
    release: Release
    next_free: datetime | None
    links: tuple[str, ...]  # of its messages in the channel


async def next_free(tx: Transaction, channel: Channel, now: datetime) -> datetime | None:
    """The next slot of the channel that nothing is queued for; None without a timetable."""
    taken = await tx.posts.taken(channel.id)
    return Timetable.parse(channel.slots).next_free(now, channel.zone, taken)


async def view(tx: Transaction, row: PostRow, now: datetime) -> PostView:
    """Gathers what a card shows."""
    channel = await tx.channels.get(row.channel_id)
    _, _, release = await tx.posts.release(row.release_id)
    links = [channel.link(m.message_id) for m in await tx.messages.of_post(row.id)]
    return PostView(
        row,
        channel,
        release,
        await next_free(tx, channel, now),
        tuple(link for link in links if link),
    )
