"""Taking a published post back, in every channel."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.correction import correction
from bot.domain.desk import Place
from bot.domain.errand import DeleteTask
from bot.domain.errors import StateError
from bot.domain.post import Status
from bot.services.corrections import copies_of
from bot.services.making import add_copy
from bot.services.ports import Clock, Wake
from bot.services.revising import revise
from bot.services.sequels import untell_earlier
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

WITHDRAWN = "Новость отозвана."  # the note to readers where the editor has no other words


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """Deletes published posts, and puts a note in the place of what Telegram won't delete."""

    store: Store
    clock: Clock
    wake: Wake

    async def withdraw(self, post_id: int, version: int, reason: str, actor_id: int) -> PostView:
        """Has every message of every copy deleted; what was not out yet becomes a draft.

        Raises StateError if the post has changed, is not out, or a copy is on its way.
        """

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            if row.status is not Status.SENT:
                raise StateError("№ {number} is not in the channel.", number=post_id)
            for copy in await copies_of(tx, row, actor_id):
                if copy.status is Status.SENT:
                    await self._take_back(tx, copy, reason, actor_id)
                elif copy.status in (Status.QUEUED, Status.HELD) and copy.next_part == 0:
                    await self._stop(tx, copy, actor_id)
            return await view(tx, await find(tx, post_id), self.clock.now())

        seen = await self.store.run(work)
        self.wake.errands.set()
        return seen

    async def _stop(self, tx: Transaction, row: PostRow, actor_id: int) -> None:
        """A copy that is not out yet goes nowhere; its editor sees it as a draft."""
        now = self.clock.now()
        await tx.posts.change(
            row.id,
            allowed=(Status.QUEUED, Status.HELD),
            renew=True,
            status=Status.DRAFT,
            due_at=None,
            touched_at=now,
        )
        await tx.audit.add(
            now, actor_id, "take_out", channel_id=row.channel_id, post_id=row.id,
            before=str(row.due_at),
        )  # fmt: skip
        await tx.notices.add("draft", Place(row.editor_id), now, post_id=row.id)

    async def _take_back(self, tx: Transaction, row: PostRow, reason: str, actor_id: int) -> None:
        now = self.clock.now()
        for waiting in await tx.errands.open_of(row.id):
            await tx.errands.done(waiting.id, now)
        for message in await tx.messages.rows(row.id):
            if message.deleted_at is None:
                task = DeleteTask(message.message_id)
                await tx.errands.add(row.channel_id, row.id, task, actor_id, now)
        await tx.posts.change(
            row.id, allowed=(Status.SENT,), renew=True, status=Status.WITHDRAWN, touched_at=now
        )
        await tx.archive.reconsider(row.id)
        await tx.sketches.forget(row.id)
        await untell_earlier(tx, row, actor_id, now)
        await tx.corrections.add(
            row.id, correction("withdrawn", reason or WITHDRAWN, now), actor_id
        )
        await tx.audit.add(
            now, actor_id, "withdraw", channel_id=row.channel_id, post_id=row.id,
            before=Status.SENT, after=reason,
        )  # fmt: skip

    async def replace_text(
        self, post_id: int, edition: int, note: str | None, actor_id: int
    ) -> PostView:
        """Puts a note in the place of a withdrawn post that Telegram did not delete, everywhere.

        Raises StateError if nothing of it is left, or it has changed since.
        """

        async def work(tx: Transaction) -> PostView:
            row, now = await find(tx, post_id), self.clock.now()
            if row.edition != edition or row.status is not Status.WITHDRAWN:
                raise StateError(
                    "№ {number} has changed since. See /post {number}", number=post_id
                )
            made = correction("withdrawn", note or WITHDRAWN, now)
            for copy in await tx.posts.of_story(row.story_id):
                messages = await tx.messages.rows(copy.id)
                left = any(m.deleted_at is None and m.part >= 0 for m in messages)
                if copy.status is not Status.WITHDRAWN or not (left or copy.id == row.id):
                    continue
                raw, wishes, _ = await tx.posts.release(copy.release_id)
                told = replace(wishes, corrections=(*wishes.corrections, made))
                await revise(tx, copy, raw, told, actor_id, now)
                await tx.audit.add(
                    now, actor_id, "replace", channel_id=copy.channel_id, post_id=copy.id,
                    after=made.text,
                )  # fmt: skip
            return await view(tx, await find(tx, post_id), now)

        seen = await self.store.run(work)
        self.wake.errands.set()
        return seen

    async def republish(self, post_id: int, version: int, actor_id: int) -> int:
        """Makes a new draft of a post that somebody deleted in the channel; returns its number.

        Raises StateError if the post still stands there.
        """

        async def work(tx: Transaction) -> int:
            row, now = await find(tx, post_id, version), self.clock.now()
            if any(message.deleted_at is None for message in await tx.messages.rows(row.id)):
                raise StateError("№ {number} is in the channel.", number=post_id)
            raw, wishes, _ = await tx.posts.release(row.release_id)
            wishes = replace(wishes, corrections=(), sequel=None)
            channel = await tx.channels.get(row.channel_id)
            await tx.sketches.forget(row.id)  # else the new one would be called its repetition
            raw = replace(raw, sender_id=actor_id)
            return (await add_copy(tx, channel, raw, wishes, now)).id

        return await self.store.run(work)
