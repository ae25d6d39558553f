"""What was published, for readers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.post import Status
from bot.services.channels import main_channel
from bot.services.ports import Clock
from bot.services.views import PostView, view
from bot.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Archive:
    """Posts that are in the channel."""

    store: Store
    clock: Clock

    async def latest(self, count: int) -> list[PostView]:
        """The newest `count` posts, the newest last."""

        async def work(tx: Transaction) -> list[PostView]:
            now = self.clock.now()
            channel = await main_channel(tx)
            lines = await tx.posts.lines(channel.id, [Status.SENT], "sent", limit=count)
            rows = [await tx.posts.get(line.id) for line in reversed(lines)]
            return [await view(tx, row, now) for row in rows if row is not None]

        return await self.store.run(work)
