"""Queries on what readers follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.following import Interest, Subscription
from bot.store.schema import interests, people, silenced, subscriptions

COLUMNS = tuple(each.name for each in fields(Subscription) if each.name != "interests")
CHUNK = 500  # readers of one query


class Subscriptions:
    """Readers and what they follow; one who follows nothing any more has no row."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, user_id: int) -> Subscription | None:
        """What a reader follows."""
        found = await self._read(subscriptions.c.user_id == user_id, 1)
        return found[0] if found else None

    async def put(self, wanted: Subscription) -> None:
        """Stores a reader's wishes in the place of those before."""
        values = {name: getattr(wanted, name) for name in COLUMNS}
        statement = update(subscriptions).where(subscriptions.c.user_id == wanted.user_id)
        if (await self._connection.execute(statement.values(**values))).rowcount == 0:
            await self._connection.execute(insert(subscriptions).values(**values))
        await self._connection.execute(
            delete(interests).where(interests.c.user_id == wanted.user_id)
        )
        rows = [
            {"user_id": wanted.user_id, "kind": each.kind, "text": each.text}
            for each in sorted(wanted.interests)
        ]
        if rows:
            await self._connection.execute(insert(interests), rows)

    async def remove(self, user_id: int) -> bool:
        """Forgets everything that a reader follows; whether there was anything."""
        statement = delete(subscriptions).where(subscriptions.c.user_id == user_id)
        return (await self._connection.execute(statement)).rowcount > 0

    async def change(self, user_ids: Collection[int], **values: Any) -> None:
        """Changes single values of readers."""
        for chunk in _chunks(user_ids):
            statement = update(subscriptions).where(subscriptions.c.user_id.in_(chunk))
            await self._connection.execute(statement.values(**values))

    async def blocked(self) -> set[int]:
        """The readers who are gone."""
        query = select(subscriptions.c.user_id).where(subscriptions.c.blocked_at.is_not(None))
        return set((await self._connection.execute(query)).scalars())

    async def due(self, now: datetime, after: int, limit: int = CHUNK) -> list[Subscription]:
        """Readers whose digest is due, by number, above a number."""
        return await self._read(
            (subscriptions.c.next_at <= now) & _THERE & (subscriptions.c.user_id > after), limit
        )

    async def weekly_due(
        self, now: datetime, after: int, limit: int = CHUNK
    ) -> list[Subscription]:
        """Readers whose best of the week is due."""
        return await self._read(
            (subscriptions.c.weekly_at <= now) & _THERE & (subscriptions.c.user_id > after), limit
        )

    async def next_due(self) -> datetime | None:
        """When the next digest or best of the week is due."""
        query = select(
            select(func.min(subscriptions.c.next_at))
            .where(_THERE)
            .scalar_subquery()
            .label("digest"),
            select(func.min(subscriptions.c.weekly_at))
            .where(_THERE)
            .scalar_subquery()
            .label("weekly"),
        )
        row = (await self._connection.execute(query)).one()
        return min((at for at in row if at is not None), default=None)

    async def wanted(self) -> list[Interest]:
        """Everything that somebody follows, each once."""
        query = select(interests.c.kind, interests.c.text).distinct()
        return [Interest(*row) for row in await self._connection.execute(query)]

    async def fitting(
        self, matched: Collection[Interest], now: datetime, *, at_once: bool = False
    ) -> list[tuple[int, str, str]]:
        """Readers who are there and follow one of these, or everything: number, zone, quiet.

        With `at_once`, those alone who want no digest.
        """
        condition = _heard(now)
        if at_once:
            condition &= subscriptions.c.digest.is_(False)
        columns = (subscriptions.c.user_id, subscriptions.c.zone, subscriptions.c.quiet)
        query = select(*columns).where(condition, subscriptions.c.everything)
        found = {row.user_id: row for row in await self._connection.execute(query)}
        by_kind = dict[str, list[str]]()
        for each in matched:
            by_kind.setdefault(each.kind, []).append(each.text)
        for kind, texts in by_kind.items():
            for chunk in _chunks(texts):
                followers = select(interests.c.user_id).where(
                    interests.c.kind == kind, interests.c.text.in_(chunk)
                )
                query = select(*columns).where(condition, subscriptions.c.user_id.in_(followers))
                found |= {row.user_id: row for row in await self._connection.execute(query)}
        return [(row.user_id, row.zone, row.quiet) for _, row in sorted(found.items())]

    async def all(self, now: datetime) -> list[tuple[int, str, str]]:
        """The same for everybody who is there, whatever they follow."""
        columns = (subscriptions.c.user_id, subscriptions.c.zone, subscriptions.c.quiet)
        query = select(*columns).where(_heard(now)).order_by(subscriptions.c.user_id)
        return [
            (row.user_id, row.zone, row.quiet) for row in await self._connection.execute(query)
        ]

    async def catch_up(self, user_ids: Collection[int], at: datetime, heard: int) -> None:
        """Has readers who rest told at an instant of everything that came after a message."""
        for chunk in _chunks(user_ids):
            statement = update(subscriptions).where(
                subscriptions.c.user_id.in_(chunk), subscriptions.c.next_at.is_(None)
            )
            await self._connection.execute(statement.values(next_at=at, heard=heard))

    async def languages(self, user_ids: Collection[int]) -> dict[int, str | None]:
        """The languages of readers, as far as they are known."""
        spoken = func.coalesce(people.c.speaks, people.c.language).label("language")
        query = select(people.c.user_id, spoken)
        rows = await self._connection.execute(query.where(people.c.user_id.in_(list(user_ids))))
        return {row.user_id: row.language for row in rows}

    async def _read(self, condition: ColumnElement[bool], limit: int) -> list[Subscription]:
        query = select(subscriptions).where(condition).order_by(subscriptions.c.user_id)
        rows = (await self._connection.execute(query.limit(limit))).all()
        query = select(interests).where(interests.c.user_id.in_([row.user_id for row in rows]))
        followed = dict[int, set[Interest]]()
        for each in await self._connection.execute(query):
            followed.setdefault(each.user_id, set()).add(Interest(each.kind, each.text))
        return [
            Subscription(
                **row._mapping,  # noqa: SLF001 - public
                interests=frozenset(followed.get(row.user_id, ())),
            )
            for row in rows
        ]


_THERE = subscriptions.c.blocked_at.is_(None)


def _heard(now: datetime) -> ColumnElement[bool]:
    """Who is there; not those whom the bot does not answer: they could not even leave."""
    lasting = or_(silenced.c.until.is_(None), silenced.c.until > now)
    return _THERE & subscriptions.c.user_id.not_in(select(silenced.c.user_id).where(lasting))


def _chunks(items: Iterable[Any]) -> Iterable[list[Any]]:
    every = list(items)
    return (every[at : at + CHUNK] for at in range(0, len(every), CHUNK))
