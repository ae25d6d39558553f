"""A story that goes on: which post of a channel continues which."""

from __future__ import annotations

from bot.domain.post import Status
from bot.store import Transaction
from bot.store.rows import PostRow


async def earlier_copy(tx: Transaction, row: PostRow) -> PostRow | None:
    """The copy, in the same channel, of the story that a post continues, if it is out there."""
    earlier = await tx.posts.get(row.continues_id) if row.continues_id else None
    if earlier is None:
        return None
    for copy in await tx.posts.of_story(earlier.story_id):
        if copy.channel_id == row.channel_id and copy.status is Status.SENT:
            return copy
    return None


async def answered(tx: Transaction, row: PostRow) -> int | None:
    """The message that a continuing post replies to in its channel."""
    copy = await earlier_copy(tx, row)
    found = await tx.messages.rows(copy.id) if copy else []
    return next((message.message_id for message in found if not message.deleted_at), None)
