"""The photos that were found inside a document: into the post with one press, out with another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain import limits
from bot.domain.release import Media, RawRelease
from bot.services.making import rewrite
from bot.services.ports import Clock
from bot.services.views import find
from bot.store import Store, Transaction
from bot.store.rows import PostRow


def to_add(raw: RawRelease) -> tuple[Media, ...]:
    """The photos that one press puts into the post: an album holds no more."""
    fresh = [photo for photo in raw.found if photo not in raw.media]
    return tuple(fresh[: max(0, limits.ALBUM - len(raw.media))])


def taken(raw: RawRelease) -> bool:
    """Whether photos of the document are in the post."""
    return any(photo in raw.media for photo in raw.found)


@dataclass(frozen=True, slots=True)
class Photos:
    """Changes the media of a post by what its document brought along."""

    store: Store
    clock: Clock

    async def switch(self, post_id: int, version: int, actor_id: int) -> PostRow:
        """Adds the photos, or takes them back.

        Raises InputError if there is no such post, and StateError if it is at another version
        or past changing.
        """

        async def work(tx: Transaction) -> PostRow:
            row = await find(tx, post_id, version)
            raw, wishes, _ = await tx.posts.release(row.release_id)
            if taken(raw):
                media = tuple(file for file in raw.media if file not in raw.found)
            else:
                media = raw.media + to_add(raw)
            return await rewrite(
                tx,
                row,
                replace(raw, media=media),
                wishes,
                self.clock.now(),
                actor_id,
                confirmed=row.confirmed,
            )

        return await self.store.run(work)
