"""Sending to many readers: written down in batches before it is sent, recorded in batches after.

One transaction for a few messages, so that a broadcast at full speed costs the database ten a
second, and channel posts are never kept waiting. What a process that died left without an outcome
is unknown: the channel's rule says whether it is sent once more.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.bulletins import Bulletin, Fate, Sending
from bot.domain.outcome import Outcome
from bot.domain.traffic import Lane
from bot.services.absent import Absent
from bot.services.fates import doubt, record
from bot.services.ports import Clock, Road
from bot.services.progress import Watch
from bot.store import Store, StoreError, Transaction
from bot.store.broadcasts import Addressed

log = logging.getLogger(__name__)

# What is in hand when the bot is killed is in doubt: as little as keeps the road busy.
WAITING, LOW = 6, 3  # messages that wait for their turn; the next are taken at so many
IN_HAND = 32  # at the most: answers take up to a second
ENDED = 3  # outcomes that are recorded together
GLANCE = 1.0  # seconds after which they are recorded in any case
BLINK = 0.03  # seconds in which about one message goes out
STORE_RETRY = 1.0  # seconds
KEPT = timedelta(days=3)  # who got what
FORGOTTEN = 2000  # messages in one transaction


class Courier(Protocol):
    """Puts a bulletin into a reader's chat; one call, never repeated below this line."""

    async def deliver(self, user_id: int, language: str | None, bulletin: Bulletin) -> Outcome:
        """Sends it and says what became of it. Raises nothing but cancellation."""
        ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message in hand."""

    to: Addressed
    bulletin: Bulletin
    language: str | None


@dataclass(slots=True)
class Hand:
    """What is under way, and the outcomes that are not recorded yet."""

    count: int = 0
    outcomes: list[tuple[Addressed, Outcome]] = field(default_factory=list)

    def put(self, to: Addressed, outcome: Outcome) -> None:
        """One has ended."""
        self.outcomes.append((to, outcome))
        self.count -= 1

    @property
    def ripe(self) -> bool:
        """Whether there is enough to be recorded, or nothing else to wait for."""
        return len(self.outcomes) >= ENDED or not self.count


@dataclass(slots=True)
class Broadcasts:
    """The broadcasts that are open, the most urgent first."""

    store: Store
    clock: Clock
    courier: Courier
    absent: Absent
    watch: Watch
    road: Road
    _ending: bool = False

    async def recover(self) -> None:
        """Run once at the start: what the last life left without an outcome, by the rule."""

        async def work(tx: Transaction) -> int:
            found = await tx.broadcasts.claimed()
            await doubt(tx, found, self.clock.now())
            return len(found)

        if count := await self.store.run(work):
            log.warning("%d messages to readers were under way when the bot stopped", count)

    async def finish(self) -> None:
        """Nothing new is taken in hand; the broadcast goes on at the next start."""
        self._ending = True

    async def run(self) -> datetime | None:
        """Sends until nothing may go any more; returns when the next may (UTC), if any."""
        hand, telling = Hand(), None
        async with asyncio.TaskGroup() as group:
            while True:
                parcels, upcoming = await self._turn(hand)
                hand.count += len(parcels)
                for parcel in parcels:
                    group.create_task(self._send(parcel, hand))
                if not hand.count and not hand.outcomes:
                    break
                if telling is None or telling.done():
                    telling = group.create_task(self.watch.look())
                await self._soon(hand, more=bool(parcels))
        await self.watch.look(now=True)
        return upcoming

    async def forget(self) -> None:
        """Forgets who got what, some time after a broadcast has ended."""
        before = self.clock.now() - KEPT
        while await self.store.run(lambda tx: tx.broadcasts.forget(before, FORGOTTEN)):
            pass

    def _waiting(self) -> int:
        """How many wait for their turn on the road."""
        return self.road.standstill().waiting.get(Lane.DIGEST, 0)

    async def _soon(self, hand: Hand, *, more: bool) -> None:
        """Until there is something to record, or (where there may be more) room in hand."""
        for _ in range(int(GLANCE / BLINK)):
            await asyncio.sleep(BLINK)
            room = hand.count < IN_HAND and self._waiting() <= LOW
            if hand.ripe or (more and room):
                return

    async def _send(self, parcel: Parcel, hand: Hand) -> None:
        outcome = await self.courier.deliver(parcel.to.user_id, parcel.language, parcel.bulletin)
        hand.put(parcel.to, outcome)

    async def _turn(self, hand: Hand) -> tuple[list[Parcel], datetime | None]:
        """Records what has ended and takes the next in hand, however long that takes."""
        ended, hand.outcomes = hand.outcomes, []
        room = min(WAITING - self._waiting(), IN_HAND - hand.count)
        room = 0 if self._ending else max(0, room)

        async def work(tx: Transaction) -> tuple[list[Parcel], datetime | None, set[int]]:
            now = self.clock.now()
            gone = await record(tx, ended, now)
            parcels, upcoming = await _take(tx, room, now)
            return parcels, upcoming, gone

        told = False
        while True:
            try:
                parcels, upcoming, gone = await self.store.run(work)
                break
            except StoreError as error:
                # What was sent must not be forgotten: it would be in doubt.
                level = logging.DEBUG if told else logging.ERROR
                log.log(level, "can't record what readers got; trying on: %s", error)
                told = True
                await asyncio.sleep(STORE_RETRY)
        self.absent.ids |= gone
        return parcels, upcoming


async def _take(tx: Transaction, room: int, now: datetime) -> tuple[list[Parcel], datetime | None]:
    """The next messages, and when those that rest may go; what is through ends."""
    taken, upcoming = list[Addressed](), list[datetime]()
    for row in await tx.broadcasts.open():
        if row.state is not Sending.RUNNING:
            continue
        if len(taken) < room:
            taken += await tx.broadcasts.claim(row.id, now, room - len(taken))
        at = await tx.broadcasts.next_at(row.id)
        if at is not None:
            upcoming.append(at)
        elif not await tx.broadcasts.under_way(row.id):
            await tx.broadcasts.change(row.id, state=Sending.DONE, ended_at=now)
    bulletins = await _bulletins(tx, {each.content_id for each in taken})
    languages = await tx.subscriptions.languages({each.user_id for each in taken})
    parcels = [
        Parcel(each, bulletin, languages.get(each.user_id))
        for each in taken
        if (bulletin := bulletins.get(each.content_id)) is not None
    ]
    void = [each.id for each in taken if each.content_id not in bulletins]
    await tx.broadcasts.mark(void, state=Fate.DROPPED)
    return parcels, min(upcoming, default=None)


async def _bulletins(tx: Transaction, content_ids: set[int]) -> dict[int, Bulletin]:
    """What is to be said, without what was taken back meanwhile; nothing left, no bulletin."""
    if not content_ids:
        return {}
    bulletins = await tx.broadcasts.bulletins(content_ids)
    items = {item for bulletin in bulletins.values() for item in bulletin.items}
    stand = await tx.newsreel.standing({(item.channel_id, item.message_id) for item in items})
    found = dict[int, Bulletin]()
    for number, bulletin in bulletins.items():
        left = [item for item in bulletin.items if (item.channel_id, item.message_id) in stand]
        if left:
            found[number] = replace(bulletin, items=tuple(left))
    return found
