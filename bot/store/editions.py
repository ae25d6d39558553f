"""Queries on what posts were, edition by edition, and on who approved what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import Approval, ApprovalAct, Edition, PostRow
from bot.store.schema import approvals, editions


class Editions:
    """Rows are only ever added."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, row: PostRow, made_by: int, now: datetime) -> None:
        """Keeps the post as it is now under the number of its edition."""
        statement = insert(editions).values(
            post_id=row.id,
            edition=row.edition,
            release_id=row.release_id,
            post=row.post,
            made_by=made_by,
            made_at=now,
        )
        await self._connection.execute(statement)

    async def of_post(self, post_id: int) -> list[Edition]:
        """Every edition of a post, the oldest first."""
        query = select(editions).where(editions.c.post_id == post_id).order_by(editions.c.edition)
        rows = await self._connection.execute(query)
        return [Edition(**row._mapping) for row in rows]  # noqa: SLF001 - public in SQLAlchemy

    async def note(
        self,
        row: PostRow,
        act: ApprovalAct,
        user_id: int,
        now: datetime,
        reason: str | None = None,
    ) -> None:
        """Notes what a person said of exactly this edition."""
        statement = insert(approvals).values(
            post_id=row.id,
            edition=row.edition,
            fingerprint=row.post.fingerprint(),
            act=act,
            user_id=user_id,
            reason=reason,
            at=now,
        )
        await self._connection.execute(statement)

    async def approvals(self, post_id: int) -> list[Approval]:
        """What was said of a post, the oldest first."""
        query = select(approvals).where(approvals.c.post_id == post_id).order_by(approvals.c.id)
        rows = await self._connection.execute(query)
        return [Approval(**row._mapping) for row in rows]  # noqa: SLF001 - public in SQLAlchemy
