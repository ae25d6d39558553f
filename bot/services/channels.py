"""The channels of the desk: which there are, which one a person works on, and their changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.channel import Channel
from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.services.ports import Clock, Wake
from bot.store import Store, Transaction

Change = Callable[[Channel], Channel]
Also = Callable[[Transaction, Channel], Awaitable[None]]


async def chosen_channels(
    tx: Transaction, person: Person, right: Right = Right.SEE
) -> list[Channel]:
    """The channels that the person's next release is for, the one of their commands first.

    Where none was chosen, it is one in which the person has the right. Raises InputError for
    somebody who has it in no channel, or not in those that were chosen: another channel must not
    be changed by surprise.
    """
    mine = [channel for channel in await tx.channels.all() if person.may(Right.SEE, channel.id)]
    able = [channel for channel in mine if person.may(right, channel.id)]
    if mine and not able:
        raise InputError("In your channels you may not do this. Ask the chief editor.")
    if not able:
        raise InputError("You have no channel here. Ask the owner for an invite.")
    chosen = [channel for channel in mine if channel.id in person.chosen]
    if not chosen:
        return [next((channel for channel in able if channel.main), able[0])]
    chosen.sort(key=lambda channel: person.chosen.index(channel.id))
    if right not in person.role_in(chosen[0].id).rights:
        raise InputError(
            "You may not do this in {channel}. Switch to another channel, for example in /queue",
            channel=chosen[0].title,
        )
    return [channel for channel in chosen if channel in able]


def at_desk_of(person: Person, desk: Sequence[Channel]) -> Person:
    """The person as somebody at the desk of these channels: what they say there is about them.

    Of several they have chosen before, else of the first.
    """
    here = [channel.id for channel in desk]
    chosen = [number for number in person.chosen if number in here]
    return replace(person, chosen=tuple(chosen or here[:1]))


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
        known = 0 < channel_id < 2**63  # buttons may be forged
        found = await self.store.run(lambda tx: tx.channels.find(channel_id)) if known else None
        if found is None:
            raise InputError("There is no such channel any more. See /channels")
        return found

    async def governed(
        self, channel_id: int, person: Person, right: Right = Right.SETTINGS
    ) -> Channel:
        """One channel, for a change of it. Raises InputError where the person may not."""
        channel = await self.get(channel_id)
        if not channel.active:
            raise InputError("There is no such channel any more. See /channels")
        if not person.may(right, channel.id):
            raise InputError("Only the owner or the chief editor can do this.")
        return channel

    async def choose(self, person: Person, channel_ids: tuple[int, ...]) -> Person:
        """Remembers what the person's next release, and the next command, is for."""
        chosen = replace(person, chosen=channel_ids)
        await self.store.run(lambda tx: tx.people.save(chosen, self.clock.now()))
        return chosen

    async def make_current(self, person: Person, channel_id: int) -> Person:
        """Remembers which channel the person's commands are about.

        If it is one of those of the next release they stay together; else it is the only one.
        """
        chosen = person.chosen if channel_id in person.chosen else ()
        others = (number for number in chosen if number != channel_id)
        return await self.choose(person, (channel_id, *others))

    async def change(
        self,
        channel_id: int,
        change: Change,
        actor_id: int,
        act: str,
        *,
        before: str | None = None,
        after: str | None = None,
        also: Also | None = None,
    ) -> Channel:
        """Changes a channel by a pure function, and logs the act; `also` is done with it."""

        async def work(tx: Transaction) -> Channel:
            changed = change(await tx.channels.get(channel_id))
            await tx.channels.save(changed)
            if also is not None:
                await also(tx, changed)
            await tx.audit.add(
                self.clock.now(), actor_id, act, channel_id=channel_id, before=before, after=after
            )
            return changed

        channel = await self.store.run(work)
        self.wake.plan.set()
        return channel
