"""Queries on people, their roles and invites."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people import Person, Role
from bot.store.rows import Invite
from bot.store.schema import invites, members, people

INVITE = (
    invites.c.id,
    invites.c.role,
    invites.c.channels,
    invites.c.created_by,
    invites.c.expires_at,
)

_WITH_ROLES = (
    select(people, members.c.channel_id, members.c.role)
    .select_from(people.outerjoin(members, members.c.user_id == people.c.user_id))
    .order_by(people.c.since, people.c.user_id)
)
_ONE = _WITH_ROLES.where(people.c.user_id == bindparam("user_id"))


def _good(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return invites.c.used_at.is_(None), invites.c.expires_at > now


class People:
    """People, roles and invites."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, user_id: int) -> Person | None:
        """The person, if they ever wrote or were given a role."""
        found = await self._people(_ONE, {"user_id": user_id})
        return found[0] if found else None

    async def owners(self) -> list[Person]:
        """Everybody who owns the bot."""
        return await self._read(people.c.owner.is_(True))

    async def at_the_desk(
        self, channel_id: int | None = None, roles: Collection[Role] = ()
    ) -> list[Person]:
        """Everybody at the desk of a channel, or of any; with one of the roles, if named.

        The longest-serving first; owners are at every desk.
        """
        query = select(members.c.user_id)
        if channel_id is not None:
            query = query.where(members.c.channel_id == channel_id)
        if roles:
            query = query.where(members.c.role.in_(list(roles)))
        wanted: ColumnElement[bool] = people.c.user_id.in_(query)
        if not roles or Role.OWNER in roles:
            wanted = or_(wanted, people.c.owner.is_(True))
        return await self._read(wanted)

    async def names(self, user_ids: Collection[int]) -> dict[int, str]:
        """The names of those of the people that are known, by number."""
        query = select(people.c.user_id, people.c.name)
        rows = await self._connection.execute(query.where(people.c.user_id.in_(list(user_ids))))
        return {row.user_id: row.name for row in rows}

    async def save(self, person: Person, now: datetime) -> None:
        """Adds the person or stores what changed, but for the roles."""
        values = {
            "name": person.name,
            "username": person.username,
            "language": person.language,
            "speaks": person.speaks,
            "owner": person.owner,
            "chosen": person.chosen,
        }
        statement = update(people).where(people.c.user_id == person.user_id).values(**values)
        if (await self._connection.execute(statement)).rowcount == 0:
            new = insert(people).values(user_id=person.user_id, since=now, **values)
            await self._connection.execute(new)

    async def give(self, user_id: int, channel_id: int, role: Role, now: datetime) -> None:
        """Gives a known person a role in the channel, instead of the one before."""
        await self.take(user_id, channel_id)
        await self._connection.execute(
            insert(members).values(user_id=user_id, channel_id=channel_id, role=role, since=now)
        )

    async def take(self, user_id: int, channel_id: int) -> bool:
        """Takes the role in the channel away; says whether there was one."""
        statement = delete(members).where(
            members.c.user_id == user_id, members.c.channel_id == channel_id
        )
        return (await self._connection.execute(statement)).rowcount > 0

    async def add_invite(
        self,
        secret_hash: str,
        role: Role,
        channels: tuple[int, ...],
        created_by: int,
        expires_at: datetime,
    ) -> None:
        """Stores an invite; only the hash of its secret is kept."""
        statement = insert(invites).values(
            secret_hash=secret_hash,
            role=role,
            channels=channels,
            created_by=created_by,
            expires_at=expires_at,
        )
        await self._connection.execute(statement)

    async def use_invite(self, secret_hash: str, user_id: int, now: datetime) -> Invite | None:
        """Uses an invite up and returns it, None if unknown, used or expired."""
        statement = update(invites).where(invites.c.secret_hash == secret_hash, *_good(now))
        statement = statement.values(used_by=user_id, used_at=now)
        row = (await self._connection.execute(statement.returning(*INVITE))).one_or_none()
        return None if row is None else Invite(*row)

    async def has_used(self, secret_hash: str, user_id: int) -> bool:
        """Whether it was this person who used the invite up."""
        query = select(invites.c.id).where(
            invites.c.secret_hash == secret_hash, invites.c.used_by == user_id
        )
        return (await self._connection.execute(query)).first() is not None

    async def open_invites(self, now: datetime) -> list[Invite]:
        """The invites that may still be used, the oldest first."""
        query = select(*INVITE).where(*_good(now)).order_by(invites.c.id)
        return [Invite(*row) for row in await self._connection.execute(query)]

    async def revoke_invite(self, invite_id: int, now: datetime) -> bool:
        """Ends an invite at once; says whether it could still be used."""
        statement = update(invites).where(invites.c.id == invite_id, *_good(now))
        return (await self._connection.execute(statement.values(expires_at=now))).rowcount > 0

    async def _read(self, condition: Any) -> list[Person]:
        return await self._people(_WITH_ROLES.where(condition), {})

    async def _people(self, query: Select[Any], values: dict[str, Any]) -> list[Person]:
        rows = await self._connection.execute(query, values)
        return [_person(list(held)) for _, held in groupby(rows, lambda row: row.user_id)]


def _person(held: Sequence[Row[Any]]) -> Person:
    """The person of rows that differ only in the role."""
    row = held[0]
    return Person(
        user_id=row.user_id,
        name=row.name,
        username=row.username,
        language=row.language,
        speaks=row.speaks,
        owner=row.owner,
        roles={each.channel_id: each.role for each in held if each.channel_id is not None},
        chosen=row.chosen,
    )
