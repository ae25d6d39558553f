"""Pinning what is published, by hand."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.desk import Place
from bot.domain.errand import PinTask, UnpinTask
from bot.domain.errors import StateError, mark
from bot.domain.post import Status
from bot.services.notices import said
from bot.services.ports import Clock, Wake
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction

PINNED = mark("{name} has pinned № {number} «{title}».")
UNPINNED = mark("{name} has unpinned № {number} «{title}».")


@dataclass(frozen=True, slots=True)
class Pinning:
    """Pins published posts and takes their pins off."""

    store: Store
    clock: Clock
    wake: Wake

    async def pin(self, post_id: int, version: int, actor_id: int, *, on: bool) -> PostView:
        """Pins the post's first message, or unpins what of it is pinned.

        What was to be pinned or unpinned later is dropped. The post's editor hears who did it.
        Raises StateError if the post is not in the channel.
        """

        async def work(tx: Transaction) -> PostView:
            row, now = await find(tx, post_id, version), self.clock.now()
            standing = [m for m in await tx.messages.rows(row.id) if m.deleted_at is None]
            if row.status is not Status.SENT or not standing:
                raise StateError("№ {number} is not in the channel.", number=post_id)
            for waiting in await tx.errands.open_of(row.id, ["pin", "unpin"]):
                await tx.errands.done(waiting.id, now)
            if on:
                task = PinTask(standing[0].message_id)
                await tx.errands.add(row.channel_id, row.id, task, actor_id, now)
            for message in () if on else [m for m in standing if m.pinned] or standing[:1]:
                off = UnpinTask(message.message_id)
                await tx.errands.add(row.channel_id, row.id, off, actor_id, now)
            changed = await tx.posts.change(row.id, allowed=(Status.SENT,), renew=True)
            await tx.audit.add(
                now, actor_id, "pin" if on else "unpin", channel_id=row.channel_id, post_id=row.id
            )
            person = await tx.people.get(actor_id)
            if person is not None and actor_id != row.editor_id:
                text = said(StateError(
                    PINNED if on else UNPINNED, name=person.name, number=row.id, title=row.title,
                ))  # fmt: skip
                await tx.notices.add("text", Place(row.editor_id), now, text=text)
            return await view(tx, changed or row, now)

        seen = await self.store.run(work)
        self.wake.errands.set()
        return seen
