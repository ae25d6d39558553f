"""Digests at the hours that readers chose, and the best of the week."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from bot.domain.bulletins import Bulletin, BulletinKind, Item
from bot.domain.channel import Channel
from bot.domain.following import Interest, Subscription
from bot.planning.digests import LATE, next_digest, next_week
from bot.services.channels import main_channel
from bot.services.newswire import Told, item_of, matched
from bot.services.ports import Clock
from bot.store import Store, Transaction
from bot.store.newsreel import Standing

MOST = 12  # publications of a digest; the newest
BEST = 5  # of a week
BACK = timedelta(days=7)  # a digest looks no further
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Edition:
    """A digest that was asked for; `earlier`: nothing is new, it shows the last day again."""

    bulletin: Bulletin | None
    subscribed: bool
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Digests:
    """Puts digests together; who has chosen the same and heard as much gets the same one."""

    store: Store
    clock: Clock
    bell: asyncio.Event  # there is something to be sent

    async def run(self) -> datetime | None:
        """Has everything sent that is due; returns when the next is (UTC), if any."""
        at = await self.store.run(lambda tx: tx.subscriptions.next_due())
        if at is None or at > self.clock.now():
            return at
        told = await self._told()
        while await self.store.run(lambda tx: self._due(tx, told)):
            self.bell.set()
        while await self.store.run(lambda tx: self._weekly_due(tx, told)):
            self.bell.set()
        return await self.store.run(lambda tx: tx.subscriptions.next_due())

    async def now(self, user_id: int) -> Edition:
        """The digest of a reader at this moment; the next one tells what comes after it."""
        told = await self._told()

        async def work(tx: Transaction) -> Edition:
            channel, now = await main_channel(tx), self.clock.now()
            known = await tx.subscriptions.get(user_id)
            today = [each for each in told if each.standing.sent_at > now - DAY]
            if known is None or known.idle:
                return Edition(_bulletin(today, channel), subscribed=False)
            newest = await tx.newsreel.newest(channel.id)
            new = _for(known, told, newest) if known.digest else []
            if new:
                await tx.subscriptions.change([user_id], heard=_last(told))
                return Edition(_bulletin(new, channel), subscribed=True)
            day = [each for each in today if _fits(known, each)]
            return Edition(_bulletin(day, channel), subscribed=True, earlier=known.digest)

        return await self.store.run(work)

    async def _told(self) -> list[Told]:
        """What was published, as far back as digests look, with the interests that it fits."""
        since = self.clock.now() - BACK

        async def work(tx: Transaction) -> tuple[list[Standing], list[Interest]]:
            channel = await main_channel(tx)
            standing = await tx.newsreel.since(channel.id, since)
            # What comes after a post that is not out as a whole, the next digest tells with it.
            ready = list(takewhile(lambda each: each.complete, standing))
            return ready, await tx.subscriptions.wanted()

        return await asyncio.to_thread(matched, *await self.store.run(work))

    async def _due(self, tx: Transaction, told: Sequence[Told]) -> bool:
        """The next few hundred readers; whether there were any."""
        channel, now = await main_channel(tx), self.clock.now()
        editions = defaultdict[tuple[datetime, tuple[int, ...]], list[int]](list)
        turns = defaultdict[tuple[datetime | None, int], list[int]](list)
        newest = await tx.newsreel.newest(channel.id)
        readers = await tx.subscriptions.due(now, 0)
        for reader in readers:
            due, heard = reader.next_at or now, reader.heard
            if not reader.digest or now - due < LATE:
                found = tuple(each.standing.numbers[0] for each in _for(reader, told, newest))
                editions[due, found].append(reader.user_id)
                heard = _last(told) or heard
            hours = reader.hours if reader.digest else ()
            turns[next_digest(hours, reader.tz, now), heard].append(reader.user_id)
        for (next_at, heard), who in turns.items():
            await tx.subscriptions.change(who, next_at=next_at, heard=heard)
        news = {each.standing.numbers[0]: each for each in told}
        for (due, found), who in editions.items():
            bulletin = _bulletin([news[number] for number in found], channel)
            await _send(tx, channel, bulletin, due, now, who)
        return bool(readers)

    async def _weekly_due(self, tx: Transaction, told: Sequence[Told]) -> bool:
        channel, now = await main_channel(tx), self.clock.now()
        readers = await tx.subscriptions.weekly_due(now, 0)
        if not readers:
            return False
        first = min((each.standing.numbers[0] for each in told), default=0)
        bulletin = _best(told, await tx.newsreel.liked(channel.id, first), channel)
        turns = defaultdict[datetime, list[int]](list)
        by_due = defaultdict[datetime, list[int]](list)
        for reader in readers:
            due = reader.weekly_at or now
            if now - due < LATE:
                by_due[due].append(reader.user_id)
            turns[next_week(reader.tz, now)].append(reader.user_id)
        for weekly_at, who in turns.items():
            await tx.subscriptions.change(who, weekly_at=weekly_at)
        for due, who in by_due.items():
            await _send(tx, channel, bulletin, due, now, who)
        return True


def _fits(reader: Subscription, told: Told) -> bool:
    return reader.everything or not reader.interests.isdisjoint(told.fits)


def _for(reader: Subscription, told: Sequence[Told], newest: int) -> list[Told]:
    """What a reader has not heard of."""
    # Where no number is so high, another channel has become the main one.
    heard = reader.heard if reader.heard <= newest else 0
    return [each for each in told if each.standing.numbers[0] > heard and _fits(reader, each)]


def _last(told: Sequence[Told]) -> int:
    return max((max(each.standing.numbers) for each in told), default=0)


def _bulletin(told: Sequence[Told], channel: Channel) -> Bulletin | None:
    """The newest, in their order; None for nothing."""
    if not told:
        return None
    items = tuple(item_of(each.standing, channel) for each in told[-MOST:])
    return Bulletin(BulletinKind.DIGEST, items, more=len(told) - len(items))


def _best(told: Sequence[Told], liked: dict[int, int], channel: Channel) -> Bulletin | None:
    """What readers reacted to most; None where they did not."""
    counts = {
        index: sum(liked.get(number, 0) for number in each.standing.numbers)
        for index, each in enumerate(told)
    }
    best = sorted((index for index in counts if counts[index]), key=lambda at: (-counts[at], -at))
    items = tuple[Item, ...](item_of(told[at].standing, channel) for at in best[:BEST])
    return Bulletin(BulletinKind.WEEKLY, items) if items else None


async def _send(
    tx: Transaction,
    channel: Channel,
    bulletin: Bulletin | None,
    due: datetime,
    now: datetime,
    readers: Sequence[int],
) -> None:
    if bulletin is None:
        return
    occasion = f"{bulletin.kind.value}:{due:%Y-%m-%dT%H:%M}"
    again = channel.rules.again
    broadcast_id, _ = await tx.broadcasts.begin(bulletin.kind, occasion, "", now, again=again)
    silent = await tx.silences.at(now)  # who could not even leave
    heard = [reader for reader in readers if reader not in silent]
    await tx.broadcasts.add(broadcast_id, bulletin, dict.fromkeys(heard, now))
