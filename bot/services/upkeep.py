"""What the desk is told without asking: drafts that expire, a queue that runs dry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, StateError, mark
from bot.domain.post import Status
from bot.parsing.likeness import sketch
from bot.planning import runs_dry
from bot.services.claims import who_runs
from bot.services.grids import grid_of
from bot.services.notices import said
from bot.services.ports import Clock
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

WARNED = timedelta(days=1)  # so long before a draft goes, its maker hears of it
KEPT = timedelta(days=7)  # so long an expired draft can be brought back

DRY = mark("The queue of «{channel}» is empty from {time} on. What is free: /queue")
GONE = mark("№ {number} can't be brought back any more.")


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Looks after drafts and queues."""

    store: Store
    clock: Clock

    async def run(self) -> None:
        """Everything that is due by now; run again and again."""

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            for channel in await tx.channels.all():
                await _expire(tx, channel, now)
                await _warn_of_dryness(tx, channel, now)

        await self.store.run(work)

    async def keep(self, post_id: int, version: int, actor_id: int) -> PostView:
        """Lets a draft live on from now. Raises StateError for what is no draft any more."""

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            now = self.clock.now()
            kept = await tx.posts.change(
                row.id, allowed=(Status.DRAFT,), version=version, touched_at=now
            )
            if kept is None:
                raise StateError("Post № {number} is no draft any more.", number=post_id)
            await tx.audit.add(now, actor_id, "keep", channel_id=row.channel_id, post_id=row.id)
            return await view(tx, kept, now)

        return await self.store.run(work)

    async def expired(self, post_id: int) -> PostRow:
        """A draft that has expired and can be brought back. Raises StateError for others."""
        row = await self.store.run(lambda tx: tx.posts.get(post_id))
        if row is None or row.status is not Status.DELETED:
            raise StateError("№ {number} need not be brought back: it is there.", number=post_id)
        if self.clock.now() - row.touched_at > KEPT:
            raise StateError(GONE, number=post_id)
        return row

    async def bring_back(self, post_id: int, actor_id: int) -> None:
        """Makes an expired post a draft again. Raises StateError where it is too late."""
        row = await self.expired(post_id)

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            back = await tx.posts.change(
                row.id,
                allowed=(Status.DELETED,),
                version=row.version,
                renew=True,
                status=Status.DRAFT,
                touched_at=now,
            )
            if back is None:
                raise StateError(GONE, number=post_id)
            _, _, release = await tx.posts.release(row.release_id)
            await tx.sketches.put(row.id, sketch(release))
            await tx.audit.add(
                now, actor_id, "bring_back", channel_id=row.channel_id, post_id=row.id
            )

        await self.store.run(work)


async def _expire(tx: Transaction, channel: Channel, now: datetime) -> None:
    """Warns of drafts that nobody touches; drops those that were warned of a day ago."""
    life = channel.rules.draft_life
    if life is None:
        return
    for row in await tx.posts.idle_drafts(channel.id, now - max(life - WARNED, timedelta())):
        told = await tx.notices.told("expiring", row.id, row.touched_at)
        if told is None:
            await tx.notices.add("expiring", Place(row.editor_id), now, post_id=row.id)
        elif now - told >= WARNED and now - row.touched_at >= life:
            dropped = await tx.posts.change(
                row.id,
                allowed=(Status.DRAFT,),
                version=row.version,
                renew=True,
                status=Status.DELETED,
                touched_at=now,
            )
            if dropped is not None:
                await tx.sketches.forget(row.id)
                await tx.audit.add(now, 0, "expire", channel_id=channel.id, post_id=row.id)
                await tx.notices.add("expired", Place(row.editor_id), now, post_id=row.id)


async def _warn_of_dryness(tx: Transaction, channel: Channel, now: datetime) -> None:
    """Tells those who run the channel once that nothing is queued for the next slots."""
    reach = channel.rules.dry_warning
    if reach is None or channel.stopped(now):
        return
    grid = grid_of(channel)
    lines = await tx.posts.due(channel.id, now, now + 2 * reach + grid.gap)
    queue = [(line.id, line.due_at) for line in lines if line.due_at]
    dry = runs_dry(queue, grid, now, reach)
    if dry is None or dry - now > reach or await _is_known(tx, channel, dry, now):
        return
    await tx.audit.add(now, 0, "dry", channel_id=channel.id, after=dry.isoformat())
    warning = InputError(
        DRY, channel=channel.title, time=f"{dry.astimezone(channel.zone):%d.%m %H:%M}"
    )
    for place in await who_runs(tx, channel):
        await tx.notices.add("text", place, now, text=said(warning))


async def _is_known(tx: Transaction, channel: Channel, dry: datetime, now: datetime) -> bool:
    """Whether the desk was told of this dry spell: none was filled since that began then."""
    told = await tx.audit.latest(1, channel.id, act="dry")
    if not told or told[0].after is None:
        return False
    since = datetime.fromisoformat(told[0].after)
    last = await tx.channels.last_sent_at(channel.id)
    if last is not None and last >= since:
        return False
    return dry == since or since <= now
