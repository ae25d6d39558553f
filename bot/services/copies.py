"""One story in several channels: its copies, each with the look and the time of its channel."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.errors import BotError, StateError, mark
from bot.domain.people import Person, Right
from bot.domain.post import EDITABLE, Status
from bot.services.cautions import Unconfirmed
from bot.services.desks import desk_of
from bot.services.making import add_copy
from bot.services.ownership import may_change
from bot.services.ports import Clock, Wake
from bot.services.scheduling import Scheduling
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

PLANNED = mark("№ {number} is planned in {channel}. Take it out of the queue first.")
OUT = mark("№ {number} is out in {channel}, or on its way. It stays.")


@dataclass(frozen=True, slots=True)
class Toggled:
    """The story after a channel was switched: the post that was shown, and the copy concerned."""

    view: PostView
    copy: PostRow
    channel_ids: tuple[int, ...]  # where the story is now, the post's own channel first


@dataclass(frozen=True, slots=True)
class AllQueued:
    """What became of the drafts of a story: planned, or why not."""

    queued: tuple[PostView, ...]
    left: tuple[PostRow, ...]
    unconfirmed: Unconfirmed | None = None  # what the post that was pressed on waits for


@dataclass(frozen=True, slots=True)
class Copies:
    """Adds copies of a story, drops those that are drafts, plans them together."""

    store: Store
    clock: Clock
    wake: Wake
    scheduling: Scheduling

    async def switch(
        self, post_id: int, version: int, channel_id: int, actor: Person, *, wanted: bool
    ) -> Toggled:
        """Has the story told in the channel, or no longer; as it is already, nothing happens.

        Raises StateError where its copy there is no draft any more, or the post itself.
        """

        async def work(tx: Transaction) -> Toggled:
            row = await find(tx, post_id, version)
            copies = await _living(tx, row.story_id)
            copy = copies.get(channel_id)
            if copy is None and wanted:
                copy = await self._add(tx, row, channel_id, actor)
                copies[channel_id] = copy
            elif copy is not None and not wanted:
                await self._drop(tx, row, copy, actor)
                del copies[channel_id]
            others = [number for number in copies if number != row.channel_id]
            seen = await view(tx, row, self.clock.now())
            return Toggled(seen, copy or row, (row.channel_id, *others))

        return await self.store.run(work)

    async def queue_all(self, seen: PostView, actor: Person) -> AllQueued:
        """Puts every draft of the story on the next free slot of its channel.

        What waits for an editor's word, or can't be planned, stays a draft. All of it is one
        transaction: a crash leaves no half of it.
        """
        done = await self.store.run(lambda tx: self._queue_all(tx, seen, actor))
        self.wake.plan.set()
        return done

    async def _queue_all(self, tx: Transaction, seen: PostView, actor: Person) -> AllQueued:
        queued, left = list[PostView](), list[PostRow]()
        unconfirmed = None
        for row in (seen.row, *(copy.row for copy in seen.copies)):
            if row.status is not Status.DRAFT:
                continue
            if not actor.may(Right.PUBLISH, row.channel_id):
                left.append(row)
                continue
            try:
                queued.append(await self.scheduling.enqueue_in(tx, row, actor.user_id))
            except Unconfirmed as found:
                left.append(row)
                if row.id == seen.row.id:
                    unconfirmed = found
            except BotError:
                left.append(row)
        return AllQueued(tuple(queued), tuple(left), unconfirmed)

    async def _add(self, tx: Transaction, row: PostRow, channel_id: int, actor: Person) -> PostRow:
        channel = await tx.channels.find(channel_id)
        if channel is None or not channel.active or not actor.may(Right.DRAFT, channel_id):
            raise StateError("This button no longer works.")
        raw, wishes, _ = await tx.posts.release(row.release_id)
        # What was corrected in one channel was never wrong in the other.
        wishes = replace(wishes, corrections=(), sequel=None)
        now = self.clock.now()
        copy = await add_copy(tx, channel, raw, wishes, now, row.story_id, actor_id=actor.user_id)
        if (desk := desk_of(channel)) is not None:
            await tx.notices.add("draft", desk, now, post_id=copy.id)
        return copy

    async def _drop(self, tx: Transaction, row: PostRow, copy: PostRow, actor: Person) -> None:
        if copy.id == row.id:
            raise StateError("This card is the copy of this channel. To drop it, delete the post.")
        channel = await tx.channels.get(copy.channel_id)
        if copy.status is not Status.DRAFT:
            sentence = PLANNED if copy.status in EDITABLE else OUT
            raise StateError(sentence, number=copy.id, channel=channel.title)
        if not may_change(actor, copy):
            raise StateError("You may not do this with № {number}.", number=copy.id)
        await tx.posts.change(copy.id, allowed=(Status.DRAFT,), renew=True, status=Status.DELETED)
        await tx.sketches.forget(copy.id)
        await tx.audit.add(
            self.clock.now(), actor.user_id, "delete", channel_id=channel.id, post_id=copy.id,
            before=copy.status,
        )  # fmt: skip


async def _living(tx: Transaction, story_id: int) -> dict[int, PostRow]:
    """The copies of a story by channel; those that were dropped are none."""
    rows = await tx.posts.of_story(story_id)
    return {row.channel_id: row for row in rows if row.status is not Status.DELETED}
