"""Queries on attempts to publish and on what was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import PublishedMessage
from bot.store.rows import MessageRow
from bot.store.schema import attempts, messages

SETTLED = timedelta(days=1)  # no call is carried out so late

ROW = (
    messages.c.channel_id,
    messages.c.message_id,
    messages.c.post_id,
    messages.c.part,
    messages.c.item,
    messages.c.sent_at,
    messages.c.edited_at,
    messages.c.deleted_at,
    messages.c.pinned,
)


class Messages:
    """What was tried and what came of it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(
        self, post_id: int, part: int, floor: int, fingerprint: str, now: datetime
    ) -> int:
        """Writes an attempt down before its call is made; returns its number."""
        query = select(func.count()).where(attempts.c.post_id == post_id, attempts.c.part == part)
        number = (await self._connection.execute(query)).scalar_one() + 1
        statement = insert(attempts).values(
            post_id=post_id,
            part=part,
            number=number,
            floor=floor,
            fingerprint=fingerprint,
            started_at=now,
        )
        result = await self._connection.execute(statement.returning(attempts.c.id))
        return int(result.scalar_one())

    async def finish(self, attempt_id: int, outcome: str, detail: str, now: datetime) -> None:
        """Records what became of the attempt."""
        statement = update(attempts).where(attempts.c.id == attempt_id)
        values = {"outcome": outcome, "detail": detail, "finished_at": now}
        await self._connection.execute(statement.values(**values))

    async def unfinished(self) -> list[tuple[int, int, datetime]]:
        """Attempts (number, post, start) whose outcome was never recorded: the process died."""
        query = select(attempts.c.id, attempts.c.post_id, attempts.c.started_at).where(
            attempts.c.outcome.is_(None)
        )
        rows = await self._connection.execute(query.order_by(attempts.c.id))
        return [(row.id, row.post_id, row.started_at) for row in rows]

    async def first_try(self, post_id: int, part: int) -> tuple[int, datetime, bool]:
        """The floor and start of the first attempt at a part whose message may be there; and
        whether one of several ended unknown, so that there may be two copies.

        What Telegram refused left nothing, and what is a day older than the newest attempt was
        settled then: the messages that came since would only hide what is looked for.
        """
        query = select(attempts.c.floor, attempts.c.started_at, attempts.c.outcome).where(
            attempts.c.post_id == post_id, attempts.c.part == part
        )
        *before, newest = (await self._connection.execute(query.order_by(attempts.c.number))).all()
        earliest = newest.started_at - SETTLED
        rows = [
            row for row in before if row.outcome != "not_sent" and row.started_at >= earliest
        ] + [newest]
        unknown = any(row.outcome == "unknown" for row in rows)
        return rows[0].floor, rows[0].started_at, unknown and len(rows) > 1

    async def last_end(self, post_id: int, part: int) -> datetime | None:
        """When the last attempt at a part ended, as far as that is known."""
        query = select(func.max(attempts.c.finished_at)).where(
            attempts.c.post_id == post_id, attempts.c.part == part
        )
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def add(self, channel_id: int, published: Sequence[PublishedMessage]) -> None:
        """Records messages that are in the channel."""
        rows = [
            {
                "channel_id": channel_id,
                "message_id": message.message_id,
                "post_id": message.post_id,
                "part": message.part,
                "item": message.index,
                "sent_at": message.sent_at,
                "fingerprint": message.fingerprint,
            }
            for message in published
        ]
        await self._connection.execute(insert(messages), rows)

    async def rows(self, post_id: int) -> list[MessageRow]:
        """Every message that the post ever had, in the order of the channel."""
        query = select(*ROW).where(messages.c.post_id == post_id)
        rows = await self._connection.execute(query.order_by(messages.c.message_id))
        return [MessageRow(*row) for row in rows]

    async def find(self, channel_id: int, message_id: int) -> MessageRow | None:
        """A message of a channel, if a post of ours stands in it."""
        query = select(*ROW).where(
            messages.c.channel_id == channel_id, messages.c.message_id == message_id
        )
        row = (await self._connection.execute(query)).first()
        return None if row is None else MessageRow(*row)

    async def mark(self, channel_id: int, message_id: int, **values: Any) -> None:
        """Notes what was done to a message."""
        statement = update(messages).where(
            messages.c.channel_id == channel_id, messages.c.message_id == message_id
        )
        await self._connection.execute(statement.values(**values))

    async def show(self, post_id: int, places: Mapping[int, tuple[int, int]]) -> None:
        """Says what of the post each message shows now, as (part, item) by its number.

        The others show nothing of it any more: they get parts below 0.
        """
        found = await self.rows(post_id)
        for number, row in enumerate(found, 1):  # first out of the way: places are unique
            await self.mark(row.channel_id, row.message_id, part=-number, item=0)
        for row in found:
            if row.message_id in places:
                part, item = places[row.message_id]
                await self.mark(row.channel_id, row.message_id, part=part, item=item)
