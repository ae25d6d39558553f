"""Queries on how the bot is doing: how much waits, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, case, func, select, text, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.answering import answered_update
from bot.store.posts import LINE
from bot.store.rows import PostLine
from bot.store.schema import attempts, inbox, notices, posts

SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many wait, the oldest since then (UTC)."""

    count: int
    oldest: datetime | None


class Vitals:
    """Figures over whole tables, each by an index."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def statuses(self) -> dict[tuple[int, str], int]:
        """How many posts each channel has in each state, but those that are over."""
        over = ("sent", "deleted", "withdrawn")
        query = (
            select(posts.c.channel_id, posts.c.status, func.count())
            .where(posts.c.status.not_in(over))
            .group_by(posts.c.channel_id, posts.c.status)
        )
        rows = await self._connection.execute(query)
        return {(channel, str(status)): count for channel, status, count in rows}

    async def lines(self, channel_id: int, statuses: Sequence[str], limit: int) -> list[PostLine]:
        """The oldest posts of the channel in these states."""
        query = select(*LINE).where(
            posts.c.channel_id == channel_id, posts.c.status.in_(list(statuses))
        )
        rows = await self._connection.execute(query.order_by(posts.c.id).limit(limit))
        return [PostLine(*row) for row in rows]

    async def inbox(self) -> Waiting:
        """Updates that nobody has handled yet; the one that asks is none of them."""
        others = inbox.c.update_id.is_distinct_from(answered_update())
        return await self._waiting(inbox, "received_at", others)

    async def notices(self) -> Waiting:
        """What the desk is still to be told."""
        return await self._waiting(notices, "created_at", true())

    async def set_aside(self) -> int:
        """Updates that could not be handled."""
        query = select(func.count()).where(inbox.c.set_aside.is_(True))
        return int((await self._connection.execute(query)).scalar_one())

    async def last_update(self) -> datetime | None:
        """When an update last came."""
        query = select(func.max(inbox.c.received_at))
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def outcomes(self, after: datetime, until: datetime) -> tuple[dict[str, int], int]:
        """Attempts that ended in (after, until], by outcome; and how many were no first ones."""
        number = case((attempts.c.number > 1, 1), else_=0)
        query = (
            select(attempts.c.outcome, func.count(), func.sum(number))
            .where(attempts.c.finished_at > after, attempts.c.finished_at <= until)
            .group_by(attempts.c.outcome)
        )
        rows = list(await self._connection.execute(query))
        return {row[0]: row[1] for row in rows}, sum(row[2] for row in rows)

    async def lateness(self, after: datetime, until: datetime) -> list[float]:
        """Seconds from due to sent of what went out in (after, until]."""
        query = select(posts.c.due_at, posts.c.sent_at).where(
            posts.c.status == "sent",
            posts.c.sent_at > after,
            posts.c.sent_at <= until,
            posts.c.due_at.is_not(None),
        )
        rows = await self._connection.execute(query)
        return [max(0.0, (row.sent_at - row.due_at).total_seconds()) for row in rows]

    async def database(self) -> tuple[str, int]:
        """Which database it is, and its size in bytes."""
        name = self._connection.dialect.name
        size = (await self._connection.execute(text(SIZES[name]))).scalar_one()
        return name, int(size)

    async def _waiting(self, table: Table, since: str, which: ColumnElement[bool]) -> Waiting:
        query = select(func.count(), func.min(table.c[since]))
        query = query.where(table.c.done_at.is_(None), which)
        return Waiting(*(await self._connection.execute(query)).one())
