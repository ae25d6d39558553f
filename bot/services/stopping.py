"""The stop-crane: channels are stopped at once, and go on by a plan that was shown first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.digest import digest
from bot.domain.errors import StateError, mark
from bot.services.laying import Move, carry_out, moves_of
from bot.services.ports import Clock, Wake
from bot.store import Store, Transaction
from bot.store.rows import PostLine

SHOWN = 20  # posts that an answer lists

NOT_PAUSED = mark("Nothing is paused here.")


class PlanChanged(StateError):
    """What was shown is no longer what would happen."""

    def __init__(self) -> None:
        super().__init__("The queue has changed meanwhile. Look at the new plan.")


@dataclass(frozen=True, slots=True)
class Stopped:
    """A channel that was stopped, and the first of the posts that are due in that time."""

    channel: Channel
    due: tuple[PostLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Resumption:
    """What happens when the channel goes on: `moves`, and urgent posts `at_once`."""

    channel: Channel
    moves: tuple[Move, ...]
    at_once: tuple[PostLine, ...]


def seal(resumptions: Sequence[Resumption]) -> str:
    """Stands for exactly this plan; 16 hexadecimal digits."""
    return digest(tuple(
        (
            each.channel.id,
            str(each.channel.paused_until),
            tuple((move.number, move.version, str(move.after)) for move in each.moves),
            tuple(line.id for line in each.at_once),
        )
        for each in resumptions
    ))[:16]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stopping:
    """Pauses, the calm of mourning, and their end."""

    store: Store
    clock: Clock
    wake: Wake

    async def stop(
        self, ends: Mapping[int, datetime | None], actor_id: int, *, calm: bool = False
    ) -> list[Stopped]:
        """Stops each channel until its instant (UTC; None: until somebody resumes it).

        With `calm` urgent posts go out all the same.
        """

        async def work(tx: Transaction) -> list[Stopped]:
            return [
                await _stop(tx, channel_id, until, calm, actor_id, self.clock.now())
                for channel_id, until in ends.items()
            ]

        stopped = await self.store.run(work)
        self.wake.plan.set()
        return stopped

    async def outlook(self, channel_ids: Sequence[int]) -> list[Resumption]:
        """What would happen if the channels went on now; those that are stopped are in it."""
        return await self.store.run(lambda tx: _outlook(tx, channel_ids, self.clock.now()))

    async def resume(
        self, channel_ids: Sequence[int], sealed: str, actor_id: int
    ) -> list[Resumption]:
        """Lets the channels go on by the plan that was shown. Raises PlanChanged if it would be
        another one now.
        """

        async def work(tx: Transaction) -> list[Resumption]:
            now = self.clock.now()
            planned = await _outlook(tx, channel_ids, now)
            if seal(planned) != sealed:
                raise PlanChanged
            for each in planned:
                await carry_out(tx, each.channel.id, each.moves, actor_id, now)
                await _release(tx, each.channel, actor_id, now)
            return planned

        resumed = await self.store.run(work)
        self.wake.plan.set()
        return resumed

    async def release(self, channel_ids: Sequence[int], actor_id: int) -> list[Channel]:
        """Lets the channels go on; what was missed follows by the rules for overdue posts."""

        async def work(tx: Transaction) -> list[Channel]:
            now = self.clock.now()
            stopped = await _stopped(tx, channel_ids, now)
            for channel in stopped:
                await _release(tx, channel, actor_id, now)
            return stopped

        released = await self.store.run(work)
        self.wake.plan.set()
        return released


async def _stop(
    tx: Transaction,
    channel_id: int,
    until: datetime | None,
    calm: bool,
    actor_id: int,
    now: datetime,
) -> Stopped:
    channel = await tx.channels.get(channel_id)
    changed = replace(channel, paused=True, paused_until=until, calm=calm)
    await tx.channels.save(changed)
    await tx.audit.add(
        now, actor_id, "calm" if calm else "pause", channel_id=channel_id, after=str(until)
    )
    lines, total = await tx.stops.due(channel_id, until, calm=calm, limit=SHOWN)
    return Stopped(changed, tuple(lines), total)


async def _stopped(tx: Transaction, channel_ids: Sequence[int], now: datetime) -> list[Channel]:
    channels = await tx.channels.all()
    stopped = [each for each in channels if each.id in channel_ids and each.stopped(now)]
    if not stopped:
        raise StateError(NOT_PAUSED)
    return stopped


async def _outlook(tx: Transaction, channel_ids: Sequence[int], now: datetime) -> list[Resumption]:
    found = list[Resumption]()
    for channel in await _stopped(tx, channel_ids, now):
        lines, _ = await tx.stops.due(channel.id, now, calm=False, limit=SHOWN)
        at_once = tuple(line for line in lines if line.urgent)
        found.append(Resumption(channel, await moves_of(tx, channel, now, now), at_once))
    return found


async def _release(tx: Transaction, channel: Channel, actor_id: int, now: datetime) -> None:
    free = replace(channel, paused=False, paused_until=None, calm=False, released_at=now)
    await tx.channels.save(free)
    await tx.audit.add(
        now, actor_id, "resume", channel_id=channel.id, before=str(channel.paused_until)
    )
