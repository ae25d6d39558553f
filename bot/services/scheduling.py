"""Stage 4: when a post goes out. Moving one post never moves another.

Whatever gives a post a time raises Unconfirmed while an editor has not consented to its cautions.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError, mark
from bot.domain.post import EDITABLE, Status
from bot.planning import TOO_FAR, Timetable, earlier, later
from bot.services.cautions import require_consents
from bot.services.ports import Clock, Wake
from bot.services.repeats import compare_anew
from bot.services.views import PostView, find, next_free, view
from bot.store import Store, Transaction
from bot.store.rows import PostLine, PostRow

PAGE = 10

FARTHEST = timedelta(days=2 * 366)

NO_SLOTS = mark("There is no free slot: the timetable is empty. Set one with /slots.")

DueTime = Callable[[Transaction, PostRow, Channel, datetime], Awaitable[datetime]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of posts, and how many there are in all."""

    lines: list[PostLine]
    total: int
    number: int  # from 0
    channel: Channel
    links: dict[int, str]  # of what is in the channel, by post

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

        async def due(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> datetime:
            if row.status is Status.QUEUED:
                raise StateError("Post № {number} is in the queue already.", number=row.id)
            slot = await next_free(tx, channel, now)
            if slot is None:
                raise InputError(NO_SLOTS)
            return slot

        return await self._plan(post_id, version, actor_id, "queue", due)

    async def at(
        self, post_id: int, version: int | None, when: datetime, actor_id: int
    ) -> PostView:
        """Gives the post an exact time (aware). Raises InputError if it is past."""

        async def due(
            _tx: Transaction, _row: PostRow, _channel: Channel, now: datetime
        ) -> datetime:
            if when <= now:
                raise InputError("This time has passed already. Name a later one.")
            if when > now + FARTHEST:
                raise InputError(TOO_FAR)
            return when

        return await self._plan(post_id, version, actor_id, "at", due)

    async def publish_now(self, post_id: int, version: int | None, actor_id: int) -> PostView:
        """Makes the post due at once. Raises StateError while the channel is paused."""

        async def due(
            _tx: Transaction, _row: PostRow, channel: Channel, now: datetime
        ) -> datetime:
            if channel.stopped(now):
                raise StateError("The channel is paused. Let it run again with /resume.")
            return now

        return await self._plan(post_id, version, actor_id, "now", due)

    async def move(self, post_id: int, version: int | None, actor_id: int, step: int) -> PostView:
        """Moves a queued post to the free slot before (-1) or after (+1) its present time."""

        async def due(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> datetime:
            if row.status is not Status.QUEUED or row.due_at is None:
                raise StateError("Post № {number} is not in the queue.", number=row.id)
            timetable = Timetable.parse(channel.slots)
            taken = await tx.posts.taken(channel.id)
            move = later if step > 0 else earlier
            slot = move(row.due_at, now, timetable, channel.zone, taken)
            if slot is None:
                raise StateError("There is no free slot in that direction.")
            return slot

        return await self._plan(post_id, version, actor_id, "move", due)

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
            await tx.audit.add(
                now, actor_id, "take_out", channel_id=row.channel_id, post_id=post_id,
                before=str(row.due_at),
            )  # fmt: skip
            return await view(tx, changed, now)

        taken = await self.store.run(work)
        self.wake.plan.set()
        return taken

    async def page(self, channel_id: int, statuses: tuple[Status, ...], number: int) -> Page:
        """A page of the posts in these states: queued ones by time, sent ones newest first."""
        order = {Status.QUEUED: "due", Status.SENT: "sent"}.get(statuses[0], "newest")

        async def work(tx: Transaction) -> Page:
            channel = await tx.channels.get(channel_id)
            total = await tx.posts.count(channel.id, statuses)
            last = max(0, -(-total // PAGE) - 1)
            chosen = min(max(0, number), last)
            lines = await tx.posts.lines(
                channel.id,
                statuses,
                order,  # type: ignore[arg-type]
                limit=PAGE,
                offset=chosen * PAGE,
            )
            links: dict[int, str] = {}
            for line in lines if Status.SENT in statuses else ():
                for message in (await tx.messages.of_post(line.id))[:1]:
                    if link := channel.link(message.message_id):
                        links[line.id] = link
            return Page(lines, total, chosen, channel, links)

        return await self.store.run(work)

    async def _plan(
        self, post_id: int, version: int | None, actor_id: int, act: str, due: DueTime
    ) -> PostView:
        async def compare(tx: Transaction) -> None:
            # By itself: what is found has to stay when the plan is refused because of it.
            row = await find(tx, post_id, version)
            if row.status in EDITABLE:
                await compare_anew(tx, row, self.clock.now())

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            now = self.clock.now()
            channel = await tx.channels.get(row.channel_id)
            if not channel.active:
                raise StateError(
                    "{channel} is no longer at the desk. The owner can add it again: /channels",
                    channel=channel.title,
                )
            when = await due(tx, row, channel, now)
            if row.status in EDITABLE:
                await require_consents(tx, row, when)
            changed = await tx.posts.change(
                row.id,
                allowed=EDITABLE,
                version=row.version,
                renew=True,
                status=Status.QUEUED,
                due_at=when,
                not_before=None,
                tries=0,
                error=None,
                touched_at=now,
            )
            if changed is None:
                raise StateError("Post № {number} is out or on its way already.", number=row.id)
            await tx.audit.add(
                now, actor_id, act, channel_id=row.channel_id, post_id=row.id,
                before=str(row.due_at), after=str(when),
            )  # fmt: skip
            return await view(tx, changed, now)

        await self.store.run(compare)
        planned = await self.store.run(work)
        self.wake.plan.set()
        return planned
