"""Queries on the corrections of what was published."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.correction import Correction
from bot.domain.post import Status
from bot.store.rows import CorrectionRow
from bot.store.schema import corrections, posts

COLUMNS = (
    corrections.c.post_id,
    corrections.c.kind,
    corrections.c.text,
    corrections.c.user_id,
    corrections.c.at,
)


def _told(channel_id: int) -> tuple[ColumnElement[bool], ...]:
    """Of posts that stand in the channel; a mended typo is told to nobody."""
    return (
        posts.c.channel_id == channel_id,
        posts.c.status == Status.SENT,
        corrections.c.kind.in_(("fact", "addition")),
    )


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

    async def public(self, channel_id: int, limit: int, offset: int) -> list[CorrectionRow]:
        """What readers of a channel were told of its mistakes, the newest first."""
        query = select(*COLUMNS).join(posts, posts.c.id == corrections.c.post_id)
        query = query.where(*_told(channel_id)).order_by(corrections.c.id.desc())
        rows = await self._connection.execute(query.limit(limit).offset(offset))
        return [CorrectionRow(*row) for row in rows]

    async def count_public(self, channel_id: int) -> int:
        """How many those are."""
        query = select(func.count()).select_from(corrections)
        query = query.join(posts, posts.c.id == corrections.c.post_id)
        return (await self._connection.execute(query.where(*_told(channel_id)))).scalar_one()

    async def of_post(self, post_id: int) -> list[CorrectionRow]:
        """The corrections of a post, the oldest first."""
        query = select(*COLUMNS).where(corrections.c.post_id == post_id).order_by(corrections.c.id)
        return [CorrectionRow(*row) for row in await self._connection.execute(query)]
