"""Moves within the queue. A single one is planned like any time; one of many is shown first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Literal

from bot.domain.channel import Channel
from bot.domain.digest import digest
from bot.domain.errors import StateError
from bot.domain.post import Status
from bot.planning import rearrange
from bot.planning.grid import Queue
from bot.planning.rearrange import NOT_QUEUED, Changes
from bot.planning.wall import instants
from bot.services.cautions import require_consents
from bot.services.embargoes import require_open
from bot.services.grids import REACH, grid_of
from bot.services.scheduling import Scheduling
from bot.services.views import PostView, find, view
from bot.store import Transaction
from bot.store.rows import PostLine, PostRow

NEIGHBOURS = 6  # on each side
MOST = 100  # posts that are put in another order at once
DAY = timedelta(days=1)
TRIES = 50  # of a shuffle that keeps every embargo

Side = Literal["before", "after"]
Order = Literal["shuffle", "refill"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another order of a queue, before it takes effect: the posts whose times change."""

    channel: Channel
    order: Order
    seed: int
    changes: tuple[tuple[PostLine, datetime], ...]  # by the new time
    now: datetime

    @property
    def fingerprint(self) -> str:
        """What an editor says «Да» to: the same posts from and to the same times."""
        said = [f"{line.id} {line.version} {line.due_at} {at}" for line, at in self.changes]
        return digest(said)[:12]


@dataclass(frozen=True, slots=True)
class Moving:
    """Changes the order of what is queued. Posts that are not named keep their times."""

    scheduling: Scheduling

    async def neighbours(self, number: int) -> list[PostLine]:
        """The posts queued nearest to the post, without it."""

        async def work(tx: Transaction) -> list[PostLine]:
            row = await find(tx, number)
            due = _due(row)
            lines = await tx.posts.around(row.channel_id, due, NEIGHBOURS)
            return [line for line in lines if line.id != number]

        return await self.scheduling.store.run(work)

    async def beside(
        self, number: int, version: int | None, other: int, side: Side, actor_id: int
    ) -> PostView:
        """Puts the post right before or after another. Raises StateError where no room is."""

        async def due(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> datetime:
            there = _due(await _mate(tx, row, other))
            queue = await _queue(tx, row, there - REACH, there + REACH)
            move = rearrange.before if side == "before" else rearrange.after
            return _moved(move(queue, row.id, other, grid_of(channel), now), row)

        return await self.scheduling.plan(number, version, actor_id, side, due)

    async def to_day(self, number: int, version: int | None, day: date, actor_id: int) -> PostView:
        """Moves the post to the first free slot of a day. Raises InputError for a full one."""

        async def due(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> datetime:
            grid = grid_of(channel)
            midnight = instants(datetime.combine(day, time()), grid.zone)[0]
            two_days = timedelta(days=2)
            queue = await _queue(tx, row, midnight - two_days, midnight + two_days)
            return _moved(rearrange.to_day(queue, row.id, day, grid, now), row)

        return await self.scheduling.plan(number, version, actor_id, "to_day", due)

    async def swap(self, number: int, version: int, other: int, actor_id: int) -> PostView:
        """Two posts change places, embargoes and consents permitting."""

        async def work(tx: Transaction) -> PostView:
            first = await find(tx, number, version)
            second = await _mate(tx, first, other)
            now = self.scheduling.clock.now()
            rows = {first.id: first, second.id: second}
            channel = await tx.channels.get(first.channel_id)
            queue = [(row.id, _due(row)) for row in rows.values()]
            for post, at in rearrange.swap(queue, first.id, second.id):
                require_open(rows[post], channel, at)
                require_consents(rows[post], at)
                await self._put(tx, post, rows[post].due_at, at, channel, actor_id, "swap")
            return await view(tx, await find(tx, number), now)

        swapped = await self.scheduling.store.run(work)
        self.scheduling.wake.plan.set()
        return swapped

    async def propose(self, channel_id: int, order: Order, seed: int) -> Proposal:
        """The order that is offered; nothing changes yet."""
        return await self.scheduling.store.run(
            lambda tx: self._propose(tx, channel_id, order, seed)
        )

    async def apply(
        self, channel_id: int, order: Order, seed: int, fingerprint: str, actor_id: int
    ) -> tuple[Proposal, bool]:
        """Puts the order into effect if it still is the one that was shown.

        Returns it as it would be now, and whether it was put into effect.
        """

        async def work(tx: Transaction) -> tuple[Proposal, bool]:
            proposal = await self._propose(tx, channel_id, order, seed)
            if proposal.fingerprint != fingerprint:
                return proposal, False
            for line, at in proposal.changes:
                channel = proposal.channel
                await self._put(tx, line.id, line.due_at, at, channel, actor_id, order)
            return proposal, True

        proposal, done = await self.scheduling.store.run(work)
        self.scheduling.wake.plan.set()
        return proposal, done

    async def _propose(
        self, tx: Transaction, channel_id: int, order: Order, seed: int
    ) -> Proposal:
        channel, now = await tx.channels.get(channel_id), self.scheduling.clock.now()
        lines = await tx.posts.due(channel_id, None, None, MOST + 1)
        ahead, rest = lines[:MOST], lines[MOST:]
        named = {line.id: line for line in ahead if line.due_at and not line.urgent}
        queue = [(line.id, line.due_at) for line in named.values() if line.due_at]
        locks = await tx.posts.locks(channel_id)
        if order == "refill":
            stay = [line.due_at for line in lines if line.id not in named and line.due_at]
            if rest and rest[0].due_at:
                last = await tx.posts.last_due(channel_id) or rest[0].due_at
                stay += await tx.posts.times(channel_id, rest[0].due_at, last + DAY)
            changes = rearrange.refill(queue, grid_of(channel), now, taken=stay, locks=locks)
        else:
            changes = _shuffled(queue, Random(seed), now, locks)  # noqa: S311 - no secret
        shown = sorted(((named[post], at) for post, at in changes), key=lambda each: each[1])
        return Proposal(channel, order, seed, tuple(shown), now)

    async def _put(
        self,
        tx: Transaction,
        number: int,
        before: datetime | None,
        at: datetime,
        channel: Channel,
        actor_id: int,
        act: str,
    ) -> None:
        now = self.scheduling.clock.now()
        changed = await tx.posts.change(
            number,
            allowed=(Status.QUEUED,),
            renew=True,
            due_at=at,
            through_quiet=grid_of(channel).quiet.covers(at, channel.zone),
            not_before=None,
            touched_at=now,
        )
        if changed is None:
            raise StateError(NOT_QUEUED, number=number)
        await tx.audit.add(
            now, actor_id, act, channel_id=channel.id, post_id=number,
            before=str(before), after=str(at),
        )  # fmt: skip


def _shuffled(queue: Queue, random: Random, now: datetime, locks: dict[int, datetime]) -> Changes:
    for _ in range(TRIES):
        changes = rearrange.shuffle(queue, random, now)
        if all(at >= locks.get(post, at) for post, at in changes):
            return changes
    return ()


def _moved(changes: Changes, row: PostRow) -> datetime:
    if not changes:
        raise StateError("Post № {number} stands there already.", number=row.id)
    return changes[0][1]


def _due(row: PostRow) -> datetime:
    if row.status is not Status.QUEUED or row.due_at is None:
        raise StateError(NOT_QUEUED, number=row.id)
    return row.due_at


async def _mate(tx: Transaction, row: PostRow, other: int) -> PostRow:
    """Another post of the same queue."""
    _due(row)
    mate = await find(tx, other)
    if mate.channel_id != row.channel_id:
        raise StateError(NOT_QUEUED, number=other)
    _due(mate)
    return mate


async def _queue(tx: Transaction, row: PostRow, start: datetime, end: datetime) -> Queue:
    """What is queued there, and the post itself."""
    lines = await tx.posts.due(row.channel_id, start, end)
    others = [(line.id, line.due_at) for line in lines if line.due_at and line.id != row.id]
    return [*others, (row.id, _due(row))]
