"""Queries on calls that are to change what is published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Column, and_, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errand import Task, TaskKind
from bot.store.rows import ErrandRow
from bot.store.schema import errands

COLUMNS: tuple[Column[Any], ...] = (
    errands.c.id,
    errands.c.channel_id,
    errands.c.post_id,
    errands.c.payload,
    errands.c.actor_id,
    errands.c.created_at,
    errands.c.due_at,
    errands.c.tries,
    errands.c.done_at,
    errands.c.error,
)

_OLDER = errands.alias()
# What was begun for a post comes to its end before anything newer is begun for it.
_FREE = ~exists().where(
    _OLDER.c.post_id == errands.c.post_id,
    _OLDER.c.id < errands.c.id,
    _OLDER.c.done_at.is_(None),
    _OLDER.c.tries > 0,
)
_WAITING = and_(errands.c.done_at.is_(None), _FREE)

_NEWER = errands.alias()
# Given up, with no later act of the same kind that would have mended it.
_FAILED = and_(
    errands.c.done_at.is_not(None),
    errands.c.error.is_not(None),
    ~exists().where(
        _NEWER.c.post_id == errands.c.post_id,
        _NEWER.c.kind == errands.c.kind,
        _NEWER.c.created_at > errands.c.created_at,
    ),
)


class Errands:
    """Written in the transaction of the act that wants them; the open ones are to be done."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        channel_id: int,
        post_id: int | None,
        task: Task,
        actor_id: int,
        now: datetime,
        due_at: datetime | None = None,
    ) -> None:
        """Adds an errand, due at once unless another instant is named."""
        statement = insert(errands).values(
            kind=task.kind,
            channel_id=channel_id,
            post_id=post_id,
            payload=task,
            actor_id=actor_id,
            created_at=now,
            due_at=due_at or now,
        )
        await self._connection.execute(statement)

    async def channels(self, now: datetime) -> list[int]:
        """The channels for which something is due."""
        query = select(errands.c.channel_id).where(_WAITING, errands.c.due_at <= now).distinct()
        return list((await self._connection.execute(query)).scalars())

    async def next_due(self) -> datetime | None:
        """When the next errand that nothing holds up is due."""
        query = select(func.min(errands.c.due_at)).where(_WAITING)
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def claim(self, channel_id: int, now: datetime) -> ErrandRow | None:
        """The next errand of the channel as it was, now marked as begun.

        One with `tries` and no `error` was under way when the process died.
        """
        query = select(*COLUMNS).where(
            _WAITING, errands.c.channel_id == channel_id, errands.c.due_at <= now
        )
        row = (await self._connection.execute(query.order_by(errands.c.id).limit(1))).first()
        if row is None:
            return None
        found = ErrandRow(*row)
        statement = update(errands).where(errands.c.id == found.id)
        values = {"tries": errands.c.tries + 1, "error": None}
        await self._connection.execute(statement.values(**values))
        return found

    async def done(self, errand_id: int, now: datetime, error: str | None = None) -> bool:
        """Ends an errand that is open, with the reason if it was given up; False: it is not."""
        statement = update(errands).where(errands.c.id == errand_id, errands.c.done_at.is_(None))
        result = await self._connection.execute(statement.values(done_at=now, error=error))
        return bool(result.rowcount)

    async def later(self, errand_id: int, due_at: datetime, reason: str) -> None:
        """Puts an open errand off after a failed try."""
        statement = update(errands).where(errands.c.id == errand_id, errands.c.done_at.is_(None))
        await self._connection.execute(statement.values(due_at=due_at, error=reason))

    async def replace(self, errand_id: int, task: Task, due_at: datetime) -> None:
        """Gives an errand that has not begun another task of the same kind."""
        statement = update(errands).where(errands.c.id == errand_id)
        await self._connection.execute(statement.values(payload=task, due_at=due_at))

    async def open_of(
        self, post_id: int, kinds: Collection[TaskKind] | None = None
    ) -> list[ErrandRow]:
        """The errands of a post that are not done, in order."""
        query = select(*COLUMNS).where(errands.c.post_id == post_id, errands.c.done_at.is_(None))
        if kinds is not None:
            query = query.where(errands.c.kind.in_(list(kinds)))
        rows = await self._connection.execute(query.order_by(errands.c.id))
        return [ErrandRow(*row) for row in rows]

    async def open_in(self, channel_id: int, kind: TaskKind) -> list[ErrandRow]:
        """The errands of a kind in a channel that are not done."""
        query = select(*COLUMNS).where(
            errands.c.channel_id == channel_id,
            errands.c.kind == kind,
            errands.c.done_at.is_(None),
        )
        rows = await self._connection.execute(query.order_by(errands.c.id))
        return [ErrandRow(*row) for row in rows]

    async def failed_of(self, post_id: int) -> list[ErrandRow]:
        """Of each kind the errands of the post's last act, if they were given up."""
        query = select(*COLUMNS).where(_FAILED, errands.c.post_id == post_id)
        rows = await self._connection.execute(query.order_by(errands.c.id))
        return [ErrandRow(*row) for row in rows]

    async def troubled(self, channel_id: int, limit: int) -> list[int]:
        """The posts of a channel for which something was given up, the newest first."""
        query = select(errands.c.post_id).where(
            _FAILED, errands.c.channel_id == channel_id, errands.c.post_id.is_not(None)
        )
        query = query.group_by(errands.c.post_id).order_by(func.max(errands.c.id).desc())
        return list((await self._connection.execute(query.limit(limit))).scalars())

    async def forgive(self, post_id: int) -> None:
        """Forgets why errands of the post were given up; the log remembers it."""
        statement = update(errands).where(
            errands.c.post_id == post_id, errands.c.done_at.is_not(None)
        )
        await self._connection.execute(statement.values(error=None))
