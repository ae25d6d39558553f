"""Queries on documents and links that are to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.release import Media
from bot.store.rows import DocumentRow
from bot.store.schema import documents

_FIELDS = [field.name for field in fields(DocumentRow)]
_OPEN = documents.c.done_at.is_(None)


class Documents:
    """Each stands for one message, under the number of its update, until it is read or refused."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, row: DocumentRow) -> None:
        """Keeps a document; one that is here already stays as it is."""
        known = select(documents.c.update_id).where(documents.c.update_id == row.update_id)
        if not (await self._connection.execute(known)).first():
            values = {name: getattr(row, name) for name in _FIELDS}
            await self._connection.execute(insert(documents).values(**values))

    async def waiting(self, now: datetime, limit: int) -> list[DocumentRow]:
        """The oldest documents that may be read now."""
        query = (
            select(*(documents.c[name] for name in _FIELDS))
            .where(_OPEN, or_(documents.c.not_before.is_(None), documents.c.not_before <= now))
            .order_by(documents.c.update_id)
            .limit(limit)
        )
        return [DocumentRow(*row) for row in await self._connection.execute(query)]

    async def next_try(self, now: datetime) -> datetime | None:
        """When the next document that waits for its retry may be read."""
        query = select(func.min(documents.c.not_before)).where(_OPEN, documents.c.not_before > now)
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def link(self, update_ids: Sequence[int]) -> str | None:
        """The address of the page that one of these messages named."""
        query = select(documents.c.address).where(
            documents.c.update_id.in_(update_ids), documents.c.kind == "link"
        )
        return (await self._connection.execute(query.limit(1))).scalar_one_or_none()

    async def shown(self, update_id: int, found: tuple[Media, ...]) -> None:
        """Notes the photos of the document, as Telegram names them."""
        statement = update(documents).where(documents.c.update_id == update_id)
        await self._connection.execute(statement.values(found=found))

    async def later(self, update_id: int, not_before: datetime, *, counts: bool) -> None:
        """Puts a document off; `counts` says whether that used up a try."""
        statement = update(documents).where(documents.c.update_id == update_id)
        tries = documents.c.tries + (1 if counts else 0)
        values = {"not_before": not_before, "tries": tries, "waits": documents.c.waits + 1}
        await self._connection.execute(statement.values(**values))

    async def done(self, update_id: int, now: datetime, refusal: str | None = None) -> None:
        """Marks a document as read, or as refused: a gettext id with its parameters."""
        statement = update(documents).where(documents.c.update_id == update_id)
        await self._connection.execute(statement.values(done_at=now, refusal=refusal))

    async def forget(self, before: datetime) -> int:
        """Deletes what was read before the instant; returns how many. What was refused is kept."""
        statement = delete(documents).where(
            documents.c.done_at < before, documents.c.refusal.is_(None)
        )
        return (await self._connection.execute(statement)).rowcount
