"""Queries on what stands in a channel lately, for those who follow it; and on reactions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import Status
from bot.store.schema import archive, posts, reactions

MOST = 1000  # messages that are looked at

# Taken back, or about to be.
_GONE = exists().where(posts.c.id == archive.c.post_id, posts.c.status == Status.WITHDRAWN)
# Some of its messages may not be there yet.
_COMING = exists().where(posts.c.id == archive.c.post_id, posts.c.status != Status.SENT)


@dataclass(frozen=True, slots=True)
class Standing:
    """A publication that stands in a channel: a post of ours, or by hand; an album is one."""

    channel_id: int
    numbers: tuple[int, ...]  # of its messages, in order
    text: str  # of all of them
    sent_at: datetime
    last_at: datetime  # when the last of its messages came
    complete: bool  # no part of it is still to come


class Newsreel:
    """The last publications, the oldest first."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def since(
        self, channel_id: int, at: datetime, above: int = 0, limit: int = MOST
    ) -> list[Standing]:
        """What was published after an instant, with numbers above a number.

        Of more messages than the limit, the newest.
        """
        return await self._read(
            (archive.c.channel_id == channel_id)
            & (archive.c.sent_at > at)
            & (archive.c.message_id > above),
            limit,
        )

    async def of_post(self, post_id: int) -> Standing | None:
        """A post of ours, if it stands in its channel."""
        return next(iter(await self._read(archive.c.post_id == post_id, MOST)), None)

    async def _read(self, condition: ColumnElement[bool], limit: int) -> list[Standing]:
        query = select(
            archive.c.channel_id,
            archive.c.message_id,
            archive.c.post_id,
            archive.c.media_group_id,
            archive.c.text,
            archive.c.sent_at,
            _COMING.label("coming"),
        ).where(condition, archive.c.deleted_at.is_(None), ~_GONE)
        newest = (archive.c.sent_at.desc(), archive.c.message_id.desc())
        query = query.order_by(*newest).limit(limit)
        groups = dict[object, list[Any]]()
        for row in sorted(await self._connection.execute(query), key=lambda row: row.message_id):
            key = (row.post_id and ("post", row.post_id)) or row.media_group_id or row.message_id
            groups.setdefault(key, []).append(row)
        return [
            Standing(
                group[0].channel_id,
                tuple(row.message_id for row in group),
                "\n".join(row.text.text for row in group if row.text),
                group[0].sent_at,
                group[-1].sent_at,
                complete=not any(row.coming for row in group),
            )
            for group in groups.values()
        ]

    async def newest(self, channel_id: int) -> int:
        """The highest number that is known; 0 without any."""
        query = select(func.max(archive.c.message_id)).where(archive.c.channel_id == channel_id)
        return (await self._connection.execute(query)).scalar_one() or 0

    async def standing(self, items: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
        """Of messages, by channel and number, those that still stand there."""
        found = set[tuple[int, int]]()
        for channel_id in {channel for channel, _ in items}:
            numbers = [number for channel, number in items if channel == channel_id]
            query = select(archive.c.message_id).where(
                archive.c.channel_id == channel_id,
                archive.c.message_id.in_(numbers),
                archive.c.deleted_at.is_(None),
                ~_GONE,
            )
            found |= {(channel_id, n) for n in (await self._connection.execute(query)).scalars()}
        return found

    async def react(self, channel_id: int, message_id: int, count: int) -> None:
        """Notes how often readers reacted to a message."""
        here = and_(reactions.c.channel_id == channel_id, reactions.c.message_id == message_id)
        statement = update(reactions).where(here).values(count=count)
        if (await self._connection.execute(statement)).rowcount == 0:
            values = {"channel_id": channel_id, "message_id": message_id, "count": count}
            await self._connection.execute(insert(reactions).values(**values))

    async def liked(self, channel_id: int, above: int) -> dict[int, int]:
        """How often readers reacted, by message with a number of at least that much."""
        query = select(reactions.c.message_id, reactions.c.count.label("times")).where(
            reactions.c.channel_id == channel_id,
            reactions.c.message_id >= above,
            reactions.c.count > 0,
        )
        return {row.message_id: row.times for row in await self._connection.execute(query)}
