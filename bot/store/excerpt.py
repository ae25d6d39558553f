"""A part of the plan, to be played through in a database of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, MetaData, Table, Text, insert, or_, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.domain.post import ON_THE_WAY, Status
from bot.store.columns import Frozen
from bot.store.schema import channels, members, metadata, people, posts, releases
from bot.store.words.sqlite import TABLE

Rows = list[dict[str, Any]]

# Posts that no clock concerns.
ASIDE = (Status.DRAFT, *ON_THE_WAY, Status.SENT, Status.WITHDRAWN, Status.DELETED)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows by table; `whole` is whether every post that was asked for is in it."""

    rows: Mapping[str, Rows]
    whole: bool


def _raw(table: Table) -> Table:
    """The table with the JSON of its columns left unread: nobody looks at it on the way."""
    columns = (
        Column(column.name, Text() if isinstance(column.type, Frozen) else column.type)
        for column in table.columns
    )
    return Table(table.name, MetaData(), *columns)


CHANNELS, PEOPLE, MEMBERS = _raw(channels), _raw(people), _raw(members)
POSTS, RELEASES = _raw(posts), _raw(releases)


class Excerpts:
    """Reads the rows that publishing looks at."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, channel_ids: Sequence[int], until: datetime, most: int) -> Excerpt:
        """The channels, their people, and their posts that are due up to `until` (UTC).

        Of the posts, the first `most` by due time; what waits for a person comes with them.
        """
        due = select(POSTS).where(
            POSTS.c.channel_id.in_(list(channel_ids)),
            POSTS.c.status.not_in([status.value for status in ASIDE]),
            or_(POSTS.c.due_at.is_(None), POSTS.c.due_at <= until),
        )
        found = await self._read(
            due.order_by(POSTS.c.due_at.nulls_first(), POSTS.c.id).limit(most + 1)
        )
        kept = found[:most]
        sources = select(RELEASES).where(RELEASES.c.id.in_({row["release_id"] for row in kept}))
        return Excerpt(
            {
                CHANNELS.name: await self._read(select(CHANNELS)),
                PEOPLE.name: await self._read(select(PEOPLE)),
                MEMBERS.name: await self._read(select(MEMBERS)),
                RELEASES.name: await self._read(sources),
                POSTS.name: kept,
            },
            len(found) == len(kept),
        )

    async def _read(self, query: Any) -> Rows:
        return [dict(row) for row in (await self._connection.execute(query)).mappings()]


@cache
def _tables() -> str:
    """The schema as one script: a copy is made often, and table by table it costs the most."""
    dialect = sqlite.dialect()
    made = [CreateTable(table).compile(dialect=dialect) for table in metadata.sorted_tables]
    made += [
        CreateIndex(index).compile(dialect=dialect)
        for table in metadata.sorted_tables
        for index in table.indexes
    ]
    return ";\n".join([*map(str, made), TABLE])


async def lay(engine: AsyncEngine, excerpt: Excerpt) -> None:
    """Makes the tables in an empty SQLite database and puts the rows in."""
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.executescript(_tables())
    async with engine.begin() as connection:
        for table in (CHANNELS, PEOPLE, MEMBERS, RELEASES, POSTS):
            if rows := excerpt.rows[table.name]:
                await connection.execute(insert(table), rows)
