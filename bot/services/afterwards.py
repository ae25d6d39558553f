"""What a post brings with it once it is out: its pin, its end, its first comment, its sequel."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.channel import Channel
from bot.domain.errand import CommentTask, DeleteTask, ForwardSeen, PinTask, UnpinTask
from bot.domain.post import ON_THE_WAY, PublishedMessage
from bot.services.sequels import tell_earlier
from bot.store import Transaction
from bot.store.rows import ArchiveRow, MessageRow, PostRow

FORWARD = timedelta(minutes=10)  # a post appears in its discussion group within a second


async def enter(
    tx: Transaction, channel: Channel, row: PostRow, published: list[PublishedMessage]
) -> None:
    """Enters our own messages into the archive."""
    for message in published:
        items = row.post.parts[message.part].items()
        shown = items[min(message.index, len(items) - 1)]
        await tx.archive.add(ArchiveRow(
            channel.id, message.message_id, row.id, None, shown.kind, shown.text, shown.media,
            None, message.sent_at,
        ))  # fmt: skip


async def order_what_follows(
    tx: Transaction, row: PostRow, channel: Channel, now: datetime
) -> None:
    """Writes down what is to be done to a post that just went out completely."""
    standing = [message for message in await tx.messages.rows(row.id) if not message.deleted_at]
    if not standing:  # an editor said that it is out; nobody knows its number
        return
    first, options = standing[0], row.post.options
    if options.pin is not None:
        await tx.errands.add(channel.id, row.id, PinTask(first.message_id), row.editor_id, now)
        if options.pin.period is not None:
            unpin, until = UnpinTask(first.message_id), now + options.pin.period
            await tx.errands.add(channel.id, row.id, unpin, row.editor_id, now, until)
    if options.delete_after is not None:
        for message in standing:
            task, at = DeleteTask(message.message_id), now + options.delete_after
            await tx.errands.add(channel.id, row.id, task, row.editor_id, now, at)
    if options.comment:
        await _comment(tx, row, first, now)
    await tell_earlier(tx, row, channel, first.message_id, now)


async def _comment(tx: Transaction, row: PostRow, first: MessageRow, now: datetime) -> None:
    assert row.post.options.comment is not None  # noqa: S101 - the caller looked
    task, due = CommentTask(first.message_id, row.post.options.comment), now + FORWARD
    for seen in await tx.errands.open_in(row.channel_id, "forward"):
        forward = seen.task
        if isinstance(forward, ForwardSeen) and forward.message_id == first.message_id:
            await tx.errands.done(seen.id, now)
            task, due = replace(task, group=forward.group, reply_to=forward.reply_to), now
    await tx.errands.add(row.channel_id, row.id, task, row.editor_id, now, due)


async def note_forward(tx: Transaction, channel_id: int, seen: ForwardSeen, now: datetime) -> bool:
    """Notes the automatic forward of a channel's message; True if somebody waited for it."""
    for waiting in await tx.errands.open_in(channel_id, "comment"):
        task = waiting.task
        if isinstance(task, CommentTask) and task.message_id == seen.message_id and not task.group:
            await tx.errands.replace(
                waiting.id, replace(task, group=seen.group, reply_to=seen.reply_to), now
            )
            return True
    awaited = await tx.posts.count(channel_id, ON_THE_WAY)  # the bot may not know it is out yet
    if awaited or await tx.searches.open_in(channel_id):
        await tx.errands.add(channel_id, None, seen, 0, now, now + FORWARD)
    return False
