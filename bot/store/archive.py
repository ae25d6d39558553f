"""Queries on everything that is known to stand in the channels, whoever published it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Subquery, and_, exists, func, insert, null, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import Status
from bot.store.rows import ArchiveRow
from bot.store.schema import archive, posts

SPREAD = 100  # the messages of one post or album stand no further apart

_EARLIER = archive.alias()
# Of the messages of one post, or of one album by hand, the first stands for all.
_HEAD = and_(
    archive.c.deleted_at.is_(None),
    ~exists().where(
        _EARLIER.c.channel_id == archive.c.channel_id,
        _EARLIER.c.message_id.between(archive.c.message_id - SPREAD, archive.c.message_id - 1),
        _EARLIER.c.deleted_at.is_(None),
        or_(
            _EARLIER.c.post_id == archive.c.post_id,
            and_(
                archive.c.post_id.is_(None),
                _EARLIER.c.media_group_id == archive.c.media_group_id,
            ),
        ),
    ),
)

_WITHDRAWN = exists().where(posts.c.id == archive.c.post_id, posts.c.status == Status.WITHDRAWN)


class Archive:
    """Messages of channels."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, channel_id: int, message_id: int) -> ArchiveRow | None:
        """One message."""
        query = select(archive).where(
            archive.c.channel_id == channel_id, archive.c.message_id == message_id
        )
        row = (await self._connection.execute(query)).first()
        return None if row is None else ArchiveRow(**row._mapping)  # noqa: SLF001 - public

    async def add(self, row: ArchiveRow) -> None:
        """Enters a message, unless it is known already."""
        if await self.get(row.channel_id, row.message_id) is None:
            values = {column.name: getattr(row, column.name) for column in archive.c}
            await self._connection.execute(insert(archive).values(**values))

    async def add_many(self, rows: Sequence[ArchiveRow]) -> int:
        """Enters messages of one channel by the thousand; says how many were not known before."""
        if not rows:
            return 0
        numbers = [row.message_id for row in rows]
        query = select(archive.c.message_id).where(
            archive.c.channel_id == rows[0].channel_id,
            archive.c.message_id.between(min(numbers), max(numbers)),
        )
        known = set((await self._connection.execute(query)).scalars())
        new = {row.message_id: row for row in rows if row.message_id not in known}
        if new:
            values = [
                {column.name: getattr(row, column.name) for column in archive.c}
                for row in new.values()
            ]
            await self._connection.execute(insert(archive), values)
        return len(new)

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
        statement = update(archive).where(
            archive.c.channel_id == channel_id, archive.c.message_id == message_id
        )
        await self._connection.execute(statement.values(**values))

    async def latest(self, channel_id: int, limit: int) -> list[ArchiveRow]:
        """The first messages of the newest posts and albums that stand in the channel.

        What is left of withdrawn posts is none of them.
        """
        query = select(archive).where(archive.c.channel_id == channel_id, _HEAD, ~_WITHDRAWN)
        query = query.order_by(archive.c.sent_at.desc(), archive.c.message_id.desc())
        rows = await self._connection.execute(query.limit(limit))
        return [ArchiveRow(**row._mapping) for row in rows]  # noqa: SLF001 - public

    async def group(self, head: ArchiveRow) -> list[ArchiveRow]:
        """The message with those that belong to it and still stand there, in order."""
        query = select(archive).where(
            archive.c.channel_id == head.channel_id,
            archive.c.message_id.between(head.message_id, head.message_id + SPREAD),
            archive.c.deleted_at.is_(None),
        )
        if head.post_id is not None:
            query = query.where(archive.c.post_id == head.post_id)
        elif head.media_group_id is not None:
            query = query.where(archive.c.media_group_id == head.media_group_id)
        else:
            query = query.where(archive.c.message_id == head.message_id)
        rows = await self._connection.execute(query.order_by(archive.c.message_id))
        return [ArchiveRow(**row._mapping) for row in rows]  # noqa: SLF001 - public

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


def _published(channel_id: int, statuses: Sequence[Status]) -> Subquery:
    ours = select(posts.c.id.label("post_id"), null().label("message_id"), posts.c.sent_at).where(
        posts.c.channel_id == channel_id,
        posts.c.status.in_(list(statuses)),
        posts.c.sent_at.is_not(None),
    )
    by_hand = select(
        null().label("post_id"), archive.c.message_id.label("message_id"), archive.c.sent_at
    ).where(archive.c.channel_id == channel_id, archive.c.post_id.is_(None), _HEAD)
    return union_all(ours, by_hand).subquery()
