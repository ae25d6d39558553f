"""Queries on people, roles and invites."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Person, Role
from bot.store.schema import invites, people


def from_row(row: Row[Any]) -> Person:
    """A row as the domain's Person."""
    return Person(row.user_id, row.name, row.role, row.username, row.language)


class People:
    """People, roles and invites."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, user_id: int) -> Person | None:
        """The person, if they ever wrote or were given a role."""
        query = select(people).where(people.c.user_id == user_id)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else from_row(row)

    async def with_roles(self, roles: Iterable[Role]) -> list[Person]:
        """Everybody who has one of the roles, the longest-serving first."""
        query = select(people).where(people.c.role.in_(list(roles)))
        rows = await self._connection.execute(query.order_by(people.c.since, people.c.user_id))
        return [from_row(row) for row in rows]

    async def save(self, person: Person, now: datetime) -> None:
        """Adds the person or stores what changed."""
        values = {
            "name": person.name,
            "username": person.username,
            "role": person.role,
            "language": person.language,
        }
        statement = update(people).where(people.c.user_id == person.user_id).values(**values)
        if (await self._connection.execute(statement)).rowcount == 0:
            new = insert(people).values(user_id=person.user_id, since=now, **values)
            await self._connection.execute(new)

    async def add_invite(
        self, secret_hash: str, role: Role, created_by: int, expires_at: datetime
    ) -> None:
        """Stores an invite; only the hash of its secret is kept."""
        statement = insert(invites).values(
            secret_hash=secret_hash, role=role, created_by=created_by, expires_at=expires_at
        )
        await self._connection.execute(statement)

    async def use_invite(self, secret_hash: str, user_id: int, now: datetime) -> Role | None:
        """Uses an invite up and returns its role; None if it is unknown, used or expired."""
        statement = (
            update(invites)
            .where(
                invites.c.secret_hash == secret_hash,
                invites.c.used_at.is_(None),
                invites.c.expires_at > now,
            )
            .values(used_by=user_id, used_at=now)
            .returning(invites.c.role)
        )
        role: Role | None = (await self._connection.execute(statement)).scalar_one_or_none()
        return role
