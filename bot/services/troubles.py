"""What Telegram refused to change: tried anew, or let be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.errand import EditTask
from bot.services.ports import Clock, Wake
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Troubles:
    """Errands that were given up. All raise StateError if the post has changed since."""

    store: Store
    clock: Clock
    wake: Wake

    async def retry(self, post_id: int, version: int, actor_id: int) -> PostView:
        """Begins anew with what Telegram refused."""

        async def work(tx: Transaction) -> PostView:
            row, now = await find(tx, post_id, version), self.clock.now()
            there = {m.message_id for m in await tx.messages.rows(row.id) if not m.deleted_at}
            for failed in await tx.errands.failed_of(row.id):
                task = failed.task
                if isinstance(task, EditTask):
                    task = replace(task, sure=False)
                if task.message_id in there:
                    await tx.errands.add(row.channel_id, row.id, task, actor_id, now)
            await tx.errands.forgive(row.id)
            changed = await tx.posts.change(row.id, allowed=(row.status,), renew=True)
            return await view(tx, changed or row, now)

        seen = await self.store.run(work)
        self.wake.errands.set()
        return seen

    async def forgive(self, post_id: int, version: int) -> PostView:
        """Nobody wants to hear of the refusals any more."""

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            await tx.errands.forgive(row.id)
            changed = await tx.posts.change(row.id, allowed=(row.status,), renew=True)
            return await view(tx, changed or row, self.clock.now())

        return await self.store.run(work)
