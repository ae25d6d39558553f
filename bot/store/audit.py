"""Queries on the log of acts; rows are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import audit


class Audit:
    """Who did what, before and after."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        at: datetime,
        actor_id: int,
        act: str,
        *,
        channel_id: int | None = None,
        post_id: int | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> None:
        """Adds a row. `actor_id` 0 is the bot itself."""
        statement = insert(audit).values(
            at=at, actor_id=actor_id, act=act, post_id=post_id, before=before, after=after
        )
        await self._connection.execute(statement)
