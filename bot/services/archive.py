"""Everything that stands in the channels, whoever published it: for readers and for the desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.errand import ForwardSeen
from bot.domain.post import Status
from bot.services.afterwards import note_forward
from bot.services.channels import main_channel
from bot.services.evidence import testify
from bot.services.neighbours import neighbours
from bot.services.ports import Clock, Wake
from bot.store import Store, Transaction
from bot.store.rows import ArchiveRow, PostRow

PAGE = 10
TITLE = 120  # characters
OUT = (Status.SENT, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Published:
    """One thing in a channel: a post of ours, or (`row` is None) messages by hand."""

    channel: Channel
    at: datetime  # UTC
    numbers: tuple[int, ...]  # of its messages that stand there
    text: str  # a post's title, or the first words
    row: PostRow | None = None

    @property
    def link(self) -> str | None:
        """The address of its first message."""
        return self.channel.link(self.numbers[0]) if self.numbers else None


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page of what was published, and how much there is in all."""

    lines: tuple[Published, ...]
    total: int
    number: int  # from 0
    channel: Channel

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Latest:
    """Neighbours in time, the newest last, and whether there are others."""

    found: tuple[Published, ...]
    channel: Channel
    numbers: tuple[int, ...]  # of their first messages, the newest first
    older: bool
    newer: bool

    @property
    def first(self) -> int:
        """The first message of the oldest; 0 where there is none."""
        return self.numbers[-1] if self.numbers else 0

    @property
    def last(self) -> int:
        """The first message of the newest; 0 where there is none."""
        return self.numbers[0] if self.numbers else 0


@dataclass(frozen=True, slots=True)
class Archive:
    """What was published, by the bot and by hand."""

    store: Store
    clock: Clock
    wake: Wake

    async def latest(
        self, count: int, before: int | None = None, after: int | None = None
    ) -> Latest:
        """The newest that stands in the main channel.

        Or the newest of what came before the publication that begins with a message, or the
        first of what came after it.
        """

        async def work(tx: Transaction) -> Latest:
            channel = await main_channel(tx)
            page = await neighbours(tx, channel.id, count, before, after)
            found = list[Published]()
            for number in reversed(page.numbers):
                head = await tx.archive.get(channel.id, number)
                assert head is not None  # noqa: S101 - one transaction
                row = await tx.posts.get(head.post_id) if head.post_id else None
                known = _ours(tx, channel, row) if row else _by_hand(tx, channel, head)
                found.append(await known)
            return Latest(tuple(found), channel, page.numbers, page.older, page.newer)

        return await self.store.run(work)

    async def page(self, channel_id: int, number: int) -> PublishedPage:
        """A page of what was published in a channel, the newest first."""

        async def work(tx: Transaction) -> PublishedPage:
            channel = await tx.channels.get(channel_id)
            total = await tx.archive.count(channel_id, OUT)
            chosen = min(max(0, number), max(0, -(-total // PAGE) - 1))
            lines = list[Published]()
            for post_id, message_id, _ in await tx.archive.published(
                channel_id, OUT, PAGE, chosen * PAGE
            ):
                row = await tx.posts.get(post_id) if post_id else None
                head = await tx.archive.get(channel_id, message_id) if message_id else None
                if row is not None:
                    lines.append(await _ours(tx, channel, row))
                elif head is not None:
                    lines.append(await _by_hand(tx, channel, head))
            return PublishedPage(tuple(lines), total, chosen, channel)

        return await self.store.run(work)

    async def note(self, chat_id: int, message: ArchiveRow, *, enter: bool = True) -> None:
        """A message by hand in a chat: its number raises the floor of our own (design §8).

        `channel_id` of the row is not read. With `enter`, it goes into the archive; one that is
        known is changed. Nothing happens in a chat that is no channel of ours.
        """

        async def work(tx: Transaction) -> None:
            channel = await tx.channels.by_chat(chat_id)
            if channel is None:
                return
            number = message.message_id
            await tx.channels.raise_floor(channel.id, number)
            if not enter:
                return
            if await tx.archive.get(channel.id, number) is None:
                await tx.archive.add(replace(message, channel_id=channel.id))
            elif message.edited_at is not None:
                await tx.archive.mark(
                    channel.id, number, kind=message.kind, text=message.text,
                    media=message.media, edited_at=message.edited_at,
                )  # fmt: skip

        await self.store.run(work)

    async def forwarded(self, chat_id: int, seen: ForwardSeen) -> None:
        """A channel's message appeared in its discussion group."""

        async def work(tx: Transaction) -> None:
            channel, now = await tx.channels.by_chat(chat_id), self.clock.now()
            if channel is None:
                return
            await note_forward(tx, channel.id, seen, now)
            await testify(tx, channel.id, seen, now)

        await self.store.run(work)
        self.wake.errands.set()
        self.wake.searches.set()


async def _ours(tx: Transaction, channel: Channel, row: PostRow) -> Published:
    messages = await tx.messages.rows(row.id)
    standing = tuple(m.message_id for m in messages if m.deleted_at is None)
    return Published(channel, row.sent_at or row.created_at, standing, row.title, row)


async def _by_hand(tx: Transaction, channel: Channel, head: ArchiveRow) -> Published:
    group = await tx.archive.group(head)
    words = next((message.text.text for message in group if message.text), "")
    numbers = tuple(message.message_id for message in group)
    return Published(channel, head.sent_at, numbers, " ".join(words.split())[:TITLE])
