"""The log of acts: a chain of hashes, to which rows are only ever added."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import chain
from bot.domain.chain import GENESIS, Entry, Link, Verified
from bot.store.answering import answered_update
from bot.store.schema import audit

NOBODY = 0  # the bot itself

# PostgreSQL's number for the lock under which the log grows; any number that nothing else uses.
LOCK = 0x6C6F67

ENTRY = [column for column in audit.c if column.key not in {"previous", "hash", "update_id"}]


class Audit:
    """Who did what, before and after. The database itself refuses to change or delete a row."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        at: datetime,
        actor_id: int,
        act: str,
        *,
        channel_id: int | None = None,
        post_id: int | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> Entry:
        """Adds an entry behind the newest one. `actor_id` 0 is the bot itself.

        SQLite has one writer at a time; on PostgreSQL a lock is held to the transaction's end.
        """
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        count, head = await self.head()
        entry = Entry(count + 1, at, actor_id, act, channel_id, post_id, before, after)
        linked = chain.link(head, entry)
        values = asdict(entry) | {"previous": linked.previous, "hash": linked.hash}
        values["update_id"] = answered_update()
        await self._connection.execute(insert(audit).values(values))
        return entry

    async def head(self) -> tuple[int, str]:
        """How many entries there are, and the newest one's hash."""
        query = select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
        row = (await self._connection.execute(query)).first()
        return (0, GENESIS) if row is None else (row.id, row.hash)

    async def latest(
        self,
        limit: int,
        channel_id: int | None = None,
        post_id: int | None = None,
        offset: int = 0,
        act: str | None = None,
    ) -> list[Entry]:
        """A page of the log, newest first; of one channel, one post or one act if given."""
        query = select(*ENTRY).order_by(audit.c.id.desc()).limit(limit).offset(offset)
        if channel_id is not None:
            query = query.where(audit.c.channel_id == channel_id)
        if post_id is not None:
            query = query.where(audit.c.post_id == post_id)
        if act is not None:
            query = query.where(audit.c.act == act)
        return await self._entries(query)

    async def of_updates(self, update_ids: Collection[int]) -> dict[int, list[Entry]]:
        """What people's updates have done, by their numbers, oldest first; the bot's own acts
        beside it are left out. Numbers begin anew after a quiet week: look at the time.
        """
        query = (
            select(audit.c.update_id, *ENTRY)
            .where(audit.c.update_id.in_(update_ids), audit.c.actor_id != NOBODY)
            .order_by(audit.c.id)
        )
        found = dict[int, list[Entry]]()
        for update_id, *values in await self._connection.execute(query):
            found.setdefault(update_id, []).append(Entry(*values))
        return found

    async def of_post(self, post_id: int) -> list[Entry]:
        """Everything that was done to a post, oldest first."""
        query = select(*ENTRY).where(audit.c.post_id == post_id).order_by(audit.c.id)
        return await self._entries(query)

    async def number_of(self, digest: str) -> int | None:
        """The entry with this hash, 0 for the one before the first; None if there is none.

        So a head that was noted down earlier is looked for.
        """
        if digest == GENESIS:
            return 0
        query = select(audit.c.id).where(audit.c.hash == digest)
        return (await self._connection.execute(query)).scalar_one_or_none()

    async def verify(self, batch: int = 1000) -> Verified:
        """Reads the whole chain, `batch` entries at a time, up to the first that doesn't fit."""
        read, query = Verified(), select(audit).order_by(audit.c.id)
        while True:
            rest = query.where(audit.c.id > read.count) if read.count else query
            try:
                rows = (await self._connection.execute(rest.limit(batch))).all()
            except (TypeError, ValueError):  # a value that is no instant: look row by row
                if batch == 1:
                    numbers = rest.with_only_columns(audit.c.id).limit(1)
                    broken = (await self._connection.execute(numbers)).scalar_one()
                    return replace(read, broken=broken)
                batch = 1
                continue
            read = chain.verify(map(_link, rows), read)
            if read.broken is not None or len(rows) < batch:
                return read

    async def _entries(self, query: Select[Any]) -> list[Entry]:
        return [Entry(**row._mapping) for row in await self._connection.execute(query)]  # noqa: SLF001 - public in SQLAlchemy


def _link(row: Row[Any]) -> Link:
    values = dict(row._mapping)  # noqa: SLF001 - public in SQLAlchemy
    previous, digest, _ = (values.pop(key) for key in ("previous", "hash", "update_id"))
    return Link(Entry(**values), previous, digest)
