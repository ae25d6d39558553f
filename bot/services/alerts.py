"""Alerts: an editor has a published post sent to the subscribers, and watches how it goes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.bulletins import Bulletin, BulletinKind, Progress, Sending, time_for
from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, StateError
from bot.domain.people import Person, Right
from bot.domain.post import Status
from bot.services.channels import main_channel
from bot.services.newswire import by_quiet, copy_of, item_of, matched
from bot.services.ports import Clock
from bot.services.views import find
from bot.store import Store, Transaction
from bot.store.broadcasts import BroadcastRow, occasion_of
from bot.store.newsreel import Standing

Whom = Literal["all", "fit"]
WHOM: tuple[Whom, ...] = ("all", "fit")


@dataclass(frozen=True, slots=True)
class Audience:
    """To how many readers it would go, some of them when their quiet hours are over."""

    count: int
    resting: int

    @property
    def takes(self) -> timedelta:
        """How long it takes to reach those who don't rest."""
        return time_for(self.count - self.resting)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A dry run: everybody, and those who follow what the post is about."""

    title: str
    everybody: Audience
    fitting: Audience


@dataclass(frozen=True, slots=True)
class Alerts:
    """Nobody gets a publication twice, and nobody is woken."""

    store: Store
    clock: Clock
    bell: asyncio.Event  # there is something to be sent

    async def estimate(self, post_id: int) -> Estimate:
        """Who would get it, and how long that takes. Raises StateError where it is not out."""

        async def work(tx: Transaction) -> Estimate:
            _, bulletin, standing = await _bulletin(tx, post_id)
            found = dict[Whom, Audience]()
            for whom in WHOM:
                awake, resting = await self._readers(tx, bulletin, standing, whom)
                count = sum(map(len, resting.values()))
                found[whom] = Audience(len(awake) + count, count)
            return Estimate(bulletin.items[0].title, found["all"], found["fit"])

        return await self.store.run(work)

    async def begin(self, post_id: int, whom: Whom, actor_id: int) -> int:
        """Has it sent; returns the number of the broadcast. Raises StateError as above."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            channel, bulletin, standing = await _bulletin(tx, post_id)
            awake, resting = await self._readers(tx, bulletin, standing, whom)
            times = dict.fromkeys(awake, now)
            for end, who in resting.items():
                times |= dict.fromkeys(who, end)
            if not times:
                raise StateError("Everybody has it already.")
            item = bulletin.items[0]
            broadcast_id, _ = await tx.broadcasts.begin(
                bulletin.kind,
                occasion_of(bulletin.kind, item),
                item.title,
                now,
                again=channel.rules.again,
            )
            count = await tx.broadcasts.add(broadcast_id, bulletin, times)
            await tx.audit.add(
                now, actor_id, "alert", channel_id=channel.id, post_id=post_id,
                after=f"{whom}, {count}",
            )  # fmt: skip
            return broadcast_id

        number = await self.store.run(work)
        self.bell.set()
        return number

    async def shown(self, broadcast_id: int, place: Place, message_id: int) -> None:
        """Remembers the message that shows how it goes."""
        await self.store.run(
            lambda tx: tx.broadcasts.change(
                broadcast_id,
                chat_id=place.chat_id,
                thread_id=place.thread_id,
                message_id=message_id,
            )
        )
        self.bell.set()  # it may have ended meanwhile

    async def look(self, broadcast_id: int) -> tuple[BroadcastRow, Progress]:
        """How it stands. Raises InputError where it is forgotten."""
        return await self.store.run(lambda tx: self._look(tx, broadcast_id))

    async def open(self, person: Person) -> list[tuple[BroadcastRow, Progress]]:
        """What is being sent, as it stands. Raises InputError for who may not steer it."""

        async def work(tx: Transaction) -> list[tuple[BroadcastRow, Progress]]:
            await _require_right(tx, person)
            return [await self._look(tx, row.id) for row in await tx.broadcasts.open()]

        return await self.store.run(work)

    async def steer(self, broadcast_id: int, act: str, person: Person) -> Progress:
        """Pauses it, has it go on, or stops it. Raises InputError, StateError."""

        async def work(tx: Transaction) -> Progress:
            channel, now = await _require_right(tx, person), self.clock.now()
            row, _ = await self._look(tx, broadcast_id)
            if row.state in (Sending.DONE, Sending.STOPPED):
                raise StateError("This broadcast has ended.")
            if act == "pause":
                await tx.broadcasts.change(broadcast_id, state=Sending.PAUSED)
                await tx.audit.add(now, person.user_id, "alert_pause", channel_id=channel.id)
            elif act == "go_on":
                await tx.broadcasts.change(broadcast_id, state=Sending.RUNNING)
                await tx.audit.add(now, person.user_id, "alert_go_on", channel_id=channel.id)
            elif act == "stop":
                await tx.broadcasts.stop(broadcast_id, now)
                await tx.audit.add(now, person.user_id, "alert_stop", channel_id=channel.id)
            else:
                raise StateError("This button no longer works.")
            return (await self._look(tx, broadcast_id))[1]

        progress = await self.store.run(work)
        self.bell.set()
        return progress

    async def _look(self, tx: Transaction, broadcast_id: int) -> tuple[BroadcastRow, Progress]:
        row = await tx.broadcasts.get(broadcast_id)
        if row is None:
            raise InputError("This broadcast is over and forgotten.")
        return row, await tx.broadcasts.progress(broadcast_id, self.clock.now())

    async def _readers(
        self, tx: Transaction, bulletin: Bulletin, standing: Standing, whom: Whom
    ) -> tuple[list[int], dict[datetime, list[int]]]:
        if whom == "all":
            readers = await tx.subscriptions.all(self.clock.now())
        else:
            wanted = await tx.subscriptions.wanted()
            (told,) = await asyncio.to_thread(matched, [standing], wanted)
            readers = await tx.subscriptions.fitting(told.fits, self.clock.now())
        number = await tx.broadcasts.of(occasion_of(bulletin.kind, bulletin.items[0]))
        have = await tx.broadcasts.having(number, bulletin, [reader[0] for reader in readers])
        return by_quiet((each for each in readers if each[0] not in have), self.clock.now())


async def _require_right(tx: Transaction, person: Person) -> Channel:
    channel = await main_channel(tx)
    if not person.may(Right.PUBLISH, channel.id):
        raise InputError("You may not do this in {channel}.", channel=channel.title)
    return channel


async def _bulletin(tx: Transaction, post_id: int) -> tuple[Channel, Bulletin, Standing]:
    row, channel = await find(tx, post_id), await main_channel(tx)
    standing = await tx.newsreel.of_post(post_id)
    if row.channel_id != channel.id or row.status is not Status.SENT or standing is None:
        raise StateError("№ {number} is not in the channel.", number=post_id)
    item = item_of(standing, channel)
    bulletin = Bulletin(BulletinKind.ALERT, (item,), copy_of(standing, channel))
    return channel, bulletin, standing
