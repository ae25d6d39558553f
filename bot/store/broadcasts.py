"""Queries on broadcasts: to whom what goes, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.bulletins import ORDER, Bulletin, BulletinKind, Fate, Item, Progress, Sending
from bot.domain.desk import Place
from bot.store.schema import broadcasts, contents, recipients

CHUNK = 500  # rows of one statement

# A message that has come, or is on its way, or may have come.
HAVING = (Fate.SENT, Fate.CLAIMED, Fate.UNKNOWN)

_RANK = case({kind: number for number, kind in enumerate(ORDER)}, value=broadcasts.c.kind)


@dataclass(frozen=True, slots=True)
class Addressed:
    """One message to one reader."""

    id: int
    broadcast_id: int
    user_id: int
    content_id: int
    again: bool  # the rule where its answer is lost
    tries: int
    doubts: int


@dataclass(frozen=True, slots=True)
class BroadcastRow:
    """A broadcast, and the message that shows its progress."""

    id: int
    kind: BulletinKind
    state: Sending
    place: Place | None
    message_id: int | None


class Broadcasts:
    """Broadcasts, what they say, and their recipients."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(
        self, kind: BulletinKind, occasion: str, title: str, now: datetime, *, again: bool
    ) -> tuple[int, bool]:
        """The broadcast for an occasion, and whether it is new; one that ended can go on."""
        query = select(broadcasts.c.id).where(broadcasts.c.occasion == occasion)
        known = (await self._connection.execute(query)).scalar_one_or_none()
        if known is not None:
            return int(known), False
        values = {
            "kind": kind, "occasion": occasion, "state": Sending.RUNNING, "again": again,
            "title": title[:160], "created_at": now,
        }  # fmt: skip
        made = await self._connection.execute(
            insert(broadcasts).values(**values).returning(broadcasts.c.id)
        )
        return int(made.scalar_one()), True

    async def add(
        self, broadcast_id: int, bulletin: Bulletin, readers: Mapping[int, datetime]
    ) -> int:
        """Has a bulletin go to readers, to each not before an instant; how many are new.

        One who is a recipient already, or has the same publication by another broadcast, is
        left out.
        """
        have = await self.having(broadcast_id, bulletin, readers)
        new = {user_id: at for user_id, at in readers.items() if user_id not in have}
        if not new:
            return 0
        content = insert(contents).values(broadcast_id=broadcast_id, bulletin=bulletin)
        made = await self._connection.execute(content.returning(contents.c.id))
        content_id = made.scalar_one()
        rows = [
            {
                "broadcast_id": broadcast_id, "user_id": user_id, "content_id": content_id,
                "state": Fate.WAITING, "not_before": at,
            }
            for user_id, at in new.items()
        ]  # fmt: skip
        for at in range(0, len(rows), CHUNK):
            await self._connection.execute(insert(recipients), rows[at : at + CHUNK])
        statement = update(broadcasts).where(
            broadcasts.c.id == broadcast_id,
            broadcasts.c.state.in_([Sending.DONE, Sending.STOPPED]),
        )
        await self._connection.execute(statement.values(state=Sending.RUNNING, ended_at=None))
        return len(rows)

    async def get(self, broadcast_id: int) -> BroadcastRow | None:
        """One broadcast."""
        query = select(broadcasts).where(broadcasts.c.id == broadcast_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _row(row)

    async def of(self, occasion: str) -> int | None:
        """The broadcast for an occasion."""
        query = select(broadcasts.c.id).where(broadcasts.c.occasion == occasion)
        found: int | None = (await self._connection.execute(query)).scalar_one_or_none()
        return found

    async def open(self) -> list[BroadcastRow]:
        """Those that have not ended, in the order in which they go out."""
        query = select(broadcasts).where(broadcasts.c.ended_at.is_(None))
        query = query.order_by(_RANK, broadcasts.c.id)
        return [_row(row) for row in await self._connection.execute(query)]

    async def watched(self) -> list[BroadcastRow]:
        """Those whose progress is shown somewhere; an end that was shown no longer."""
        query = select(broadcasts).where(broadcasts.c.message_id.is_not(None))
        return [_row(row) for row in await self._connection.execute(query)]

    async def change(self, broadcast_id: int, **values: Any) -> None:
        """Changes values of a broadcast."""
        statement = update(broadcasts).where(broadcasts.c.id == broadcast_id)
        await self._connection.execute(statement.values(**values))

    async def claim(self, broadcast_id: int, now: datetime, limit: int) -> list[Addressed]:
        """Takes the next messages of a broadcast: written down before they are sent."""
        query = (
            select(recipients, broadcasts.c.again)
            .join(broadcasts, broadcasts.c.id == recipients.c.broadcast_id)
            .where(
                recipients.c.broadcast_id == broadcast_id,
                recipients.c.state == Fate.WAITING,
                recipients.c.not_before <= now,
            )
            .order_by(recipients.c.not_before, recipients.c.id)
            .limit(limit)
        )
        found = [_addressed(row) for row in await self._connection.execute(query)]
        await self.mark([each.id for each in found], state=Fate.CLAIMED)
        return found

    async def claimed(self) -> list[Addressed]:
        """Messages whose outcome was never written down."""
        query = (
            select(recipients, broadcasts.c.again)
            .join(broadcasts, broadcasts.c.id == recipients.c.broadcast_id)
            .where(recipients.c.state == Fate.CLAIMED)
        )
        return [_addressed(row) for row in await self._connection.execute(query)]

    async def mark(self, ids: Collection[int], **values: Any) -> None:
        """Changes values of messages."""
        for chunk in _chunks(ids):
            statement = update(recipients).where(recipients.c.id.in_(chunk))
            await self._connection.execute(statement.values(**values))

    async def bulletins(self, content_ids: Collection[int]) -> dict[int, Bulletin]:
        """What is said, by number."""
        query = select(contents.c.id, contents.c.bulletin).where(
            contents.c.id.in_(list(content_ids))
        )
        return {row.id: row.bulletin for row in await self._connection.execute(query)}

    async def next_at(self, broadcast_id: int) -> datetime | None:
        """When the next message that waits may go; None where none does."""
        query = select(func.min(recipients.c.not_before)).where(
            recipients.c.broadcast_id == broadcast_id, recipients.c.state == Fate.WAITING
        )
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def under_way(self, broadcast_id: int) -> bool:
        """Whether calls are being made, or their outcomes are not written down yet."""
        query = select(recipients.c.id).where(
            recipients.c.broadcast_id == broadcast_id, recipients.c.state == Fate.CLAIMED
        )
        return (await self._connection.execute(query.limit(1))).first() is not None

    async def progress(self, broadcast_id: int, now: datetime) -> Progress:
        """How it stands."""
        head = (
            await self._connection.execute(
                select(broadcasts).where(broadcasts.c.id == broadcast_id)
            )
        ).one()
        resting = case(
            ((recipients.c.state == Fate.WAITING) & (recipients.c.not_before > now), 1), else_=0
        )
        query = select(
            recipients.c.state, func.count(), func.sum(recipients.c.doubts), func.sum(resting)
        ).where(recipients.c.broadcast_id == broadcast_id)
        rows = (await self._connection.execute(query.group_by(recipients.c.state))).all()
        return Progress(
            head.kind,
            head.state,
            head.title,
            {row[0]: int(row[1]) for row in rows},
            sum(int(row[2] or 0) for row in rows),
            sum(int(row[3] or 0) for row in rows),
        )

    async def leave(self, user_id: int) -> None:
        """Nothing that waits goes to this reader any more."""
        await self._drop(recipients.c.user_id == user_id)

    async def stop(self, broadcast_id: int, now: datetime) -> None:
        """Nothing that waits in this broadcast goes out any more."""
        await self._drop(recipients.c.broadcast_id == broadcast_id)
        await self.change(broadcast_id, state=Sending.STOPPED, ended_at=now)

    async def _drop(self, condition: ColumnElement[bool]) -> None:
        statement = update(recipients).where(recipients.c.state == Fate.WAITING, condition)
        await self._connection.execute(statement.values(state=Fate.DROPPED))

    async def gone(self, user_ids: Collection[int]) -> None:
        """What waits for these readers will not reach them."""
        for chunk in _chunks(user_ids):
            statement = update(recipients).where(
                recipients.c.state == Fate.WAITING, recipients.c.user_id.in_(chunk)
            )
            await self._connection.execute(statement.values(state=Fate.BLOCKED))

    async def forget(self, before: datetime, limit: int) -> bool:
        """Forgets who got broadcasts that ended before an instant, so many at once, then the
        broadcasts; whether there may be more.
        """
        ended = select(broadcasts.c.id).where(broadcasts.c.ended_at < before)
        query = select(recipients.c.id).where(recipients.c.broadcast_id.in_(ended)).limit(limit)
        ids = list((await self._connection.execute(query)).scalars())
        for chunk in _chunks(ids):
            await self._connection.execute(delete(recipients).where(recipients.c.id.in_(chunk)))
        if len(ids) < limit:
            await self._connection.execute(delete(broadcasts).where(broadcasts.c.id.in_(ended)))
        return len(ids) == limit

    async def having(
        self, broadcast_id: int | None, bulletin: Bulletin, user_ids: Collection[int]
    ) -> set[int]:
        """Of readers, those who are recipients already, or have the publication otherwise."""
        same = recipients.c.broadcast_id == broadcast_id
        if len(bulletin.items) == 1 and bulletin.kind in (BulletinKind.ALERT, BulletinKind.NEWS):
            item = bulletin.items[0]
            occasions = [occasion_of(kind, item) for kind in ORDER[:2]]
            others = select(broadcasts.c.id).where(broadcasts.c.occasion.in_(occasions))
            same |= recipients.c.broadcast_id.in_(others) & recipients.c.state.in_(HAVING)
        found = set[int]()
        for chunk in _chunks(user_ids):
            query = select(recipients.c.user_id).where(same, recipients.c.user_id.in_(chunk))
            found |= set((await self._connection.execute(query)).scalars())
        return found


def occasion_of(kind: BulletinKind, item: Item) -> str:
    """The occasion of a publication's broadcast."""
    return f"{kind.value}:{item.channel_id}:{item.message_id}"


def _addressed(row: Any) -> Addressed:
    return Addressed(
        row.id, row.broadcast_id, row.user_id, row.content_id, row.again, row.tries, row.doubts
    )


def _row(row: Any) -> BroadcastRow:
    place = None if row.chat_id is None else Place(row.chat_id, row.thread_id)
    return BroadcastRow(row.id, row.kind, row.state, place, row.message_id)


def _chunks(items: Iterable[int]) -> Iterable[Sequence[int]]:
    every = list(items)
    return (every[at : at + CHUNK] for at in range(0, len(every), CHUNK))
