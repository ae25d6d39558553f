"""A calendar and a clock to pick a time from, with what is queued there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.planning import picker
from bot.planning.grid import Grid, Queue
from bot.planning.picker import MonthGrid, Rows
from bot.planning.wall import instants
from bot.services.grids import grid_of
from bot.services.ports import Clock
from bot.store import Store, Transaction

WEEK = timedelta(days=7)
MONTH = timedelta(days=31)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendars:
    """What stands on a channel's days, hours and minutes."""

    store: Store
    clock: Clock

    async def month(self, channel_id: int, day: date) -> MonthGrid:
        """The month that the day lies in."""
        first = day.replace(day=1)
        grid, queue = await self._read(channel_id, first - WEEK, first + MONTH + WEEK)
        return picker.month(day, queue, grid, self.clock.now())

    async def hours(self, channel_id: int, day: date) -> Rows:
        """The hours of the day."""
        grid, queue = await self._read(channel_id, day - DAY, day + 2 * DAY)
        return picker.hours(day, queue, grid, self.clock.now())

    async def minutes(self, channel_id: int, day: date, hour: int) -> Rows:
        """The minutes of an hour of the day."""
        grid, queue = await self._read(channel_id, day - DAY, day + 2 * DAY)
        return picker.minutes(day, hour, queue, grid, self.clock.now())

    async def _read(self, channel_id: int, first: date, last: date) -> tuple[Grid, Queue]:
        async def work(tx: Transaction) -> tuple[Grid, Queue]:
            grid = grid_of(await tx.channels.get(channel_id))
            days = (datetime.combine(day, time()) for day in (first, last))
            start, end = (instants(midnight, grid.zone)[0] for midnight in days)
            lines = await tx.posts.due(channel_id, start, end)
            return grid, [(line.id, line.due_at) for line in lines if line.due_at]

        return await self.store.run(work)
