"""Who is at which desk: roles and one-time invites."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.domain.people import GIVEN, Person, Right, Role
from bot.services.notices import said
from bot.services.ports import Clock
from bot.store import Store, Transaction
from bot.store.answering import answering
from bot.store.rows import Invite

INVITE_LIFE = timedelta(hours=24)

JOINED = {
    Role.AUTHOR: mark("{name} took your invite and is an author now."),
    Role.EDITOR: mark("{name} took your invite and is an editor now."),
    Role.CHIEF: mark("{name} took your invite and is a chief editor now."),
}


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Team:
    """People and what they may do."""

    store: Store
    clock: Clock
    owner_id: int

    async def meet(self, seen: Person, *, keep: bool = True) -> Person:
        """The person as we know them, brought up to date with what Telegram says of them.

        Without `keep`, somebody unknown stays unknown: who talks in a group has not come to us.
        """

        async def work(tx: Transaction) -> Person:
            known = await tx.people.get(seen.user_id)
            current = replace(
                seen,
                speaks=known.speaks if known else None,
                owner=seen.user_id == self.owner_id,
                roles=known.roles if known else {},
                chosen=known.chosen if known else (),
            )
            kept = current
            if not current.role.at_the_desk and not (known and known.name):
                kept = replace(current, name="", username=None)  # nobody needs a reader's
            if kept != known and (keep or known is not None):
                await tx.people.save(kept, self.clock.now())
            return current

        return await self.store.run(work)

    async def speak(self, person: Person, language: str | None) -> Person:
        """Remembers the language that the person chose; None: as their Telegram."""

        async def work(tx: Transaction) -> None:
            known = await tx.people.get(person.user_id) or person
            await tx.people.save(replace(known, speaks=language), self.clock.now())

        await self.store.run(work)
        return replace(person, speaks=language)

    async def invite(
        self, role: Role, channels: tuple[int, ...], actor: Person, life: timedelta = INVITE_LIFE
    ) -> str:
        """Makes a one-time invite and returns its secret, which is stored only as a hash.

        Raises InputError for a role that can't be given, or not by this person.
        """
        if role not in GIVEN or not channels:
            raise InputError("Whom shall I invite? For example: /invite editor")
        for channel_id in channels:
            _require_above(actor, role, channel_id)
        secret = secrets.token_urlsafe(16)
        now = self.clock.now()

        async def work(tx: Transaction) -> None:
            await tx.people.add_invite(_hash(secret), role, channels, actor.user_id, now + life)
            for channel_id in channels:
                await tx.audit.add(now, actor.user_id, "invite", channel_id=channel_id, after=role)

        await self.store.run(work)
        return secret

    async def accept(self, secret: str, person: Person) -> Person:
        """Gives the person the role of the invite. Raises InputError if it is no longer good.

        A lower role never takes the place of a higher one.
        """

        async def work(tx: Transaction) -> Person:
            now = self.clock.now()
            if person.owner:
                raise InputError("You are at the desk already.")
            used = await tx.people.use_invite(_hash(secret), person.user_id, now)
            if used is None and await tx.people.has_used(_hash(secret), person.user_id):
                return person  # a crash kept the greeting back
            if used is None:
                raise InputError("This invite is used up or too old. Ask for a new one.")
            role = used.role
            await tx.people.save(person, now)  # the desk knows its people by name
            for channel_id in used.channels:
                if await tx.channels.find(channel_id) is None:
                    continue
                before = person.role_in(channel_id)
                if before in GIVEN and GIVEN.index(before) >= GIVEN.index(role):
                    continue
                await tx.people.give(person.user_id, channel_id, role, now)
                await tx.audit.add(
                    now, person.user_id, "join", channel_id=channel_id, before=before, after=role
                )
            news = said(InputError(JOINED[role], name=person.name))
            await tx.notices.add("text", Place(used.created_by), now, text=news)
            return await tx.people.get(person.user_id) or person

        with answering(None):  # the invite knows who used it, so the handler may run again
            return await self.store.run(work)

    async def open_invites(self, channel_id: int) -> list[Invite]:
        """The invites to a channel's desk that nobody has used yet."""
        open_ = await self.store.run(lambda tx: tx.people.open_invites(self.clock.now()))
        return [invite for invite in open_ if channel_id in invite.channels]

    async def revoke(self, invite_id: int, actor: Person) -> None:
        """Ends an invite before it is used.

        Raises InputError if it is used or too old, or is to a role that is not below the actor's.
        """

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            found = [i for i in await tx.people.open_invites(now) if i.id == invite_id]
            if not found:
                raise InputError("This invite is used up or too old.")
            for channel_id in found[0].channels:
                _require_above(actor, found[0].role, channel_id)
            await tx.people.revoke_invite(invite_id, now)
            for channel_id in found[0].channels:
                await tx.audit.add(
                    now, actor.user_id, "revoke", channel_id=channel_id, before=found[0].role
                )

        await self.store.run(work)

    async def change_role(
        self, user_id: int, channel_id: int, role: Role, actor: Person
    ) -> Person:
        """Gives somebody at the desk another role there.

        Raises InputError for somebody who has none, and where the role before or after is not
        below the actor's.
        """

        async def work(tx: Transaction) -> Person:
            person = await tx.people.get(user_id)
            if person is None or channel_id not in person.roles:
                raise InputError("This person is not at the desk of this channel.")
            before, now = person.roles[channel_id], self.clock.now()
            _require_above(actor, before, channel_id)
            _require_above(actor, role, channel_id)
            await tx.people.give(user_id, channel_id, role, now)
            await tx.audit.add(
                now, actor.user_id, "role", channel_id=channel_id,
                before=f"{user_id} {before}", after=f"{user_id} {role}",
            )  # fmt: skip
            return await tx.people.get(user_id) or person

        return await self.store.run(work)

    async def desk(self, channel_id: int | None = None) -> list[Person]:
        """Everybody at the desk of a channel, or of any."""
        return await self.store.run(lambda tx: tx.people.at_the_desk(channel_id))

    async def remove(self, user_id: int, channel_id: int, actor: Person) -> Person:
        """Takes a role in a channel away.

        Raises InputError for somebody who has none, or whose role is not below the actor's.
        """

        async def work(tx: Transaction) -> Person:
            person = await tx.people.get(user_id)
            if person is None or channel_id not in person.roles:
                raise InputError("This person is not at the desk of this channel.")
            role = person.roles[channel_id]
            _require_above(actor, role, channel_id)
            now = self.clock.now()
            await tx.people.take(user_id, channel_id)
            await tx.audit.add(
                now, actor.user_id, "remove", channel_id=channel_id, before=f"{user_id} {role}"
            )
            return await tx.people.get(user_id) or person

        return await self.store.run(work)


def stands_above(actor: Person, role: Role, channel_id: int) -> bool:
    """Whether the actor leads the team there, and stands above the role."""
    own = actor.role_in(channel_id)
    above = own is Role.OWNER or (own in GIVEN and GIVEN.index(own) > GIVEN.index(role))
    return role in GIVEN and above and actor.may(Right.TEAM, channel_id)


def _require_above(actor: Person, role: Role, channel_id: int) -> None:
    """Raises InputError unless the actor leads the team there and stands above the role."""
    if not stands_above(actor, role, channel_id):
        raise InputError("Only somebody above this role can do this.")
