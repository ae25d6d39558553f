"""Looking at posts, and dropping them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.desk import Place
from bot.domain.errors import StateError
from bot.domain.post import EDITABLE, Status
from bot.services.before import remember
from bot.services.making import draw_anew
from bot.services.ports import Clock
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow


@dataclass(frozen=True, slots=True)
class Drafts:
    """Posts as editors see them."""

    store: Store
    clock: Clock

    async def view(self, post_id: int) -> PostView:
        """The post with everything that its card shows. Raises InputError if there is none."""

        async def work(tx: Transaction) -> PostView:
            return await view(tx, await find(tx, post_id), self.clock.now())

        return await self.store.run(work)

    async def following(self, row: PostRow) -> PostView | None:
        """The copy that follows a repeated post."""

        async def work(tx: Transaction) -> PostView | None:
            found = await tx.posts.following(row) if row.repeat else None
            return None if found is None else await view(tx, found, self.clock.now())

        return await self.store.run(work)

    async def show(self, post_id: int, place: Place) -> None:
        """Has the post's preview and card sent to the place. Raises InputError if there is none.

        A draft takes the channel's style as it is now; what has a time keeps the look that was
        approved.
        """

        async def work(tx: Transaction) -> None:
            row = await find(tx, post_id)
            if row.status is Status.DRAFT:
                await draw_anew(tx, row, self.clock.now())
            await tx.notices.add("draft", place, self.clock.now(), post_id=post_id)

        await self.store.run(work)

    async def delete(self, post_id: int, version: int, actor_id: int) -> PostRow:
        """Drops a post that is not out. Raises StateError if it is, or is on its way."""

        async def work(tx: Transaction) -> PostRow:
            row = await find(tx, post_id, version)
            now = self.clock.now()
            changed = await tx.posts.change(
                row.id, allowed=EDITABLE, version=row.version, renew=True, status=Status.DELETED
            )
            if changed is None:
                raise StateError("Post № {number} can't be deleted any more.", number=post_id)
            await tx.sketches.forget(post_id)
            await remember(tx, actor_id, "delete", "delete", row, changed, now)
            await tx.audit.add(
                now, actor_id, "delete", channel_id=row.channel_id, post_id=post_id,
                before=row.status,
            )  # fmt: skip
            return changed

        return await self.store.run(work)
