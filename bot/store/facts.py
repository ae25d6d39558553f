"""Queries on single values, each under its name."""

from __future__ import annotations

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import facts


class Facts:
    """What the running bot remembers of itself."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, name: str) -> str | None:
        """The value, if there is one."""
        query = select(facts.c.value).where(facts.c.name == name)
        return (await self._connection.execute(query)).scalar_one_or_none()

    async def put(self, name: str, value: str) -> None:
        """Stores the value in the place of the one before. `name` has at most 32 characters."""
        statement = update(facts).where(facts.c.name == name).values(value=value)
        if (await self._connection.execute(statement)).rowcount == 0:
            await self._connection.execute(insert(facts).values(name=name, value=value))
