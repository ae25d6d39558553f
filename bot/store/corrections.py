"""Queries on the corrections of what was published."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.correction import Correction
from bot.store.rows import CorrectionRow
from bot.store.schema import corrections


class Corrections:
    """Rows are only ever added."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, post_id: int, made: Correction, user_id: int) -> None:
        """Adds a correction of a post."""
        statement = insert(corrections).values(
            post_id=post_id, kind=made.kind, text=made.text, user_id=user_id, at=made.at
        )
        await self._connection.execute(statement)

    async def of_post(self, post_id: int) -> list[CorrectionRow]:
        """The corrections of a post, the oldest first."""
        query = (
            select(
                corrections.c.post_id,
                corrections.c.kind,
                corrections.c.text,
                corrections.c.user_id,
                corrections.c.at,
            )
            .where(corrections.c.post_id == post_id)
            .order_by(corrections.c.id)
        )
        return [CorrectionRow(*row) for row in await self._connection.execute(query)]
