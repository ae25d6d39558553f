"""Queries on what a stop of a channel concerns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import Status
from bot.store.posts import LINE, from_row
from bot.store.rows import PostLine, PostRow
from bot.store.schema import posts

IN_ORDER = (posts.c.due_at, posts.c.id)


class Stops:
    """What a pause will hold, and what it has held."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(
        self, channel_id: int, until: datetime | None, *, calm: bool, limit: int
    ) -> tuple[list[PostLine], int]:
        """The first posts that are due before `until` (None: ever), and how many there are.

        With `calm`, without the urgent ones.
        """
        conditions = [posts.c.channel_id == channel_id, posts.c.status == Status.QUEUED]
        if until is not None:
            conditions.append(posts.c.due_at < until)
        if calm:
            conditions.append(posts.c.urgent.is_(False))
        query = select(*LINE).where(*conditions).order_by(*IN_ORDER).limit(limit)
        lines = [PostLine(*row) for row in await self._connection.execute(query)]
        count = select(func.count()).select_from(posts).where(*conditions)
        return lines, (await self._connection.execute(count)).scalar_one()

    async def held_back(self, channel_id: int, before: datetime, now: datetime) -> list[PostRow]:
        """Posts whose time before the instant went by, as they were due.

        Not the urgent ones, nor what an embargo locks still: a stop's end is not theirs.
        """
        query = select(posts).where(
            posts.c.channel_id == channel_id,
            posts.c.status == Status.QUEUED,
            posts.c.urgent.is_(False),
            posts.c.next_part == 0,
            posts.c.due_at < before,
            or_(posts.c.embargo_until.is_(None), posts.c.embargo_until <= now),
        )
        rows = await self._connection.execute(query.order_by(*IN_ORDER))
        return [from_row(row) for row in rows]
