"""Readers who blocked the bot or closed their account, until they come back."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.services.ports import Clock
from bot.store import Store, Transaction


@dataclass(slots=True)
class Absent:
    """Known by heart, so that nobody else's message costs a look into the database."""

    store: Store
    clock: Clock
    ids: set[int] = field(default_factory=set)

    async def learn(self) -> None:
        """Reads who is gone; run once at the start."""
        self.ids = await self.store.run(lambda tx: tx.subscriptions.blocked())

    async def went(self, user_id: int) -> None:
        """A reader blocked the bot."""

        async def work(tx: Transaction) -> bool:
            if await tx.subscriptions.get(user_id) is None:
                return False
            await tx.subscriptions.change([user_id], blocked_at=self.clock.now())
            await tx.broadcasts.gone([user_id])
            return True

        if await self.store.run(work):
            self.ids.add(user_id)

    async def came(self, user_id: int) -> None:
        """A reader is here; one who was gone is told of news again."""
        if user_id in self.ids:
            await self.store.run(lambda tx: tx.subscriptions.change([user_id], blocked_at=None))
            self.ids.discard(user_id)
