"""How much the bot still has to do, by its own books."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.domain.post import Status
from bot.store import Store, Transaction
from bot.store.schema import errands, posts, searches

# Whatever is in none of these is on its way.
SETTLED = (
    Status.SENT,
    Status.WITHDRAWN,
    Status.UNCERTAIN,
    Status.HELD,
    Status.FAILED,
    Status.DRAFT,
    Status.DELETED,
)


async def left(store: Store) -> int:
    """Posts on their way, errands and searches that are open."""

    async def work(tx: Transaction) -> int:
        counts = (
            select(func.count()).select_from(posts).where(posts.c.status.not_in(SETTLED)),
            select(func.count()).select_from(errands).where(errands.c.done_at.is_(None)),
            select(func.count()).select_from(searches).where(searches.c.closed_at.is_(None)),
        )
        return sum([(await tx._connection.execute(count)).scalar_one() for count in counts])

    return await store.run(work)
