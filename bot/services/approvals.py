"""No to a submitted post, with a reason, and taking it back; the yes is `Scheduling.approve`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.domain.desk import Place
from bot.domain.errors import InputError, StateError
from bot.domain.post import Status
from bot.services.approving import NO_WISH, VOID, require_say
from bot.services.ports import Clock
from bot.services.showing import refresh_cards
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

LONGEST_REASON = 500  # characters


@dataclass(frozen=True, slots=True)
class Approvals:
    """What becomes of posts that wait for approval."""

    store: Store
    clock: Clock

    async def reject(
        self, post_id: int, version: int | None, reason: str, actor_id: int
    ) -> PostView:
        """Gives the post back to its maker, who gets its card with the reason.

        Raises InputError for a reason that is empty or too long, or for somebody whose word does
        not count; StateError for a post that does not wait any more.
        """
        reason = " ".join(reason.split())
        if not 0 < len(reason) <= LONGEST_REASON:
            raise InputError("Say the reason in {limit} characters.", limit=LONGEST_REASON)

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            await require_say(tx, row, await tx.channels.get(row.channel_id), actor_id)
            returned = await self._back_to_draft(tx, row)
            now = self.clock.now()
            await tx.editions.note(row, "rejected", actor_id, now, reason)
            await tx.audit.add(
                now, actor_id, "reject", channel_id=row.channel_id, post_id=row.id, after=reason
            )
            await tx.notices.add("returned", Place(row.editor_id), now, post_id=row.id)
            await refresh_cards(tx, row.id, now, but=(actor_id, row.editor_id))
            return await view(tx, returned, now)

        return await self.store.run(work)

    async def recall(self, post_id: int, version: int, actor_id: int) -> PostView:
        """Takes a submitted post back: it is a draft again. Raises StateError if it isn't one."""

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            recalled = await self._back_to_draft(tx, row)
            now = self.clock.now()
            await tx.audit.add(now, actor_id, "recall", channel_id=row.channel_id, post_id=row.id)
            await refresh_cards(tx, row.id, now, but=(actor_id,))
            return await view(tx, recalled, now)

        return await self.store.run(work)

    async def _back_to_draft(self, tx: Transaction, row: PostRow) -> PostRow:
        values: dict[str, Any] = {"status": Status.DRAFT, **NO_WISH, **VOID}
        changed = await tx.posts.change(
            row.id,
            allowed=(Status.REVIEW,),
            version=row.version,
            renew=True,
            touched_at=self.clock.now(),
            **values,
        )
        if changed is None:
            raise StateError("Post № {number} does not wait for approval any more.", number=row.id)
        return changed
