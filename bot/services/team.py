"""Who is at the desk: roles and one-time invites."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.errors import InputError
from bot.domain.people import Person, Role
from bot.services.ports import Clock
from bot.store import Store, Transaction

INVITE_LIFE = timedelta(hours=24)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Team:
    """People and what they may do."""

    store: Store
    clock: Clock
    owner_id: int

    async def meet(self, seen: Person) -> Person:
        """The person as we know them, brought up to date with what Telegram says of them."""
        role = Role.OWNER if seen.user_id == self.owner_id else None

        async def work(tx: Transaction) -> Person:
            known = await tx.people.get(seen.user_id)
            current = replace(seen, role=role or (known.role if known else Role.SUBSCRIBER))
            if role is None and current.role is Role.OWNER:
                current = replace(current, role=Role.SUBSCRIBER)  # OWNER_ID has changed
            if current != known:
                await tx.people.save(current, self.clock.now())
            return current

        return await self.store.run(work)

    async def invite(self, role: Role, actor_id: int) -> str:
        """Makes a one-time invite and returns its secret, which is stored only as a hash."""
        secret = secrets.token_urlsafe(16)
        now = self.clock.now()

        async def work(tx: Transaction) -> None:
            await tx.people.add_invite(_hash(secret), role, actor_id, now + INVITE_LIFE)
            await tx.audit.add(now, actor_id, "invite", after=role)

        await self.store.run(work)
        return secret

    async def accept(self, secret: str, person: Person) -> Person:
        """Gives the person the role of the invite. Raises InputError if it is no longer good."""

        async def work(tx: Transaction) -> Person:
            now = self.clock.now()
            if person.role.at_the_desk:
                raise InputError("You are at the desk already.")
            role = await tx.people.use_invite(_hash(secret), person.user_id, now)
            if role is None:
                raise InputError("This invite is used up or too old. Ask for a new one.")
            joined = replace(person, role=role)
            await tx.people.save(joined, now)
            await tx.audit.add(now, person.user_id, "join", after=role)
            return joined

        return await self.store.run(work)

    async def desk(self) -> list[Person]:
        """Everybody at the desk."""
        return await self.store.run(lambda tx: tx.people.with_roles([Role.OWNER, Role.EDITOR]))

    async def remove(self, user_id: int, actor_id: int) -> Person:
        """Takes an editor's role away. Raises InputError for anybody else."""

        async def work(tx: Transaction) -> Person:
            person = await tx.people.get(user_id)
            if person is None or person.role is not Role.EDITOR:
                raise InputError("This person is not an editor.")
            now = self.clock.now()
            removed = replace(person, role=Role.SUBSCRIBER)
            await tx.people.save(removed, now)
            await tx.audit.add(now, actor_id, "remove_editor", before=str(user_id))
            return removed

        return await self.store.run(work)
