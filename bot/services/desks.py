"""The editors' group of a channel, or a topic of it: where its desk talks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.domain.outcome import NotSent, Refusal
from bot.domain.rights import ChannelRights
from bot.services.channels import Channels
from bot.services.claims import who_runs
from bot.services.losses import NOBODY
from bot.services.notices import said
from bot.services.ports import Chats, Clock
from bot.store import Store, Transaction
from bot.store.rows import Notice

GROUPS = ("group", "supergroup")

GONE = mark(
    "⚠️ I am no longer in the editors' group of {channel}. Its cards and notices come to private "
    "chats again. Another group: /settings, the rules of the channel"
)

HERE = mark(
    "This is the desk of {channel} now: cards and notices come here. Hand a release in as a reply "
    "to me; as an administrator of the group I also hear where I am mentioned. Commands work too, "
    "for example /queue"
)

# Sentences about a topic that no longer takes messages.
OF_THE_TOPIC = ("message thread not found", "TOPIC_CLOSED", "TOPIC_DELETED")


async def at_desk(tx: Transaction, place: Place) -> list[Channel]:
    """The channels whose desk is in this topic; of another topic, those of the whole group."""
    if place.private:
        return []
    here = [
        channel
        for channel in await tx.channels.all()
        if channel.rules.desk_chat_id == place.chat_id
    ]
    exact = [channel for channel in here if channel.rules.desk_thread_id == place.thread_id]
    return exact or here


def desk_of(channel: Channel) -> Place | None:
    """Where the desk of the channel talks, if it has a group."""
    rules = channel.rules
    return Place(rules.desk_chat_id, rules.desk_thread_id) if rules.desk_chat_id else None


async def fall_back(tx: Transaction, chat_id: int, now: datetime) -> None:
    """A group that is no more: its channels talk in private chats again, and say so once.

    What was to be told in the group is told there.
    """
    lost = dict[int, Channel]()
    for channel in await tx.channels.all():
        if channel.rules.desk_chat_id != chat_id:
            continue
        lost[channel.id] = with_desk(channel, None)
        await tx.channels.save(lost[channel.id])
        await tx.audit.add(now, NOBODY, "desk", channel_id=channel.id, before=str(chat_id))
        text = said(InputError(GONE, channel=channel.title))
        for place in await who_runs(tx, lost[channel.id]):
            await tx.notices.add("text", place, now, text=text)
    if not lost:
        return
    for notice in await tx.notices.undelivered(chat_id):
        await _tell_in_private(tx, notice, lost, now)


async def _tell_in_private(
    tx: Transaction, notice: Notice, lost: dict[int, Channel], now: datetime
) -> None:
    row = await tx.posts.get(notice.post_id) if notice.post_id else None
    channel = lost.get(row.channel_id) if row else next(iter(lost.values()))
    for place in await who_runs(tx, channel) if channel else ():
        await tx.notices.add(notice.kind, place, now, post_id=notice.post_id, text=notice.text)
    await tx.notices.done(notice.id, now)


async def follow(tx: Transaction, notice: Notice, refusal: NotSent, now: datetime) -> bool:
    """Where a notice of a group was refused because of the group: sees to what comes after.

    Says whether the notice is to be tried again, where the group is now.
    """
    if notice.chat_id > 0:
        return False
    if refusal.moved_to is not None:
        await move(tx, notice.chat_id, refusal.moved_to)
        return True
    if any(words in refusal.reason for words in OF_THE_TOPIC) and notice.thread_id is not None:
        place = Place(notice.chat_id, notice.thread_id)
        for channel in await tx.channels.all():
            if desk_of(channel) == place:
                await tx.channels.save(with_desk(channel, Place(notice.chat_id)))
        await tx.notices.redirect(place, Place(notice.chat_id))
        return True
    if refusal.refusal in (Refusal.CHAT_LOST, Refusal.NO_RIGHT):
        await fall_back(tx, notice.chat_id, now)
    return False


async def move(tx: Transaction, old: int, new: int) -> None:
    """A group became a supergroup and has another number."""
    for channel in await tx.channels.all(inactive=True):
        rules = channel.rules
        if rules.desk_chat_id == old:
            rules = replace(rules, desk_chat_id=new, desk_thread_id=None)
        if rules.journal_chat_id == old:
            rules = replace(rules, journal_chat_id=new)
        if rules != channel.rules:
            await tx.channels.save(replace(channel, rules=rules))
    await tx.notices.redirect(Place(old), Place(new))


def with_desk(channel: Channel, place: Place | None) -> Channel:
    """The channel with its desk at the place; None: in private chats."""
    chat_id, thread_id = (place.chat_id, place.thread_id) if place else (None, None)
    rules = replace(channel.rules, desk_chat_id=chat_id, desk_thread_id=thread_id)
    return replace(channel, rules=rules)


@dataclass(frozen=True, slots=True)
class Desks:
    """Groups that serve as desks, and the chats where the bot looks for evidence."""

    store: Store
    clock: Clock
    chats: Chats
    channels: Channels

    async def at(self, place: Place) -> list[Channel]:
        """The channels whose desk talks in the group or topic; none in a private chat."""
        return await self.store.run(lambda tx: at_desk(tx, place))

    async def settle(self, channel_id: int, place: Place | None, actor_id: int) -> Channel:
        """Moves the desk of the channel to the place, which is told; None: to private chats.

        Raises InputError for a chat that is no group, or in which the bot may not write.
        """
        if place is not None:
            rights = await self.chats.rights(place.chat_id)
            if rights.kind not in GROUPS:
                raise InputError("The desk can be in a group only. Choose one.")
            _require_post(rights)

        def change(channel: Channel) -> Channel:
            return with_desk(channel, place)

        async def greet(tx: Transaction, channel: Channel) -> None:
            if place is not None:
                text = said(InputError(HERE, channel=channel.title))
                await tx.notices.add("text", place, self.clock.now(), text=text)

        after = str(place)
        return await self.channels.change(
            channel_id, change, actor_id, "desk", after=after, also=greet
        )

    async def keep_journal(self, channel_id: int, chat_id: int | None, actor_id: int) -> Channel:
        """Sets the chat where the bot looks for evidence. Raises InputError as above."""
        if chat_id is not None:
            _require_post(await self.chats.rights(chat_id))

        def change(channel: Channel) -> Channel:
            return replace(channel, rules=replace(channel.rules, journal_chat_id=chat_id))

        after = str(chat_id)
        return await self.channels.change(channel_id, change, actor_id, "journal", after=after)

    async def moved(self, old: int, new: int) -> None:
        """Follows a group that became a supergroup."""
        await self.store.run(lambda tx: move(tx, old, new))

    async def gone(self, chat_id: int) -> None:
        """Does without a group that the bot was removed from."""
        await self.store.run(lambda tx: fall_back(tx, chat_id, self.clock.now()))


def _require_post(rights: ChannelRights) -> None:
    if rights.missing(("post",)):
        raise InputError("I may not write there. Let me in, then choose it again.")
