"""Queries on what readers find: each post or album that stands in a channel, once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import Status
from bot.store.rows import ArchiveRow
from bot.store.schema import posts, publications
from bot.store.words import Document, words_of
from bot.store.words.document import key_of

Group = Sequence[ArchiveRow]

_WITHDRAWN = exists().where(
    posts.c.id == publications.c.post_id, posts.c.status == Status.WITHDRAWN
)


class Publications:
    """What stands in the channels, and the index over its words."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._words = words_of(connection)

    async def change(self, before: Group, after: Group) -> None:
        """Says what all the messages of a post or album were, and what they are."""
        old, new = _standing(before), _standing(after)
        entered = bool(old) and await self._has(old[0])
        wanted = bool(new) and not await self._withdrawn(new[0])
        if entered and wanted and _seen(old) == _seen(new):
            return
        if entered:
            await self._words.remove(_document(old))
            await self._connection.execute(
                delete(publications).where(
                    publications.c.channel_id == old[0].channel_id,
                    publications.c.message_id == old[0].message_id,
                )
            )
        if wanted:
            await self.add([new])

    async def add(self, groups: Sequence[Group]) -> None:
        """Enters posts and albums that stand there and are not known yet, all their messages."""
        standing = [found for group in groups if (found := _standing(group))]
        if not standing:
            return
        rows = [
            {
                "channel_id": group[0].channel_id,
                "message_id": group[0].message_id,
                "last_id": group[-1].message_id,
                "post_id": group[0].post_id,
                "sent_at": group[0].sent_at,
            }
            for group in standing
        ]
        await self._connection.execute(insert(publications), rows)
        await self._words.add([_document(group) for group in standing])

    async def older(self, channel_id: int, limit: int, before: int | None = None) -> list[int]:
        """The first messages of the newest (below the message `before`), the newest first."""
        query = select(publications.c.message_id).where(
            publications.c.channel_id == channel_id, ~_WITHDRAWN
        )
        if before is not None:
            query = query.where(publications.c.message_id < before)
        query = query.order_by(publications.c.message_id.desc()).limit(limit)
        return list((await self._connection.execute(query)).scalars())

    async def newer(self, channel_id: int, limit: int, after: int) -> list[int]:
        """The same for those that follow the message `after`; still the newest first."""
        query = select(publications.c.message_id).where(
            publications.c.channel_id == channel_id, publications.c.message_id > after, ~_WITHDRAWN
        )
        query = query.order_by(publications.c.message_id).limit(limit)
        return list((await self._connection.execute(query)).scalars())[::-1]

    async def _has(self, head: ArchiveRow) -> bool:
        query = select(publications.c.message_id).where(
            publications.c.channel_id == head.channel_id,
            publications.c.message_id == head.message_id,
        )
        return (await self._connection.execute(query)).first() is not None

    async def _withdrawn(self, head: ArchiveRow) -> bool:
        if head.post_id is None:
            return False
        query = select(posts.c.status).where(posts.c.id == head.post_id)
        return (await self._connection.execute(query)).scalar() is Status.WITHDRAWN


def _standing(group: Group) -> list[ArchiveRow]:
    return [row for row in group if row.deleted_at is None]


def _seen(group: Group) -> tuple[object, ...]:
    return tuple((row.message_id, row.text.text, row.sent_at) for row in group)


def _document(group: Group) -> Document:
    text = "\n".join(row.text.text for row in group if row.text)
    return Document.of(key_of(group[0].channel_id, group[0].message_id), text)
