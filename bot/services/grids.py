"""The slots of a channel against its queue. Only the days in question are read of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.channel import Channel
from bot.planning import Grid, QuietHours, Timetable
from bot.store import Transaction

REACH = timedelta(days=28)  # what one look at the queue takes in; each next look twice as much


def grid_of(channel: Channel) -> Grid:
    """When the channel publishes."""
    quiet = QuietHours.parse(channel.rules.quiet)
    return Grid(Timetable.parse(channel.slots), channel.zone, quiet, channel.least_gap)


async def taken(
    tx: Transaction, channel: Channel, start: datetime, end: datetime, but: int | None = None
) -> list[datetime]:
    """The times of what is queued from `start` to `end`, and a gap further on both sides."""
    gap = channel.least_gap
    return await tx.posts.times(channel.id, start - gap, end + gap, but)


def after_lock(now: datetime, embargo: datetime | None) -> datetime:
    """The instant after which a slot is looked for: an embargo's end itself is free again."""
    return max(now, embargo - timedelta(microseconds=1)) if embargo else now


async def next_free(
    tx: Transaction, channel: Channel, after: datetime, but: int | None = None
) -> datetime | None:
    """The first slot after `after` that nothing is queued for; None without a timetable.

    `but` is the post that looks for it: its own time holds nothing.
    """
    grid = grid_of(channel)
    last = await tx.posts.last_due(channel.id)
    start, reach = after, REACH
    while True:
        end = start + reach
        busy = await taken(tx, channel, start, end, but)
        for slot in grid.free(start, end, busy):
            if slot > after:
                return slot
        if last is None or start > last + channel.least_gap:
            return None  # nothing is queued here, and still there is no slot
        start, reach = end, reach * 2


async def free_before(
    tx: Transaction, channel: Channel, due: datetime, now: datetime, but: int
) -> datetime | None:
    """The last free slot before `due`, and after `now`; None if there is none."""
    grid = grid_of(channel)
    end, reach = due, REACH
    while end > now:
        start = max(now, end - reach)
        busy = await taken(tx, channel, start, end, but)
        if found := [slot for slot in grid.free(start, end, busy) if slot > now]:
            return found[-1]
        end, reach = start, reach * 2
    return None
