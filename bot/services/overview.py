"""The queue as a timetable of days. Only the days that are shown are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.channel import Channel
from bot.domain.post import Status
from bot.planning import DayPlan, agenda
from bot.planning.wall import instants
from bot.services.grids import grid_of, next_free
from bot.services.ports import Clock
from bot.services.scheduling import FARTHEST
from bot.store import Store, Transaction
from bot.store.rows import PostLine

DAYS = 3  # of one page
OFFERED = 10  # drafts for a free slot
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Some days of a channel's queue. `late` should have gone out before them, and wait."""

    channel: Channel
    plans: tuple[DayPlan, ...]
    late: tuple[PostLine, ...]
    lines: dict[int, PostLine]  # of the posts in `plans`
    total: int  # posts in the whole queue
    behind: date | None  # the first day behind these on which a post is due
    now: datetime
    today: date

    @property
    def first(self) -> date:
        """The first of the days."""
        return self.plans[0].day


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands in the queue, and where there is room."""

    store: Store
    clock: Clock

    async def days(self, channel_id: int, first: date | None = None, count: int = DAYS) -> Days:
        """So many days from `first` on, today at the earliest and by default."""

        async def work(tx: Transaction) -> Days:
            channel = await tx.channels.get(channel_id)
            grid, now = grid_of(channel), self.clock.now()
            today, last = (at.astimezone(grid.zone).date() for at in (now, now + FARTHEST))
            begin = min(max(first or today, today), last)
            midnights = (datetime.combine(day, time()) for day in (begin, begin + DAY * count))
            start, end = (instants(midnight, grid.zone)[0] for midnight in midnights)
            lines = await tx.posts.due(channel.id, start - grid.gap, end + grid.gap)
            late = await tx.posts.due(channel.id, None, start) if begin == today else []
            queue = [(line.id, line.due_at) for line in lines if line.due_at]
            final = await tx.posts.last_due(channel.id)
            behind = await tx.posts.around(channel.id, end, 0)
            if final is not None and final >= end + grid.gap:
                queue.append((0, final))  # lest the last of these days look like the queue's end
            return Days(
                channel,
                agenda(queue, grid, now, begin, count),
                tuple(late),
                {line.id: line for line in lines},
                await tx.posts.count(channel.id, (Status.QUEUED,)),
                next(
                    (at.astimezone(grid.zone).date() for line in behind if (at := line.due_at)),
                    None,
                ),
                now,
                today,
            )

        return await self.store.run(work)

    async def free(self, channel_id: int, count: int) -> list[datetime]:
        """The next free slots, so many at most."""

        async def work(tx: Transaction) -> list[datetime]:
            channel = await tx.channels.get(channel_id)
            found = list[datetime]()
            after: datetime | None = self.clock.now()
            while after is not None and len(found) < count:
                after = await next_free(tx, channel, after)
                found += [after] if after is not None else []
            return found

        return await self.store.run(work)

    async def drafts(self, channel_id: int) -> list[PostLine]:
        """The newest drafts of the channel."""

        async def work(tx: Transaction) -> list[PostLine]:
            return await tx.posts.lines(channel_id, (Status.DRAFT,), "newest", limit=OFFERED)

        return await self.store.run(work)
