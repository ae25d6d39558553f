"""Channels that the bot can't publish to: held back, told once, and gone on with.

While a channel is lost its queue sleeps (claims.py); what became overdue meanwhile is decided by
the same rules as after a stop of the bot.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.domain.outcome import NotSent, Refusal
from bot.domain.people import Role
from bot.domain.post import ON_THE_WAY, Status
from bot.domain.rights import ChannelRights, Standing
from bot.services.claims import who_runs
from bot.services.inbox import TelegramAway
from bot.services.notices import said
from bot.services.ports import Chats, Clock, Wake
from bot.store import Store, Transaction

ON_ITS_WAY = (Status.QUEUED, *ON_THE_WAY)

NOBODY = 0  # acts of the bot itself in the log

# What is kept of a loss: Telegram's own sentence (bot-api.md §2), or this one.
NO_RIGHT = "need administrator rights in the channel chat"

# Refusals that concern the channel, not one post.
OF_THE_CHAT = ("need administrator rights", "CHAT_ADMIN_REQUIRED", "CHAT_WRITE_FORBIDDEN")

LOST = (
    (
        "was kicked",
        mark(
            "⛔ The bot was removed from {channel}. Nothing goes out there, posts that wait: "
            "{waiting}. Make the bot an administrator again; then publishing goes on by itself."
        ),
    ),
    (
        "not a member",
        mark(
            "⛔ The bot is no longer in {channel}. Nothing goes out there, posts that wait: "
            "{waiting}. Make it an administrator again; then publishing goes on by itself."
        ),
    ),
    (
        "not found",
        mark(
            "⛔ Telegram no longer finds {channel}: it was deleted, or the bot was removed. "
            "Nothing goes out there, posts that wait: {waiting}. Add the bot again, or see "
            "/channels"
        ),
    ),
    (
        "",
        mark(
            "⛔ The bot may no longer post in {channel}. Nothing goes out there, posts that wait: "
            "{waiting}. Give it the right to post messages; then publishing goes on by itself."
        ),
    ),
)
FOUND = mark(
    "✅ The bot can publish in {channel} again. Posts that wait: {waiting}. They go out in their "
    "order; those that are too late wait for your word, see /failed"
)


def of_the_channel(outcome: NotSent) -> bool:
    """Whether the refusal would meet every other post of the channel too."""
    if outcome.refusal is Refusal.CHAT_LOST:
        return True
    return any(words in outcome.reason for words in OF_THE_CHAT)


async def lose(tx: Transaction, channel: Channel, reason: str, now: datetime) -> Channel:
    """Holds everything of the channel back and tells those who run it, unless they know."""
    if channel.lost is not None:
        return channel
    lost = replace(channel, lost=reason)
    await tx.channels.save(lost)
    await tx.audit.add(now, NOBODY, "lost", channel_id=channel.id, after=reason)
    sentence = next(sentence for words, sentence in LOST if words in reason)
    await _tell(tx, lost, sentence, now)
    return lost


async def regain(tx: Transaction, channel: Channel, now: datetime) -> Channel:
    """Lets the channel go on, and says so, if it was lost."""
    if channel.lost is None:
        return channel
    found = replace(channel, lost=None)
    await tx.channels.save(found)
    await tx.audit.add(now, NOBODY, "regained", channel_id=channel.id, before=channel.lost)
    await _tell(tx, found, FOUND, now)
    return found


async def note_rights(
    tx: Transaction, channel_id: int, rights: ChannelRights, now: datetime
) -> Channel:
    """Brings the channel up to date with what Telegram tells of it; no answer tells nothing."""
    channel = await tx.channels.get(channel_id)
    if rights.standing is Standing.UNKNOWN:
        return channel
    if rights.chat_id is not None:
        named = replace(channel.named(rights.title, rights.username), chat_id=rights.chat_id)
        if named != channel:
            channel = named
            await tx.channels.save(channel)
    if not channel.active:
        return channel
    if rights.missing(("post",)):
        return await lose(tx, channel, _reason(rights), now)
    return await regain(tx, channel, now)


def _reason(rights: ChannelRights) -> str:
    match rights.standing:
        case Standing.KICKED:
            return "bot was kicked from the channel chat"
        case Standing.ABSENT:
            return "bot is not a member of the channel chat"
        case Standing.NOT_FOUND:
            return "chat not found"
    return NO_RIGHT


async def _tell(tx: Transaction, channel: Channel, sentence: str, now: datetime) -> None:
    waiting = await tx.posts.count(channel.id, ON_ITS_WAY)
    text = said(InputError(sentence, channel=channel.title, waiting=waiting))
    for place in await _desk(tx, channel):
        await tx.notices.add("text", place, now, text=text)


async def _desk(tx: Transaction, channel: Channel) -> list[Place]:
    """The editors' group, or everybody who publishes there in person."""
    if channel.rules.desk_chat_id is not None:
        return await who_runs(tx, channel)
    roles = [Role.OWNER, Role.CHIEF, Role.EDITOR]
    return [Place(one.user_id) for one in await tx.people.at_the_desk(channel.id, roles)]


@dataclass(frozen=True, slots=True)
class Losses:
    """Looks at channels whose standing may have changed."""

    store: Store
    clock: Clock
    wake: Wake
    chats: Chats

    async def look(self, chat_id: int, username: str | None) -> None:
        """Asks Telegram about one of our channels. Raises TelegramAway if it does not answer."""

        async def ours(tx: Transaction) -> Channel | None:
            known = await tx.channels.by_chat(chat_id)
            if known is None and username:  # its number was not known before the bot was let in
                known = await tx.channels.by_name(f"@{username}")
            return known

        channel = await self.store.run(ours)
        if channel is None:
            return
        rights = await self.chats.rights(chat_id)
        if rights.standing is Standing.UNKNOWN:
            raise TelegramAway(rights.reason)
        await self._note(channel.id, rights)

    async def look_again(self) -> None:
        """Asks about every lost channel: Telegram does not tell of all that changes."""
        for channel in await self.store.run(lambda tx: tx.channels.all()):
            if channel.lost is not None:
                await self._note(channel.id, await self.chats.rights(channel.chat_id))

    async def rename(self, chat_id: int, title: str, username: str | None) -> None:
        """Notes the names that an update of the channel bears."""

        async def work(tx: Transaction) -> None:
            channel = await tx.channels.by_chat(chat_id)
            if channel is None or (channel.title, channel.username) == (title, username):
                return
            await tx.channels.save(channel.named(title, username))

        await self.store.run(work)

    async def _note(self, channel_id: int, rights: ChannelRights) -> None:
        now = self.clock.now()
        await self.store.run(lambda tx: note_rights(tx, channel_id, rights, now))
        self.wake.plan.set()
