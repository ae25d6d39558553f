"""Queries on what readers find: each post or album that stands in a channel, once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Text, and_, bindparam, delete, exists, insert, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import Status
from bot.domain.wanted import Wanted
from bot.store.rows import ArchiveRow
from bot.store.schema import archive, posts, publications
from bot.store.words import Document, words_of
from bot.store.words.document import key_of, message_of

Group = Sequence[ArchiveRow]

_WITHDRAWN = exists().where(
    posts.c.id == publications.c.post_id, posts.c.status == Status.WITHDRAWN
)

LAST = 2**31 - 1  # no message has a higher number

_HEAD = archive.alias()
_ALBUM = (
    select(_HEAD.c.media_group_id)
    .where(
        _HEAD.c.channel_id == publications.c.channel_id,
        _HEAD.c.message_id == publications.c.message_id,
    )
    .correlate(publications)
    .scalar_subquery()
)
# The messages of a publication; others may stand between them.
_MEMBERS = and_(
    archive.c.channel_id == publications.c.channel_id,
    archive.c.message_id.between(publications.c.message_id, publications.c.last_id),
    archive.c.deleted_at.is_(None),
    or_(
        archive.c.message_id == publications.c.message_id,
        archive.c.post_id == publications.c.post_id,
        and_(archive.c.post_id.is_(None), archive.c.media_group_id == _ALBUM),
    ),
)
# Outer, since SQLite would else go through the whole archive in its order.
_WITH_MESSAGES = publications.outerjoin(archive, _MEMBERS)

_READ = (
    select(publications.c.message_id.label("head"), archive)
    .select_from(_WITH_MESSAGES)
    .where(
        publications.c.channel_id == bindparam("channel"),
        publications.c.message_id.in_(bindparam("numbers", expanding=True)),
    )
    .order_by(publications.c.message_id, archive.c.message_id)
)

# Of every album only this much: many are read to be compared, and captions stand there.
_FIRST_MESSAGES = select(
    archive.c.message_id, archive.c.sent_at, type_coerce(archive.c.text, Text)
).where(
    archive.c.channel_id == bindparam("channel_id"),
    archive.c.message_id.in_(bindparam("numbers", expanding=True)),
    archive.c.deleted_at.is_(None),
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

    async def bounds(
        self, channel_id: int, since: datetime | None, until: datetime | None
    ) -> tuple[int, int]:
        """The first messages of the first and the last publication of a time; (1, 0): none.

        Numbers of messages rise with time, so that they bound what the index looks through.
        """
        if since is None and until is None:
            return 0, LAST
        query = select(publications.c.message_id).where(publications.c.channel_id == channel_id)
        if since is not None:
            query = query.where(publications.c.sent_at >= since)
        if until is not None:
            query = query.where(publications.c.sent_at < until)
        first = query.order_by(publications.c.sent_at, publications.c.message_id).limit(1)
        last = query.order_by(
            publications.c.sent_at.desc(), publications.c.message_id.desc()
        ).limit(1)
        low = (await self._connection.execute(first)).scalar()
        high = (await self._connection.execute(last)).scalar()
        return (1, 0) if low is None or high is None else (low, high)

    async def find(
        self,
        channel_id: int,
        wanted: Wanted,
        bounds: tuple[int, int],
        limit: int,
        *,
        in_title: bool = False,
    ) -> list[int]:
        """The first messages of what is wanted between the bounds, the newest first."""
        low, high = bounds
        if low > high:
            return []
        if not wanted.spoken:
            query = select(publications.c.message_id).where(
                publications.c.channel_id == channel_id,
                publications.c.message_id.between(low, high),
            )
            query = query.order_by(publications.c.message_id.desc()).limit(limit)
            return list((await self._connection.execute(query)).scalars())
        keys = key_of(channel_id, low), key_of(channel_id, high)
        found = await self._words.find(wanted, *keys, limit, in_title=in_title)
        return [message_of(key) for key in found]

    async def texts(
        self, channel_id: int, numbers: Sequence[int]
    ) -> dict[int, tuple[datetime, str]]:
        """When each of these was published and what its first message says."""
        if not numbers:
            return {}
        values = {"channel_id": channel_id, "numbers": list(numbers)}
        rows = await self._connection.execute(_FIRST_MESSAGES, values)
        return {number: (at, json.loads(raw)["text"]) for number, at, raw in rows}

    async def known(self, words: Iterable[str]) -> set[str]:
        """Which of these words, folded, were ever published."""
        return await self._words.known(words)

    async def tidy(self, *, begun: bool) -> bool:
        """Takes one step of putting the index over the words in order; is there more to do?"""
        return await self._words.tidy(begun=begun)

    async def read(self, channel_id: int, numbers: Sequence[int]) -> dict[int, list[ArchiveRow]]:
        """Publications by their first message, with the messages that stand there, in order."""
        if not numbers:
            return {}
        found = dict[int, list[ArchiveRow]]()
        values = {"channel": channel_id, "numbers": list(numbers)}
        for row in await self._connection.execute(_READ, values):
            head, *message = row
            if row.message_id is None:
                continue
            found.setdefault(head, []).append(ArchiveRow(*message))
        return found

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
