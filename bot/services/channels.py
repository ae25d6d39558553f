"""The channels of the desk: which there are, which one a person works on, and their changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.channel import Channel
from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.services.ports import Clock, Wake
from bot.store import Store, Transaction

Change = Callable[[Channel], Channel]


async def chosen_channels(
    tx: Transaction, person: Person, right: Right = Right.SEE
) -> list[Channel]:
    """The channels that the person's next release is for; where none was chosen, one of theirs.

    Raises InputError for somebody who has the right in no channel.
    """
    mine = [channel for channel in await tx.channels.all() if person.may(right, channel.id)]
    if not mine and person.may_anywhere(Right.SEE):
        raise InputError("In your channels you may not do this. Ask the chief editor.")
    if not mine:
        raise InputError("You have no channel here. Ask the owner for an invite.")
    chosen = [channel for channel in mine if channel.id in person.chosen]
    return chosen or [next((channel for channel in mine if channel.main), mine[0])]


async def main_channel(tx: Transaction) -> Channel:
    """The channel that readers ask the bot about; the start made it."""
    channel = await tx.channels.main()
    assert channel is not None  # noqa: S101 - Door.open settles it before anything else runs
    return channel


@dataclass(frozen=True, slots=True)
class Channels:
    """Channels as the desk sees them."""

    store: Store
    clock: Clock
    wake: Wake

    async def main(self) -> Channel:
        """The channel that readers ask the bot about."""
        return await self.store.run(main_channel)

    async def seen_by(self, person: Person, right: Right = Right.SEE) -> list[Channel]:
        """Every channel in which the person has the right."""
        channels = await self.store.run(lambda tx: tx.channels.all())
        return [channel for channel in channels if person.may(right, channel.id)]

    async def current(self, person: Person, right: Right = Right.SEE) -> Channel:
        """The channel that the person's commands are about.

        Raises InputError for somebody who has the right in no channel.
        """
        return (await self.store.run(lambda tx: chosen_channels(tx, person, right)))[0]

    async def get(self, channel_id: int) -> Channel:
        """One channel. Raises InputError if there is none."""
        found = await self.store.run(lambda tx: tx.channels.find(channel_id))
        if found is None:
            raise InputError("There is no such channel any more. See /channels")
        return found

    async def choose(self, person: Person, channel_ids: tuple[int, ...]) -> Person:
        """Remembers what the person's next release, and the next command, is for."""
        chosen = replace(person, chosen=channel_ids)
        await self.store.run(lambda tx: tx.people.save(chosen, self.clock.now()))
        return chosen

    async def change(
        self,
        channel_id: int,
        change: Change,
        actor_id: int,
        act: str,
        *,
        before: str | None = None,
        after: str | None = None,
    ) -> Channel:
        """Changes a channel by a pure function, and logs the act."""

        async def work(tx: Transaction) -> Channel:
            changed = change(await tx.channels.get(channel_id))
            await tx.channels.save(changed)
            await tx.audit.add(
                self.clock.now(), actor_id, act, channel_id=channel_id, before=before, after=after
            )
            return changed

        channel = await self.store.run(work)
        self.wake.plan.set()
        return channel
