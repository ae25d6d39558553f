"""What the bot believes, read from its database after the last life."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from bot.domain.post import Post, Status
from bot.store import Store, Transaction
from bot.store.schema import messages, posts
from tests.torture.record import Key


@dataclass(frozen=True, slots=True)
class Entry:
    """A post by the bot's books; `messages` are those that it believes to stand there."""

    status: Status
    error: str | None
    edition: int
    post: Post
    messages: dict[Key, int] = field(default_factory=dict)


async def read(url: str) -> dict[int, Entry]:
    """Every post by its number."""

    async def work(tx: Transaction) -> dict[int, Entry]:
        wanted = (posts.c.id, posts.c.status, posts.c.error, posts.c.edition, posts.c.post)
        rows = await tx._connection.execute(select(*wanted))
        books = {row.id: Entry(row.status, row.error, row.edition, row.post) for row in rows}
        standing = select(messages).where(messages.c.deleted_at.is_(None), messages.c.part >= 0)
        for row in await tx._connection.execute(standing):
            key = Key(row.post_id, row.part, row.item)
            books[row.post_id].messages[key] = row.message_id
        return books

    store = await Store.open(url)
    try:
        return await store.run(work)
    finally:
        await store.close()
