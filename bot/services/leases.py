"""Who is at work on a post: others see it, and are asked before they take it over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import StateError, mark
from bot.services.ports import Clock
from bot.services.showing import refresh_cards
from bot.services.views import find
from bot.store import Store, Transaction
from bot.store.rows import PostRow

LEASE = timedelta(minutes=10)

TAKEN_OVER = mark(
    "Meanwhile somebody else has worked on № {number}, so your answer was not taken. It stands "
    "here; to use it, look at the post as it is now: /post {number}"
)


class Overtaken(StateError):
    """An answer came too late: somebody else is at work on the post, or has changed it."""

    def __init__(self, post_id: int) -> None:
        super().__init__(
            TAKEN_OVER,
            number=post_id,
        )


def holder_of(row: PostRow, now: datetime) -> int | None:
    """Who is at work on the post, if anybody is."""
    return row.holder_id if row.held_until is not None and now < row.held_until else None


def require_hold(row: PostRow, edition: int | None, user_id: int, now: datetime) -> None:
    """Raises Overtaken if the post is at another edition than was asked about, or held by another.

    Nobody is late where nobody else came.
    """
    moved_on = edition is not None and row.edition != edition
    if moved_on or holder_of(row, now) not in (None, user_id):
        raise Overtaken(row.id)


@dataclass(frozen=True, slots=True)
class Leases:
    """Takes posts in hand and lets them go; no content changes by that, nor any button."""

    store: Store
    clock: Clock

    async def take(self, post_id: int, user_id: int) -> None:
        """Takes the post in hand, from somebody else too."""

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await tx.posts.hold(post_id, user_id, now + LEASE)
            await refresh_cards(tx, post_id, now)

        await self.store.run(work)

    async def end(self, post_id: int, user_id: int, but: Collection[int] = ()) -> None:
        """Lets the post go, if the person has it; cards change but in these chats."""

        async def work(tx: Transaction) -> None:
            if await tx.posts.let_go(post_id, user_id):
                await refresh_cards(tx, post_id, self.clock.now(), but)

        await self.store.run(work)

    async def check(self, post_id: int, edition: int, user_id: int) -> None:
        """Whether an answer still fits. Raises Overtaken if not, InputError without a post."""

        async def work(tx: Transaction) -> None:
            require_hold(await find(tx, post_id), edition, user_id, self.clock.now())

        await self.store.run(work)
