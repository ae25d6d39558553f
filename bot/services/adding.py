"""Channels come to the desk and go: what the bot may do there is looked at first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.channel import Channel
from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.domain.rights import ChannelRights
from bot.services.channels import main_channel
from bot.services.losses import ON_ITS_WAY, note_rights
from bot.services.ports import Chats, Clock, Wake
from bot.store import Store, Transaction
from bot.store.rows import PostLine

LISTED = 10  # posts that are named before a channel goes


@dataclass(frozen=True, slots=True)
class Seen:
    """A channel of the desk, if it is one, and what the bot may do there now."""

    channel: Channel | None
    rights: ChannelRights

    @property
    def usable(self) -> bool:
        """Whether the bot can publish there."""
        return not self.rights.missing(("post",))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What would not go out any more: the first posts, and how many there are."""

    lines: Sequence[PostLine]
    total: int


@dataclass(frozen=True, slots=True)
class Adding:
    """Adds channels to the desk and takes them away."""

    store: Store
    clock: Clock
    wake: Wake
    chats: Chats

    async def add(self, chat_id: int | str, actor: Person) -> Seen:
        """Takes the channel to the desk if the bot can publish there; else only tells its rights.

        A new one gets the settings of the main channel, one of old has its own again. Raises
        InputError for a chat that is no channel, and for who may not add any.
        """
        if not actor.may_anywhere(Right.CHANNELS):
            raise InputError("Only the owner can do this.")
        rights = await self.chats.rights(chat_id)
        if rights.chat_id is not None and rights.kind != "channel":
            raise InputError("«{title}» is no channel. Choose a channel.", title=rights.title)
        if Seen(None, rights).usable:
            channel = await self.store.run(lambda tx: self._settle(tx, rights, actor.user_id))
            self.wake.plan.set()
            return Seen(channel, rights)
        return Seen(None, rights)

    async def look(self, channel: Channel) -> Seen:
        """What the bot may do in the channel now; publishing there stops or goes on by that."""
        rights = await self.chats.rights(channel.chat_id)

        async def work(tx: Transaction) -> Channel:
            return await note_rights(tx, channel.id, rights, self.clock.now())

        seen = Seen(await self.store.run(work), rights)
        self.wake.plan.set()
        return seen

    async def look_at(self, channels: Sequence[Channel]) -> list[Seen]:
        """The same of several, asked at once."""
        async with asyncio.TaskGroup() as group:
            looks = [group.create_task(self.look(channel)) for channel in channels]
        return [look.result() for look in looks]

    async def waiting(self, channel_id: int) -> Waiting:
        """What is queued there."""

        async def work(tx: Transaction) -> Waiting:
            total = await tx.posts.count(channel_id, ON_ITS_WAY)
            lines = await tx.posts.lines(channel_id, ON_ITS_WAY, "due", limit=LISTED)
            return Waiting(lines, total)

        return await self.store.run(work)

    async def remove(self, channel_id: int, actor_id: int) -> Channel:
        """Takes the channel from the desk; nothing goes out there any more.

        Its posts stay as they are. Raises InputError for the main channel.
        """

        async def work(tx: Transaction) -> Channel:
            channel = await tx.channels.get(channel_id)
            if channel.main:
                raise InputError("The main channel stays. Another one can be set with CHANNEL.")
            gone = replace(channel, active=False)
            await tx.channels.save(gone)
            await tx.audit.add(
                self.clock.now(), actor_id, "remove_channel", channel_id=channel_id,
                before=channel.title,
            )  # fmt: skip
            return gone

        return await self.store.run(work)

    async def _settle(self, tx: Transaction, rights: ChannelRights, actor_id: int) -> Channel:
        assert rights.chat_id is not None  # noqa: S101 - Telegram told its rights
        main = await main_channel(tx)
        known = await tx.channels.by_chat(rights.chat_id)
        if known is None and rights.username:
            known = await tx.channels.by_name(f"@{rights.username}")
        if known is None:
            # Where the desk talks belongs to one channel; the others are asked to choose.
            rules = replace(main.rules, desk_chat_id=None, desk_thread_id=None)
            like_main = replace(
                main, chat_id=rights.chat_id, rules=rules, paused=False, paused_until=None,
                calm=False, released_at=None, lost=None, main=False, active=True,
            )  # fmt: skip
            known = await tx.channels.add(str(rights.chat_id), like_main)
        named = known.named(rights.title, rights.username)
        channel = replace(named, chat_id=rights.chat_id, active=True, lost=None)
        await tx.channels.save(channel)
        await tx.audit.add(
            self.clock.now(), actor_id, "add_channel", channel_id=channel.id, after=channel.title
        )
        return channel
