"""Queries on what Telegram told us to leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import freezes


class Freezes:
    """Chats, and until when nothing may go there; 0 stands for all chats."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, until: Mapping[int, datetime], now: datetime) -> None:
        """Remembers freezes, and forgets those that are over."""
        old = (freezes.c.until <= now) | freezes.c.chat_id.in_(list(until))
        await self._connection.execute(delete(freezes).where(old))
        rows = [{"chat_id": chat_id, "until": end} for chat_id, end in until.items()]
        await self._connection.execute(insert(freezes), rows)

    async def all(self, now: datetime) -> dict[int, datetime]:
        """The freezes in force."""
        query = select(freezes.c.chat_id, freezes.c.until).where(freezes.c.until > now)
        return {row.chat_id: row.until for row in await self._connection.execute(query)}
