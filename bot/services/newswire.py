"""What is published, told at once to those who follow it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.bulletins import Bulletin, BulletinKind, Item
from bot.domain.channel import Channel
from bot.domain.following import Interest
from bot.parsing.interests import Story
from bot.planning import QuietHours
from bot.services.channels import main_channel
from bot.services.ports import Clock
from bot.store import Store, Transaction
from bot.store.broadcasts import occasion_of
from bot.store.newsreel import Standing

# Albums come message by message, and who publishes sees the worst mistakes at once.
SETTLED = timedelta(seconds=15)
# After an outage, older news is a digest's.
FRESH = timedelta(hours=3)
TITLE = 120  # characters

Readers = Iterable[tuple[int, str, str]]  # number, zone, quiet hours


@dataclass(frozen=True, slots=True)
class Told:
    """A publication, and the interests that it fits."""

    standing: Standing
    fits: frozenset[Interest]


@dataclass(slots=True)
class Newswire:
    """Goes through what is new in the main channel, the oldest first."""

    store: Store
    clock: Clock
    bell: asyncio.Event  # there is something to be sent
    _begun: bool = field(default=False)

    async def run(self) -> datetime | None:
        """Has all that has settled told; returns when the next has (UTC), if there is one."""
        fresh, wanted, upcoming = await self.store.run(self._new)
        if not fresh:
            return upcoming
        told = await asyncio.to_thread(matched, fresh, wanted)
        for each in told:
            if await self.store.run(lambda tx, each=each: self._tell(tx, each)):  # type: ignore[misc]
                self.bell.set()
        return upcoming

    async def _new(
        self, tx: Transaction
    ) -> tuple[list[Standing], list[Interest], datetime | None]:
        channel, now = await main_channel(tx), self.clock.now()
        known = await tx.facts.get(_cursor(channel))
        newest = await tx.newsreel.newest(channel.id)
        if known is None:  # what was published before the first start is nobody's news
            await tx.facts.put(_cursor(channel), str(newest))
            return [], [], None
        if newest <= int(known):
            return [], [], None
        fresh, upcoming = list[Standing](), None
        for each in await tx.newsreel.since(channel.id, now - FRESH, int(known)):
            if not each.complete or now - each.last_at < SETTLED:
                upcoming = max(each.last_at + SETTLED, now + timedelta(seconds=1))
                break
            fresh.append(each)
        if not fresh and upcoming is None:  # too old, or gone again
            await tx.facts.put(_cursor(channel), str(newest))
        return fresh, await tx.subscriptions.wanted() if fresh else [], upcoming

    async def _tell(self, tx: Transaction, told: Told) -> bool:
        channel, now, standing = await main_channel(tx), self.clock.now(), told.standing
        item = item_of(standing, channel)
        readers = await tx.subscriptions.fitting(told.fits, now, at_once=True)
        awake, resting = by_quiet(readers, now)
        for end, who in resting.items():
            await tx.subscriptions.catch_up(who, end, standing.numbers[0] - 1)
        await tx.facts.put(_cursor(channel), str(max(standing.numbers)))
        if not awake:
            return bool(resting)
        bulletin = Bulletin(BulletinKind.NEWS, (item,), copy_of(standing, channel))
        again = channel.rules.again
        broadcast_id, _ = await tx.broadcasts.begin(
            bulletin.kind, occasion_of(bulletin.kind, item), item.title, now, again=again
        )
        await tx.broadcasts.add(broadcast_id, bulletin, dict.fromkeys(awake, now))
        return True


def matched(fresh: Sequence[Standing], wanted: Sequence[Interest]) -> list[Told]:
    """Each publication with the interests that it fits; takes a while for many."""
    return [Told(each, frozenset(filter(Story.of(each.text).fits, wanted))) for each in fresh]


def by_quiet(readers: Readers, now: datetime) -> tuple[list[int], dict[datetime, list[int]]]:
    """Readers who may be disturbed, and the others by the end of their quiet hours."""
    awake, resting = list[int](), defaultdict[datetime, list[int]](list)
    ends = dict[tuple[str, str], datetime | None]()
    for user_id, zone, quiet in readers:
        if (zone, quiet) not in ends:
            ends[zone, quiet] = QuietHours.parse(quiet).end(now, ZoneInfo(zone))
        end = ends[zone, quiet]
        if end is None:
            awake.append(user_id)
        else:
            resting[end].append(user_id)
    return awake, resting


def item_of(standing: Standing, channel: Channel) -> Item:
    """A publication as a line of a bulletin."""
    number = standing.numbers[0]
    title = " ".join(standing.text.strip().partition("\n")[0].split())
    if len(title) > TITLE:
        title = title[: TITLE - 1].rstrip() + "…"
    return Item(title, channel.link(number), channel.id, number)


def copy_of(standing: Standing, channel: Channel) -> tuple[int, int] | None:
    """What can be copied as it stands: a single message."""
    if len(standing.numbers) != 1 or not isinstance(channel.chat_id, int):
        return None
    return channel.chat_id, standing.numbers[0]


def _cursor(channel: Channel) -> str:
    return f"told:{channel.id}"
