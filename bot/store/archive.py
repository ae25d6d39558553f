"""Queries on everything that is known to stand in the channels, whoever published it.

Whatever changes a message here changes what readers find of it, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Subquery, func, insert, null, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import Status
from bot.store.entering import Entering
from bot.store.publications import Publications
from bot.store.rows import ArchiveRow
from bot.store.schema import archive, posts, publications

SPREAD = 100  # the messages of one album stand no further apart

# What changes nothing of what readers find.
UNSEEN = frozenset({"kind", "media", "signature", "edited_at"})


class Archive:
    """Messages of channels."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._publications = Publications(connection)

    async def get(self, channel_id: int, message_id: int) -> ArchiveRow | None:
        """One message."""
        query = select(archive).where(
            archive.c.channel_id == channel_id, archive.c.message_id == message_id
        )
        row = (await self._connection.execute(query)).first()
        return None if row is None else ArchiveRow(**row._mapping)  # noqa: SLF001 - public

    async def add(self, row: ArchiveRow) -> None:
        """Enters a message, unless it is known already."""
        if await self.get(row.channel_id, row.message_id) is not None:
            return
        before = await self._all_of(row)
        values = {column.name: getattr(row, column.name) for column in archive.c}
        await self._connection.execute(insert(archive).values(**values))
        after = sorted([*before, row], key=lambda each: each.message_id)
        await self._publications.change(before, after)

    async def add_many(self, rows: Sequence[ArchiveRow]) -> int:
        """Enters messages by the thousand; says how many were not known before.

        One call holds messages of one channel, in the order of the channel as far as possible:
        at most some 2,000, so that a transaction is over within a second.
        """
        entering = await Entering.read(self._connection, rows, SPREAD)
        if entering.at_once:
            values = [
                {column.name: getattr(row, column.name) for column in archive.c}
                for group in entering.at_once
                for row in group
            ]
            await self._connection.execute(insert(archive), values)
            await self._publications.add(entering.at_once)
        for row in entering.one_by_one:
            await self.add(row)
        return sum(map(len, entering.at_once)) + len(entering.one_by_one)

    async def seen_of(self, channel_id: int, first: int, last: int) -> dict[int, datetime]:
        """Of the messages by hand in a stretch, up to which instant their edits are known."""
        query = select(
            archive.c.message_id, func.coalesce(archive.c.edited_at, archive.c.sent_at)
        ).where(
            archive.c.channel_id == channel_id,
            archive.c.message_id.between(first, last),
            archive.c.post_id.is_(None),
        )
        rows = await self._connection.execute(query)
        return {row.message_id: row[1] for row in rows}

    async def mark(self, channel_id: int, message_id: int, **values: Any) -> None:
        """Notes what became of a message."""
        row = await self.get(channel_id, message_id)
        if row is None:
            return
        seen = not UNSEEN.issuperset(values)
        before = await self._all_of(row) if seen else []
        statement = update(archive).where(
            archive.c.channel_id == channel_id, archive.c.message_id == message_id
        )
        await self._connection.execute(statement.values(**values))
        if seen:
            await self._publications.change(before, await self._all_of(row))

    async def reconsider(self, post_id: int) -> None:
        """Brings what readers find in line with a post whose status has changed."""
        query = select(archive).where(archive.c.post_id == post_id)
        rows = await self._read(query.order_by(archive.c.message_id))
        await self._publications.change(rows, rows)

    async def latest(self, channel_id: int, limit: int) -> list[ArchiveRow]:
        """The first messages of the newest posts and albums that stand in the channel."""
        keys = await self._publications.older(channel_id, limit)
        return [row for key in keys if (row := await self.get(channel_id, key)) is not None]

    async def group(self, head: ArchiveRow) -> list[ArchiveRow]:
        """The message with those that belong to it and still stand there, in order."""
        return [row for row in await self._all_of(head) if row.deleted_at is None]

    async def published(
        self, channel_id: int, statuses: Sequence[Status], limit: int, offset: int
    ) -> list[tuple[int | None, int | None, datetime]]:
        """A page of what was published, the newest first: post, or message by hand, and when."""
        both = _published(channel_id, statuses)
        query = select(both.c.post_id, both.c.message_id, both.c.sent_at)
        query = query.order_by(both.c.sent_at.desc(), both.c.post_id.desc().nulls_last())
        rows = await self._connection.execute(query.limit(limit).offset(offset))
        return [(row.post_id, row.message_id, row.sent_at) for row in rows]

    async def count(self, channel_id: int, statuses: Sequence[Status]) -> int:
        """How many lines that list has in all."""
        query = select(func.count()).select_from(_published(channel_id, statuses))
        return int((await self._connection.execute(query)).scalar_one())

    async def _all_of(self, row: ArchiveRow) -> list[ArchiveRow]:
        """Every message of the post or album that this one belongs to, deleted ones too."""
        query = select(archive).where(archive.c.channel_id == row.channel_id)
        if row.post_id is not None:
            query = query.where(archive.c.post_id == row.post_id)
        elif row.media_group_id is not None:
            near = archive.c.message_id.between(row.message_id - SPREAD, row.message_id + SPREAD)
            query = query.where(near, archive.c.media_group_id == row.media_group_id)
        else:
            query = query.where(archive.c.message_id == row.message_id)
        return await self._read(query.order_by(archive.c.message_id))

    async def _read(self, query: Select[Any]) -> list[ArchiveRow]:
        rows = await self._connection.execute(query)
        return [ArchiveRow(**row._mapping) for row in rows]  # noqa: SLF001 - public


def _published(channel_id: int, statuses: Sequence[Status]) -> Subquery:
    ours = select(posts.c.id.label("post_id"), null().label("message_id"), posts.c.sent_at).where(
        posts.c.channel_id == channel_id,
        posts.c.status.in_(list(statuses)),
        posts.c.sent_at.is_not(None),
    )
    by_hand = select(
        null().label("post_id"), publications.c.message_id, publications.c.sent_at
    ).where(publications.c.channel_id == channel_id, publications.c.post_id.is_(None))
    return union_all(ours, by_hand).subquery()
