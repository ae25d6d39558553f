"""Queries on the last act of each kind of a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import UndoRow
from bot.store.schema import undos


class Undos:
    """What it takes to undo."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(
        self,
        user_id: int,
        kind: str,
        now: datetime,
        *,
        channel_id: int,
        post_id: int | None = None,
        version: int = 0,
        before: str,
    ) -> None:
        """Keeps what was before an act, instead of what was before the last one of its kind.

        `version` is the post's after the act; `before` is JSON.
        """
        await self.forget(user_id, kind)
        statement = insert(undos).values(
            user_id=user_id,
            kind=kind,
            post_id=post_id,
            channel_id=channel_id,
            version=version,
            before=before,
            at=now,
        )
        await self._connection.execute(statement)

    async def of_person(self, user_id: int) -> list[UndoRow]:
        """The last act of each kind of a person, the newest first."""
        query = select(undos).where(undos.c.user_id == user_id)
        rows = await self._connection.execute(query.order_by(undos.c.at.desc(), undos.c.kind))
        return [UndoRow(**row._mapping) for row in rows]  # noqa: SLF001 - public in SQLAlchemy

    async def of_post(self, post_id: int, version: int) -> UndoRow | None:
        """The act that made the post what it is at this version."""
        query = select(undos).where(undos.c.post_id == post_id, undos.c.version == version)
        row = (await self._connection.execute(query.order_by(undos.c.at.desc()))).first()
        return None if row is None else UndoRow(**row._mapping)  # noqa: SLF001

    async def forget(self, user_id: int, kind: str) -> None:
        """Drops it: it is undone, or can't be."""
        await self._connection.execute(
            delete(undos).where(undos.c.user_id == user_id, undos.c.kind == kind)
        )
