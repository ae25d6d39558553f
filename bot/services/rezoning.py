"""Another time zone for a channel, with what stands in its queue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.channel import Channel
from bot.domain.errors import InputError
from bot.domain.post import Status
from bot.planning import Rezoned, rezone
from bot.services.ports import Clock, Wake
from bot.store import Store, Transaction
from bot.store.rows import PostLine

MOST = 100_000  # posts in a queue


@dataclass(frozen=True, slots=True)
class Moved:
    """A queued post whose time on the clock and whose instant can't both stay."""

    line: PostLine
    to: Rezoned  # where its time on the clock takes it


@dataclass(frozen=True, slots=True)
class Rezoning:
    """Changes the zone; the queue keeps either what the clock shows or its instants."""

    store: Store
    clock: Clock
    wake: Wake

    async def concerned(self, channel_id: int, zone: str) -> tuple[Moved, ...]:
        """The queued posts about which somebody has to decide. Raises InputError for no zone."""
        return await self.store.run(lambda tx: _moved(tx, channel_id, _known(zone)))

    async def set(self, channel_id: int, zone: str, actor_id: int, *, keep_clock: bool) -> Channel:
        """Gives the channel the zone. Raises InputError for one that does not exist.

        With `keep_clock` a post of 09:00 goes out at 09:00 of the new zone; else when it would
        have gone out. What is overdue by that goes out by the rules for overdue posts.
        """
        new = _known(zone)

        async def work(tx: Transaction) -> Channel:
            moved = await _moved(tx, channel_id, new) if keep_clock else ()
            for each in moved:
                await tx.posts.change(
                    each.line.id, allowed=(Status.QUEUED,), renew=True, due_at=each.to.at
                )
            before = await tx.channels.get(channel_id)
            channel = replace(before, timezone=zone)
            await tx.channels.save(channel)
            kept = "clock" if keep_clock else "moments"
            await tx.audit.add(
                self.clock.now(), actor_id, "zone", channel_id=channel_id,
                before=before.timezone, after=f"{zone}, kept {kept}, moved {len(moved)}",
            )  # fmt: skip
            return channel

        changed = await self.store.run(work)
        self.wake.plan.set()
        return changed


async def _moved(tx: Transaction, channel_id: int, new: ZoneInfo) -> tuple[Moved, ...]:
    channel = await tx.channels.get(channel_id)
    lines = await tx.posts.lines(channel_id, (Status.QUEUED,), "due", limit=MOST)
    queue = [(line.id, line.due_at) for line in lines if line.due_at is not None]
    by_number = {line.id: line for line in lines}
    return tuple(Moved(by_number[to.post], to) for to in rezone(queue, channel.zone, new))


def _known(zone: str) -> ZoneInfo:
    if zone not in available_timezones():
        raise InputError("I know no time zone «{zone}».", zone=zone)
    return ZoneInfo(zone)
