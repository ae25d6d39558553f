"""Queries on the inbox of raw updates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, case, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import Update
from bot.store.schema import inbox, members, people

# What is left of an update that nobody needs any more.
EMPTY = {"raw": "{}", "chat_id": None}

_AT_THE_DESK = exists().where(members.c.user_id == inbox.c.chat_id)
_OWNER = exists().where(people.c.user_id == inbox.c.chat_id, people.c.owner)
# Groups and channels have negative numbers; an inline query is asked in no chat.
_READER = case(
    (inbox.c.chat_id.is_(None), True), else_=and_(inbox.c.chat_id > 0, ~_AT_THE_DESK, ~_OWNER)
)

_WAITING = (
    select(
        inbox.c.update_id,
        inbox.c.chat_id,
        inbox.c.raw,
        inbox.c.tries,
        inbox.c.waits,
        inbox.c.not_before,
        inbox.c.received_at,
        _READER,
    )
    .where(inbox.c.done_at.is_(None))
    .order_by(inbox.c.update_id)
    .limit(bindparam("limit"))
)


class Inbox:
    """Updates as they arrived, each under Telegram's own number."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, updates: Sequence[tuple[int, int | None, str]], now: datetime) -> None:
        """Keeps the updates (number, chat, JSON) that are not here yet."""
        numbers = [number for number, _, _ in updates]
        query = select(inbox.c.update_id).where(inbox.c.update_id.in_(numbers))
        known = set((await self._connection.execute(query)).scalars())
        fresh = {number: (chat, raw) for number, chat, raw in updates if number not in known}
        rows = [
            {"update_id": number, "chat_id": chat, "raw": raw, "received_at": now}
            for number, (chat, raw) in fresh.items()
        ]
        if rows:
            await self._connection.execute(insert(inbox), rows)

    async def before(self, update_id: int) -> int | None:
        """The highest known number below this one."""
        query = select(func.max(inbox.c.update_id)).where(inbox.c.update_id < update_id)
        known: int | None = (await self._connection.execute(query)).scalar()
        return known

    async def waiting(self, limit: int = 100) -> list[Update]:
        """The oldest updates that are not settled yet."""
        rows = await self._connection.execute(_WAITING, {"limit": limit})
        return [Update(*row) for row in rows]

    async def done(
        self, update_ids: Collection[int], now: datetime, *, set_aside: bool = False
    ) -> None:
        """Marks updates as handled, or as set aside.

        Of one that is handled only its number is of any more use, so nothing else is kept.
        """
        statement = update(inbox).where(inbox.c.update_id.in_(list(update_ids)))
        emptied = {} if set_aside else EMPTY
        await self._connection.execute(
            statement.values(done_at=now, set_aside=set_aside, **emptied)
        )

    async def aside(self, update_id: int) -> str | None:
        """The JSON of an update that was set aside; None if there is none of this number."""
        query = select(inbox.c.raw).where(inbox.c.update_id == update_id, inbox.c.set_aside)
        return (await self._connection.execute(query)).scalar_one_or_none()

    async def again(self, update_id: int) -> bool:
        """Has an update that was set aside handled anew; whether there is one."""
        statement = update(inbox).where(inbox.c.update_id == update_id, inbox.c.set_aside)
        values = {"done_at": None, "set_aside": False, "tries": 0, "waits": 0, "not_before": None}
        return (await self._connection.execute(statement.values(**values))).rowcount > 0

    async def leave(self, now: datetime) -> int:
        """Sets everything that waits aside; returns how many."""
        statement = update(inbox).where(inbox.c.done_at.is_(None))
        return (
            await self._connection.execute(statement.values(done_at=now, set_aside=True))
        ).rowcount

    async def later(self, update_id: int, not_before: datetime, *, counts: bool) -> None:
        """Puts an update off; `counts` says whether that used up a try."""
        statement = update(inbox).where(inbox.c.update_id == update_id)
        tries = inbox.c.tries + (1 if counts else 0)
        values = {"not_before": not_before, "tries": tries, "waits": inbox.c.waits + 1}
        await self._connection.execute(statement.values(**values))

    async def forget(self, before: datetime) -> int:
        """Deletes what was handled before the instant; returns how many. Set aside is kept."""
        statement = delete(inbox).where(inbox.c.done_at < before, inbox.c.set_aside.is_(False))
        return (await self._connection.execute(statement)).rowcount
