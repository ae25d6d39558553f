"""Queries on what the desk is still to be told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.desk import Place
from bot.store.rows import Left, Notice, NoticeKind
from bot.store.schema import notices

_NOTICE = (
    notices.c.id,
    notices.c.kind,
    notices.c.post_id,
    notices.c.chat_id,
    notices.c.text,
    notices.c.tries,
    notices.c.created_at,
    notices.c.reply_to,
    notices.c.thread_id,
)


class Notices:
    """An outbox: a notice is written in the transaction of the event that it tells of."""

    def __init__(self, connection: AsyncConnection, left: set[Left]) -> None:
        self._connection = connection
        self._left = left

    async def add(
        self,
        kind: NoticeKind,
        place: Place,
        now: datetime,
        *,
        post_id: int | None = None,
        text: str | None = None,
        reply_to: int | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Adds a notice for a place, to be told at once or not before the instant (UTC).

        `reply_to` is the message that it answers.
        """
        statement = insert(notices).values(
            kind=kind,
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            created_at=now,
            post_id=post_id,
            text=text,
            reply_to=reply_to,
            not_before=not_before,
        )
        await self._connection.execute(statement)
        self._left.add("notices")

    async def told(self, kind: NoticeKind, post_id: int, since: datetime) -> datetime | None:
        """When a notice of this kind about the post was first written since then, if ever."""
        query = select(func.min(notices.c.created_at)).where(
            notices.c.post_id == post_id, notices.c.kind == kind, notices.c.created_at >= since
        )
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def waiting(self, now: datetime, limit: int = 50) -> list[Notice]:
        """The oldest notices that may be delivered now."""
        query = (
            select(*_NOTICE)
            .where(
                notices.c.done_at.is_(None),
                or_(notices.c.not_before.is_(None), notices.c.not_before <= now),
            )
            .order_by(notices.c.id)
            .limit(limit)
        )
        return [Notice(*row) for row in await self._connection.execute(query)]

    async def undelivered(self, chat_id: int) -> list[Notice]:
        """Everything that a chat is still to be told, the oldest first."""
        query = select(*_NOTICE).where(notices.c.done_at.is_(None), notices.c.chat_id == chat_id)
        rows = await self._connection.execute(query.order_by(notices.c.id))
        return [Notice(*row) for row in rows]

    async def redirect(self, place: Place, to: Place) -> None:
        """Has what is still to be told in a place told in another; without what it answers."""
        statement = update(notices).where(
            notices.c.done_at.is_(None),
            notices.c.chat_id == place.chat_id,
            notices.c.thread_id == place.thread_id,
        )
        values = {"chat_id": to.chat_id, "thread_id": to.thread_id, "reply_to": None}
        await self._connection.execute(statement.values(**values))
        self._left.add("notices")

    async def next_try(self) -> datetime | None:
        """When the next notice that waits for its retry may go out."""
        query = select(func.min(notices.c.not_before)).where(notices.c.done_at.is_(None))
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def done(self, notice_id: int, now: datetime) -> None:
        """Marks a notice as delivered or given up."""
        statement = update(notices).where(notices.c.id == notice_id)
        await self._connection.execute(statement.values(done_at=now))

    async def later(self, notice_id: int, not_before: datetime) -> None:
        """Puts a notice off after a failed try."""
        statement = update(notices).where(notices.c.id == notice_id)
        values = {"not_before": not_before, "tries": notices.c.tries + 1}
        await self._connection.execute(statement.values(**values))

    async def forget(self, before: datetime) -> int:
        """Deletes what was delivered before the instant; returns how many."""
        statement = delete(notices).where(notices.c.done_at < before)
        return (await self._connection.execute(statement)).rowcount
