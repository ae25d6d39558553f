"""Queries on people whom the bot does not answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import silenced


class Silences:
    """Blocked and muted people."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> dict[int, datetime | None]:
        """Everybody who was ever silenced, and until when (UTC); None: for good."""
        query = select(silenced.c.user_id, silenced.c.until)
        return {row.user_id: row.until for row in await self._connection.execute(query)}

    async def at(self, now: datetime) -> set[int]:
        """Everybody who is blocked, or muted at this instant."""
        lasting = or_(silenced.c.until.is_(None), silenced.c.until > now)
        query = select(silenced.c.user_id).where(lasting)
        return set((await self._connection.execute(query)).scalars())

    async def put(self, user_id: int, until: datetime | None) -> None:
        """Silences the person until the instant (UTC); None: for good."""
        await self.lift(user_id)
        await self._connection.execute(insert(silenced).values(user_id=user_id, until=until))

    async def lift(self, user_id: int) -> None:
        """Has the person heard again."""
        await self._connection.execute(delete(silenced).where(silenced.c.user_id == user_id))
