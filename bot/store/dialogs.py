"""Queries on dialogues: the bot's questions that wait for an answer."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import dialogs

NOTHING = (None, "{}")

_ASKED = select(dialogs.c.state, dialogs.c.data).where(dialogs.c.key == bindparam("key"))


class Dialogs:
    """State and data (JSON) by key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, key: str) -> tuple[str | None, str]:
        """State and data of the dialogue; NOTHING where there is none."""
        row = (await self._connection.execute(_ASKED, {"key": key})).one_or_none()
        return NOTHING if row is None else (row.state, row.data)

    async def put(self, key: str, state: str | None, data: str) -> None:
        """Stores the dialogue; an empty one is removed."""
        await self._connection.execute(delete(dialogs).where(dialogs.c.key == key))
        if state is not None or data != "{}":
            await self._connection.execute(insert(dialogs).values(key=key, state=state, data=data))
