"""Queries on the sketches by which near-duplicates are found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import Status
from bot.store.schema import posts, sketches

MOST = 50  # posts that are looked at more closely

# When a post was seen last: by readers, or by the desk.
seen = func.coalesce(posts.c.sent_at, posts.c.created_at)


class Sketches:
    """Some hashes of what each post says."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, post_id: int, hashes: Collection[int]) -> None:
        """Keeps the post's sketch instead of the one before."""
        await self.forget(post_id)
        if hashes:
            rows = [{"post_id": post_id, "hash": number} for number in sorted(hashes)]
            await self._connection.execute(insert(sketches), rows)

    async def forget(self, post_id: int) -> None:
        """Drops the post's sketch: nothing will be found like it."""
        await self._connection.execute(delete(sketches).where(sketches.c.post_id == post_id))

    async def of(self, post_id: int) -> frozenset[int]:
        """The post's sketch; empty for one that has none."""
        query = select(sketches.c.hash).where(sketches.c.post_id == post_id)
        return frozenset((await self._connection.execute(query)).scalars())

    async def alike(
        self,
        channel_id: int,
        hashes: Collection[int],
        least: int,
        since: datetime,
        *,
        but: int | None = None,
        story_id: int | None = None,
    ) -> dict[tuple[int, Status], frozenset[int]]:
        """The channel's posts since then that share at least so many hashes: their sketches, by
        number and state. Without the post `but`, and those of the story.
        """
        shared = func.count()
        near = (
            select(sketches.c.post_id)
            .where(sketches.c.hash.in_(sorted(hashes)))
            .group_by(sketches.c.post_id)
            .having(shared >= least)
            .order_by(shared.desc(), sketches.c.post_id.desc())
            .limit(MOST)
            .subquery()
        )
        query = (
            select(posts.c.id, posts.c.status)
            .join(near, near.c.post_id == posts.c.id)
            .where(
                posts.c.channel_id == channel_id,
                posts.c.status != Status.DELETED,
                posts.c.id != (but or 0),
                posts.c.story_id != (story_id or 0),
                seen >= since,
            )
        )
        states = dict[int, Status]()
        for post_id, status in await self._connection.execute(query):
            states[post_id] = status
        lines = select(sketches).where(sketches.c.post_id.in_(list(states)))
        known = dict[int, set[int]]()
        for post_id, number in await self._connection.execute(lines):
            known.setdefault(post_id, set()).add(number)
        return {(number, states[number]): frozenset(hashed) for number, hashed in known.items()}

    async def forget_before(self, before: datetime) -> int:
        """Drops the sketches of posts last seen before the instant; returns how many hashes."""
        old = select(posts.c.id).where(seen < before)
        statement = delete(sketches).where(sketches.c.post_id.in_(old))
        return (await self._connection.execute(statement)).rowcount
