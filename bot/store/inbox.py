"""Queries on the inbox of raw updates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import Update
from bot.store.schema import inbox


class Inbox:
    """Updates as they arrived, each under Telegram's own number."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, updates: Sequence[tuple[int, str]], now: datetime) -> None:
        """Keeps the updates (number, JSON) that are not here yet."""
        numbers = [number for number, _ in updates]
        query = select(inbox.c.update_id).where(inbox.c.update_id.in_(numbers))
        known = set((await self._connection.execute(query)).scalars())
        fresh = {number: raw for number, raw in updates if number not in known}
        if fresh:
            rows = [{"update_id": n, "raw": raw, "received_at": now} for n, raw in fresh.items()]
            await self._connection.execute(insert(inbox), rows)

    async def waiting(self, limit: int = 100) -> list[Update]:
        """The oldest updates that were not handled yet."""
        query = select(inbox.c.update_id, inbox.c.raw, inbox.c.tries)
        query = query.where(inbox.c.done_at.is_(None)).order_by(inbox.c.update_id).limit(limit)
        return [Update(*row) for row in await self._connection.execute(query)]

    async def done(self, update_id: int, now: datetime, error: str | None = None) -> None:
        """Marks an update as handled, or as set aside with an error."""
        statement = update(inbox).where(inbox.c.update_id == update_id)
        await self._connection.execute(statement.values(done_at=now, error=error))

    async def tried(self, update_id: int, error: str) -> None:
        """Counts a failed try."""
        statement = update(inbox).where(inbox.c.update_id == update_id)
        await self._connection.execute(statement.values(tries=inbox.c.tries + 1, error=error))

    async def forget(self, before: datetime) -> int:
        """Deletes what was handled before the instant without an error; returns how many."""
        statement = delete(inbox).where(inbox.c.done_at < before, inbox.c.error.is_(None))
        return (await self._connection.execute(statement)).rowcount
