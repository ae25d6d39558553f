"""Queries on searches for messages whose answer was lost, and for twins of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.evidence import Finding
from bot.store.rows import SearchKind, SearchRow
from bot.store.schema import archive, messages, searches

ROW = tuple(searches.c[field.name] for field in fields(SearchRow))
_OPEN = searches.c.closed_at.is_(None)


def _outside(now: datetime, beyond: datetime) -> ColumnElement[bool]:
    return or_(searches.c.look_at <= now, searches.c.look_at > beyond)


class Searches:
    """Searches, open until they are closed with a finding."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(
        self,
        kind: SearchKind,
        channel_id: int,
        post_id: int,
        part: int,
        prints: Sequence[str],
        floor: int,
        since: datetime,
        look_at: datetime,
        *,
        looks: int = 0,
        reason: str = "",
        refused: bool = False,
        cut_began_at: datetime | None = None,
    ) -> None:
        """Begins a search above the message `floor`; the first look is at `look_at` (UTC)."""
        statement = insert(searches).values(
            kind=kind,
            channel_id=channel_id,
            post_id=post_id,
            part=part,
            prints=tuple(prints),
            floor=floor,
            since=since,
            look_at=look_at,
            looks=looks,
            reason=reason,
            refused=refused,
            cut_began_at=cut_began_at,
            finding=Finding(),
        )
        await self._connection.execute(statement)

    async def due(self, now: datetime, beyond: datetime | None = None) -> list[SearchRow]:
        """The open searches whose next look is due, or set for later than `beyond`."""
        query = select(*ROW).where(
            _OPEN, _outside(now, beyond or datetime.max.replace(tzinfo=UTC))
        )
        return await self._rows(query.order_by(searches.c.look_at, searches.c.id))

    async def next_look(self) -> datetime | None:
        """When the next look of any search is due."""
        query = select(func.min(searches.c.look_at)).where(_OPEN)
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def get(self, search_id: int) -> SearchRow | None:
        """One search."""
        found = await self._rows(select(*ROW).where(searches.c.id == search_id))
        return found[0] if found else None

    async def of_post(self, post_id: int) -> list[SearchRow]:
        """Every search for the post, the oldest first."""
        query = select(*ROW).where(searches.c.post_id == post_id)
        return await self._rows(query.order_by(searches.c.id))

    async def open_in(self, channel_id: int) -> list[SearchRow]:
        """The searches of a channel that are still open."""
        query = select(*ROW).where(_OPEN, searches.c.channel_id == channel_id)
        return await self._rows(query.order_by(searches.c.id))

    async def look_again(
        self, search_id: int, look_at: datetime, looks: int, finding: Finding
    ) -> None:
        """Notes a look that settled nothing, and when to look again."""
        await self._change(search_id, look_at=look_at, looks=looks, finding=finding)

    async def hasten(self, search_id: int, now: datetime) -> None:
        """Has an open search look at once."""
        await self._change(search_id, look_at=now)

    async def close(self, search_id: int, now: datetime, finding: Finding) -> None:
        """Ends a search."""
        await self._change(search_id, closed_at=now, finding=finding)

    async def known_above(self, channel_id: int, floor: int) -> set[int]:
        """The messages above `floor` of which it is known whose they are."""
        known = set[int]()
        for table in (messages, archive):
            query = select(table.c.message_id).where(
                table.c.channel_id == channel_id, table.c.message_id > floor
            )
            known.update((await self._connection.execute(query)).scalars())
        return known

    async def last_ours(self, channel_id: int, floor: int) -> int | None:
        """The newest message of ours up to `floor`."""
        query = select(func.max(messages.c.message_id)).where(
            messages.c.channel_id == channel_id, messages.c.message_id <= floor
        )
        found: int | None = (await self._connection.execute(query)).scalar_one()
        return found

    async def _change(self, search_id: int, **values: Any) -> None:
        statement = update(searches).where(searches.c.id == search_id, _OPEN)
        await self._connection.execute(statement.values(**values))

    async def _rows(self, query: Select[Any]) -> list[SearchRow]:
        return [SearchRow(*row) for row in await self._connection.execute(query)]
