"""How the bot is doing: gathered once, told to people, to a monitor and as figures."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.channel import Channel
from bot.domain.traffic import Standstill
from bot.planning import Publish, Standing, decide, ready_at
from bot.services.claims import due_of, standing_of
from bot.services.ports import Road, Timekeeper
from bot.services.pulse import Pulse
from bot.store import Store, Transaction
from bot.store.rows import DueLine, PostLine
from bot.store.vitals import Waiting

# A post that could have gone out so long ago is late, and then stuck.
LATE, STUCK = timedelta(minutes=1), timedelta(minutes=5)
ROUND = timedelta(minutes=6)  # of the publishing loop at most: a call may take five
SILENT = timedelta(minutes=3)  # without a word from Telegram
UNKNOWN = ("uncertain", "checking")  # states of a post that may or may not be out
SHOWN = 5  # posts of a kind


@dataclass(frozen=True, slots=True)
class Late:
    """A post that should be out; `waits` says that it is to be tried again then (UTC)."""

    number: int
    ready: datetime
    waits: datetime | None


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """A channel's queue. `unsure` may or may not be out; `upcoming` is next."""

    channel: Channel
    counts: dict[str, int]  # by status, but what is over
    upcoming: PostLine | None
    late: tuple[Late, ...]
    unsure: tuple[PostLine, ...]

    @property
    def queued(self) -> int:
        """Posts that have a time."""
        return self.counts.get("queued", 0)


@dataclass(frozen=True, slots=True)
class Database:
    """Which one, how large, and when it was last copied (UTC)."""

    kind: str
    size: int  # bytes
    copied: datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is doing at `now`. Instants are UTC."""

    now: datetime
    since: datetime
    trusted: bool  # the clock
    answered: datetime | None  # Telegram, anything
    asked: datetime | None  # Telegram, for updates
    looked: datetime | None  # at the queue
    channels: tuple[ChannelHealth, ...]
    standstill: Standstill
    inbox: Waiting
    last_update: datetime | None
    set_aside: int
    notices: Waiting
    database: Database

    @property
    def reachable(self) -> bool:
        """Whether Telegram can be heard."""
        return self._lately(self.answered)

    @property
    def problems(self) -> tuple[str, ...]:
        """What a monitor should wake somebody for; empty while all is well."""
        stuck = any(
            self.now - late.ready > STUCK for channel in self.channels for late in channel.late
        )
        oldest = self.inbox.oldest
        found = {
            "publishing": stuck or not self._lately(self.looked, ROUND),
            "updates": not self._lately(self.asked),
            "inbox": oldest is not None and self.now - oldest > STUCK,
            "clock": not self.trusted and not self._young,
        }
        return tuple(name for name, bad in found.items() if bad)

    @property
    def _young(self) -> bool:
        return self.now - self.since <= SILENT

    def _lately(self, at: datetime | None, longest: timedelta = SILENT) -> bool:
        return self._young if at is None else self.now - at <= longest


@dataclass(frozen=True, slots=True)
class Doctor:
    """Examines the running bot. `folder` is where copies of the database lie."""

    store: Store
    clock: Timekeeper
    pulse: Pulse
    road: Road
    folder: Path

    async def examine(self) -> Health:
        """How the bot is doing. Raises StoreError if the database refuses."""
        copied = await asyncio.to_thread(_newest, self.folder)

        async def work(tx: Transaction) -> Health:
            now, vitals = self.clock.now(), tx.vitals
            statuses = await vitals.statuses()
            channels = [
                await _channel(tx, channel, statuses, now) for channel in await tx.channels.all()
            ]
            return Health(
                now=now,
                since=self.pulse.since,
                trusted=self.clock.trusted,
                answered=self.pulse.answered,
                asked=self.pulse.asked,
                looked=self.pulse.looked,
                channels=tuple(channels),
                standstill=self.road.standstill(),
                inbox=await vitals.inbox(),
                last_update=await vitals.last_update(),
                set_aside=await vitals.set_aside(),
                notices=await vitals.notices(),
                database=Database(*await vitals.database(), copied),
            )

        return await self.store.run(work)


async def _channel(
    tx: Transaction, channel: Channel, statuses: dict[tuple[int, str], int], now: datetime
) -> ChannelHealth:
    standing = standing_of(channel, await tx.channels.last_sent_at(channel.id), now)
    late = [
        Late(line.id, ready_at(due_of(line, line.due_at), standing), line.not_before)
        for line in await tx.posts.ripe(channel.id, now)
        if channel.lost is None and _is_late(line, standing, now)
    ]
    upcoming = await tx.posts.due(channel.id, now, None, 1)
    unsure = await tx.vitals.lines(channel.id, UNKNOWN, SHOWN)
    counts = {status: n for (number, status), n in statuses.items() if number == channel.id}
    return ChannelHealth(
        channel, counts, upcoming[0] if upcoming else None, tuple(late), tuple(unsure)
    )


def _is_late(line: DueLine, standing: Standing, now: datetime) -> bool:
    due = due_of(line, line.due_at)
    return isinstance(decide(due, standing, now), Publish) and now - ready_at(due, standing) > LATE


def _newest(folder: Path) -> datetime | None:
    """When the newest copy was made."""
    try:
        times = [file.stat().st_mtime for file in folder.glob("*.db")]
    except OSError:
        return None
    return datetime.fromtimestamp(max(times), UTC) if times else None
