"""What subscriptions and broadcasts need, put together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import Bot

from bot.chat.cards import Cards
from bot.chat.courier import ChatCourier
from bot.chat.i18n import Catalogs
from bot.chat.progress import ChatProgress
from bot.domain.traffic import Lane
from bot.services.absent import Absent
from bot.services.alerts import Alerts
from bot.services.broadcasts import Broadcasts
from bot.services.digests import Digests
from bot.services.following import Following
from bot.services.newswire import Newswire
from bot.services.ports import Clock, Road
from bot.services.progress import Watch
from bot.services.reactions import Reactions
from bot.store import Store
from bot.telegram.traffic import lane
from bot.worker.loop import Loop

GLANCE = 5.0  # seconds between looks at what was published


@dataclass(slots=True)
class ReadersFollowing:
    """The services, and the loops that run them."""

    handlers: dict[str, Any]
    broadcasts: Broadcasts
    newswire: Newswire
    digests: Digests
    clock: Clock
    bell: asyncio.Event
    sound: Callable[[], bool]  # whether the database takes what is written
    _recovered: bool = False

    def loops(self) -> tuple[Loop, ...]:
        """What watches the channel and the hours, and what sends."""
        return (
            Loop("following", self._follow, asyncio.Event(), self.clock, longest=GLANCE),
            Loop("broadcasts", self._send, self.bell, self.clock, longest=30),
        )

    async def forget(self) -> None:
        """Forgets who got what, a while after it was sent."""
        await self.broadcasts.forget()

    async def _follow(self) -> datetime | None:
        if not self.sound():
            return None
        upcoming = [await self.newswire.run(), await self.digests.run()]
        return min((at for at in upcoming if at is not None), default=None)

    async def _send(self) -> datetime | None:
        if not self.sound():
            return None
        if not self._recovered:
            await self.broadcasts.absent.learn()
            await self.broadcasts.recover()
            self._recovered = True
        with lane(Lane.DIGEST):
            return await self.broadcasts.run()


def following(
    bot: Bot,
    store: Store,
    clock: Clock,
    cards: Cards,
    catalogs: Catalogs,
    road: Road,
    sound: Callable[[], bool],
) -> ReadersFollowing:
    """Puts it together."""
    bell, absent = asyncio.Event(), Absent(store, clock)
    watch = Watch(store, clock, ChatProgress(cards, catalogs))
    digests = Digests(store, clock, bell)
    return ReadersFollowing(
        handlers={
            "absent": absent,
            "following": Following(store, clock, absent),
            "digests": digests,
            "alerts": Alerts(store, clock, bell),
            "reactions": Reactions(store),
        },
        broadcasts=Broadcasts(store, clock, ChatCourier(bot, catalogs), absent, watch, road),
        newswire=Newswire(store, clock, bell),
        digests=digests,
        clock=clock,
        bell=bell,
        sound=sound,
    )
