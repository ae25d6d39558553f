"""Queries on single values that the running bot remembers."""

from __future__ import annotations

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import facts


class Facts:
    """Values by their names."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, name: str) -> str | None:
        """The value; None if it was never put down."""
        query = select(facts.c.value).where(facts.c.name == name)
        return (await self._connection.execute(query)).scalar_one_or_none()

    async def put(self, name: str, value: str) -> None:
        """Puts a value down in place of the one before."""
        await self._connection.execute(delete(facts).where(facts.c.name == name))
        await self._connection.execute(insert(facts).values(name=name, value=value))
