"""What would go out when: the real scheduling code, played through on a copy of the plan."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.channel import Channel
from bot.domain.outcome import Sent
from bot.domain.post import Status
from bot.planning import Patience, ready_at
from bot.services.claims import Claim, Sleep, claim, due_of, standing_of
from bot.services.settling import settle
from bot.store import Store, Transaction
from bot.store.excerpt import ASIDE
from bot.store.rows import PostRow

MOST = 2000  # publications in one simulation; each takes some 20 ms

# A post that a stop lays out anew looks at what is due behind the end, too.
BEHIND = timedelta(days=1)
PATIENCE = Patience()
TICK = timedelta(seconds=1)  # the publishing loop looks once a second


class Why(enum.StrEnum):
    """Why a post does not go out within the time that was asked about."""

    PAUSED = "paused"
    CALM = "calm"  # only urgent posts go out
    LOST = "lost"  # the bot can't publish in the channel
    EMBARGO = "embargo"
    LATER = "later"  # quiet hours or the least gap put it behind the end
    OVERDUE = "overdue"  # too late for its time: an editor decides
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Publication:
    """A post that would go out at `at` (UTC), in so many parts."""

    at: datetime
    channel_id: int
    number: int
    title: str
    parts: int
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post that would not; `until` (UTC) where the end of its wait is known."""

    channel_id: int
    number: int
    title: str
    why: Why
    due_at: datetime | None = None
    until: datetime | None = None
    error: str | None = None  # of a call that failed


@dataclass(frozen=True, slots=True)
class Forecast:
    """What happens from `start` to `end` (UTC) if nobody does anything.

    Without `whole` there would be more than MOST publications: the last ones are left out.
    """

    start: datetime
    end: datetime
    channels: tuple[Channel, ...]  # as they are at `start`
    publications: tuple[Publication, ...]
    waiting: tuple[Waiting, ...]
    whole: bool = True


async def simulate(
    store: Store, channel_ids: Sequence[int], start: datetime, end: datetime, most: int = MOST
) -> Forecast:
    """Plays the channels' plan through, from one wake-up of the publishing loop to the next.

    Only reads the store. Every call to Telegram succeeds at once.
    """
    excerpt = await store.run(lambda tx: tx.excerpts.take(channel_ids, end + BEHIND, most + 1))
    copy = await Store.of(excerpt)
    try:
        channels = await copy.run(lambda tx: tx.channels.all())
        played = _Play(copy, [each for each in channels if each.id in channel_ids], end, most)
        await played.run(start)
        waiting = await copy.run(played.waiting)
    finally:
        await copy.close()
    whole = excerpt.whole and len(played.published) < most
    published = sorted(played.published, key=lambda each: each.at)  # as published within a moment
    return Forecast(start, end, tuple(played.channels), tuple(published), tuple(waiting), whole)


class _Play:
    """One performance on the copy."""

    def __init__(self, store: Store, channels: list[Channel], end: datetime, most: int) -> None:
        self.channels = channels
        self.published = list[Publication]()
        self._store, self._end, self._most = store, end, most
        self._message = 2**40  # no message of a channel has such a number

    async def run(self, start: datetime) -> None:
        now = start
        while now <= self._end and len(self.published) < self._most:
            looks = [await self._look(channel.id, now) for channel in self.channels]
            upcoming = [until for until in looks if until is not None]
            if not upcoming:
                return
            now = max(min(upcoming), now + TICK)

    async def waiting(self, tx: Transaction) -> list[Waiting]:
        """What is left, and why."""
        left = list[Waiting]()
        for before in self.channels:
            channel = await tx.channels.get(before.id)
            for line in await tx.posts.lines(channel.id, LEFT, "due", limit=self._most):
                row = await tx.posts.get(line.id)
                if row is not None and (found := self._why(row, channel)):
                    left.append(found)
        return left

    async def _look(self, channel_id: int, now: datetime) -> datetime | None:
        return await self._store.run(lambda tx: self._lane(tx, channel_id, now))

    async def _lane(self, tx: Transaction, channel_id: int, now: datetime) -> datetime | None:
        """Everything that the channel publishes at this instant; returns when to look again."""
        while len(self.published) < self._most:
            found = await claim(tx, channel_id, now)
            if isinstance(found, Sleep):
                return found.until
            if found is not None:
                await self._publish(tx, found, now)
        return None

    async def _publish(self, tx: Transaction, first: Claim, now: datetime) -> None:
        row = first.row
        publication = Publication(
            now, row.channel_id, row.id, row.title, len(row.post.parts), row.urgent
        )
        call: Claim | None = first
        while call is not None:
            count = call.row.post.parts[call.row.next_part].messages
            ids = tuple(range(self._message, self._message + count))
            self._message += count
            call = await settle(tx, call, Sent(ids), now, PATIENCE)
        self.published.append(publication)

    def _why(self, row: PostRow, channel: Channel) -> Waiting | None:
        def because(why: Why, until: datetime | None = None) -> Waiting:
            return Waiting(channel.id, row.id, row.title, why, row.due_at, until, row.error)

        if row.status is not Status.QUEUED:
            return because(_ASKING.get(row.status, Why.APPROVAL))
        if row.due_at is None or row.due_at > self._end:
            return None
        if channel.lost is not None:
            return because(Why.LOST)
        if row.embargo_until is not None and row.embargo_until > self._end:
            return because(Why.EMBARGO, row.embargo_until)
        if channel.stopped(self._end) and not (channel.calm and row.urgent):
            return because(Why.CALM if channel.calm else Why.PAUSED, channel.paused_until)
        standing = standing_of(channel, None, self._end)
        return because(Why.LATER, max(ready_at(due_of(row, row.due_at), standing), self._end))


# In any other state that is neither out nor planned, somebody has to say yes.
_ASKING = {
    Status.HELD: Why.OVERDUE,
    Status.UNCERTAIN: Why.UNCERTAIN,
    Status.FAILED: Why.FAILED,
}

LEFT = tuple(status for status in Status if status not in ASIDE)
