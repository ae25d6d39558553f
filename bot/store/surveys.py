"""Queries that tell how much a database holds, and of when it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.facts import Facts
from bot.store.schema import (
    attempts,
    audit,
    channels,
    inbox,
    messages,
    notices,
    people,
    posts,
    releases,
)

COUNTED = (channels, people, releases, posts, messages, inbox, audit)
TIMES = (
    audit.c.at,
    attempts.c.started_at,
    attempts.c.finished_at,
    posts.c.touched_at,
    inbox.c.received_at,
    notices.c.created_at,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """Rows by table; the newest instant in it, None where there is none; what went out last."""

    counts: dict[str, int]
    newest: datetime | None
    published: tuple[int, str, datetime] | None  # number, title, when


class Surveys:
    """Only reads."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, fact: str) -> Survey:
        """Looks at everything; `fact` is one whose value is an instant."""
        counts = {}
        for table in COUNTED:
            query = select(func.count()).select_from(table)
            counts[table.name] = (await self._connection.execute(query)).scalar_one()
        instants = [
            (await self._connection.execute(select(func.max(column)))).scalar_one()
            for column in TIMES
        ]
        if noted := await Facts(self._connection).get(fact):
            instants.append(datetime.fromisoformat(noted).astimezone(UTC))
        out = select(posts.c.id, posts.c.title, posts.c.sent_at).order_by(posts.c.sent_at.desc())
        out = out.where(posts.c.sent_at.is_not(None)).limit(1)
        row = (await self._connection.execute(out)).first()
        newest = max((at for at in instants if at is not None), default=None)
        return Survey(counts, newest, None if row is None else (row.id, row.title, row.sent_at))
