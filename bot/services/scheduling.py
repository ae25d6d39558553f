"""Stage 4: when a post goes out. Moving one post never moves another.

Whatever gives a post a time raises Embargoed before its embargo ends, and Unconfirmed while an
editor has not consented to its cautions. Where the post needs another person's yes, the time is
that yes, or a wish that is submitted (approving.word_of).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError, mark
from bot.domain.post import EDITABLE, Status
from bot.planning import TOO_FAR
from bot.services.approving import require_say
from bot.services.before import remember
from bot.services.embargoes import require_open
from bot.services.grids import after_lock, free_before, next_free
from bot.services.placing import DueTime, place
from bot.services.ports import Clock, Wake
from bot.services.repeats import compare_anew
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostLine, PostRow

PAGE = 10

MOST_TROUBLED = 100  # published posts in the list of failures

FARTHEST = timedelta(days=2 * 366)

NO_SLOTS = mark("There is no free slot: the timetable is empty. Set one with /slots.")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of posts, and how many there are in all."""

    lines: list[PostLine]
    total: int
    number: int  # from 0
    channel: Channel

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Scheduling:
    """The queue and the timetable."""

    store: Store
    clock: Clock
    wake: Wake

    async def enqueue(self, post_id: int, version: int | None, actor_id: int) -> PostView:
        """Puts the post on the next free slot."""
        return await self.plan(post_id, version, actor_id, "queue", _unqueued_slot)

    async def enqueue_in(self, tx: Transaction, row: PostRow, actor_id: int) -> PostView:
        """The same with a draft, inside a transaction; who began it rings when it is over."""
        now = self.clock.now()
        await compare_anew(tx, row, now)
        return await place(tx, row.id, row.version, actor_id, "queue", _unqueued_slot, now)

    async def at(
        self,
        post_id: int,
        version: int | None,
        when: datetime,
        actor_id: int,
        *,
        through_quiet: bool = False,
    ) -> PostView:
        """Gives the post an exact time (aware). Raises InputError if it is past.

        Raises InQuiet for one in the quiet hours, unless that is meant.
        """

        async def due(
            _tx: Transaction, _row: PostRow, _channel: Channel, now: datetime
        ) -> datetime:
            if when <= now:
                raise InputError("This time has passed already. Name a later one.")
            if when > now + FARTHEST:
                raise InputError(TOO_FAR)
            return when

        return await self.plan(post_id, version, actor_id, "at", due, through_quiet=through_quiet)

    async def publish_now(
        self, post_id: int, version: int | None, actor_id: int, *, through_quiet: bool = False
    ) -> PostView:
        """Makes the post due at once. Raises StateError while the channel is paused.

        Raises InQuiet in the quiet hours, unless that is meant.
        """

        async def due(
            _tx: Transaction, _row: PostRow, channel: Channel, now: datetime
        ) -> datetime:
            return _at_once(channel, now)

        return await self.plan(post_id, version, actor_id, "now", due, through_quiet=through_quiet)

    async def flash(self, post_id: int, version: int | None, actor_id: int) -> PostView:
        """«Молния»: out at once, even in quiet hours and in calm mode, with the style's sign.

        Raises StateError in a full pause, and under an embargo.
        """

        async def due(_tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> datetime:
            if channel.stopped(now) and not channel.calm:
                raise StateError(
                    "The channel is paused: urgent posts wait too. Let it run again with /resume."
                )
            require_open(row, channel, now)
            return now

        return await self.plan(post_id, version, actor_id, "flash", due, urgent=True)

    async def approve(
        self, post_id: int, version: int, actor_id: int, *, through_quiet: bool = False
    ) -> PostView:
        """Says yes to a submitted post and does what was wanted with it.

        Where the wanted time has passed, it takes the next free slot. Raises StateError for a
        post that does not wait any more, InputError for somebody whose word does not count.
        """

        async def due(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> datetime:
            if row.status is not Status.REVIEW:
                raise StateError(
                    "Post № {number} does not wait for approval any more.", number=row.id
                )
            await require_say(tx, row, channel, actor_id)
            if row.wanted == "now":
                return _at_once(channel, now)
            if row.wanted_at is not None and row.wanted_at > now:
                return row.wanted_at
            return await _slot(tx, row, channel, now)

        return await self.plan(
            post_id, version, actor_id, "approve", due, through_quiet=through_quiet
        )

    async def move(self, post_id: int, version: int | None, actor_id: int, step: int) -> PostView:
        """Moves a queued post to the free slot before (-1) or after (+1) its present time."""

        async def due(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> datetime:
            if row.status is not Status.QUEUED or row.due_at is None:
                raise StateError("Post № {number} is not in the queue.", number=row.id)
            if step > 0:
                slot = await next_free(tx, channel, max(row.due_at, now), row.id)
            else:
                slot = await free_before(tx, channel, row.due_at, now, row.id)
            if slot is None:
                raise StateError("There is no free slot in that direction.")
            return slot

        return await self.plan(post_id, version, actor_id, "move", due)

    async def take_out(self, post_id: int, version: int | None, actor_id: int) -> PostView:
        """Makes a queued or held post a draft again. Raises StateError if it is on its way."""

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            now = self.clock.now()
            changed = None
            if row.next_part == 0:
                changed = await tx.posts.change(
                    row.id,
                    allowed=(Status.QUEUED, Status.HELD),
                    version=row.version,
                    renew=True,
                    status=Status.DRAFT,
                    due_at=None,
                    not_before=None,
                    touched_at=now,
                )
            if changed is None:
                raise StateError("Post № {number} is not in the queue.", number=post_id)
            await remember(tx, actor_id, "plan", "take_out", row, changed, now)
            await tx.audit.add(
                now, actor_id, "take_out", channel_id=row.channel_id, post_id=post_id,
                before=str(row.due_at),
            )  # fmt: skip
            return await view(tx, changed, now)

        taken = await self.store.run(work)
        self.wake.plan.set()
        return taken

    async def page(self, channel_id: int, statuses: tuple[Status, ...], number: int) -> Page:
        """A page of the posts in these states, the newest first.

        Among failed ones are those of which Telegram refused a change.
        """
        order: Literal["newest", "sent"] = "sent" if Status.SENT in statuses else "newest"

        async def work(tx: Transaction) -> Page:
            channel = await tx.channels.get(channel_id)
            failed = Status.FAILED in statuses
            also = await tx.errands.troubled(channel.id, MOST_TROUBLED) if failed else ()
            total = await tx.posts.count(channel.id, statuses, also)
            last = max(0, -(-total // PAGE) - 1)
            chosen = min(max(0, number), last)
            lines = await tx.posts.lines(
                channel.id,
                statuses,
                order,
                limit=PAGE,
                offset=chosen * PAGE,
                also=also,
            )
            return Page(lines, total, chosen, channel)

        return await self.store.run(work)

    async def plan(
        self,
        post_id: int,
        version: int | None,
        actor_id: int,
        act: str,
        due: DueTime,
        *,
        urgent: bool = False,
        through_quiet: bool = False,
    ) -> PostView:
        """Gives the post the time that `due` finds for it, and logs the act.

        Raises InQuiet for a quiet time, unless the post is urgent or it is meant.
        """

        async def compare(tx: Transaction) -> None:
            # By itself: what is found has to stay when the plan is refused because of it.
            row = await find(tx, post_id, version)
            if row.status in EDITABLE:
                await compare_anew(tx, row, self.clock.now())

        async def work(tx: Transaction) -> PostView:
            return await place(
                tx, post_id, version, actor_id, act, due, self.clock.now(),
                urgent=urgent, through_quiet=through_quiet,
            )  # fmt: skip

        await self.store.run(compare)
        planned = await self.store.run(work)
        self.wake.plan.set()
        return planned


async def _slot(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> datetime:
    slot = await next_free(tx, channel, after_lock(now, row.embargo_until))
    if slot is None:
        raise InputError(NO_SLOTS)
    return slot


async def _unqueued_slot(
    tx: Transaction, row: PostRow, channel: Channel, now: datetime
) -> datetime:
    if row.status is Status.QUEUED:
        raise StateError("Post № {number} is in the queue already.", number=row.id)
    return await _slot(tx, row, channel, now)


def _at_once(channel: Channel, now: datetime) -> datetime:
    if channel.stopped(now):
        raise StateError("The channel is paused. Let it run again with /resume.")
    return now
