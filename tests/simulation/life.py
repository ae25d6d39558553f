"""One life of the bot: the real services and loops, until it dies at some point."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from bot.domain.errors import BotError
from bot.planning import Patience
from bot.services.corrections import Corrections
from bot.services.drafts import Drafts
from bot.services.errands import Errands
from bot.services.floors import Floors
from bot.services.ports import Wake
from bot.services.publishing import Publishing
from bot.services.scheduling import Scheduling
from bot.services.searching import Searching
from bot.services.stopping import Stopping
from bot.services.withdrawing import Withdrawing
from bot.store import Store, Transaction
from bot.telegram.client import TimeQuestion
from bot.worker.loop import Loop
from tests.simulation.oracle import Oracle
from tests.simulation.ports import SimBot, SimKeeper, SimSender, SimWitness
from tests.simulation.telegram import Telegram
from tests.simulation.world import World

T = TypeVar("T")

SELDOM = 43_200.0  # seconds between the looks of a loop that nobody wakes; the bot's is one
SOON = timedelta(seconds=1)


class Mortal:
    """The store of a process that may die between any two transactions."""

    def __init__(self, store: Store, point: Callable[[str], Awaitable[None]]) -> None:
        self._store, self._point = store, point

    async def run(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        await self._point("before a transaction")
        result = await self._store.run(work)
        await self._point("after a transaction")
        return result


class Life:
    """Begins with `run`, ends when `dead` is set."""

    def __init__(
        self,
        world: World,
        telegram: Telegram,
        store: Store,
        oracle: Oracle,
        rng: Random,
        patience: Patience,
    ) -> None:
        self._world, self._telegram = world, telegram
        self.dead = asyncio.Event()
        self.fuse: int | None = None  # points until it dies
        self.clock = world.machine.clock()
        self._acts = set[asyncio.Task[Any]]()
        wake = self.wake = Wake()
        mortal: Any = Mortal(store, self._point)
        sender = SimSender(telegram, self._point, rng, oracle.look)
        keeper = SimKeeper(telegram, self._point, rng)
        witness = SimWitness(telegram, self._point, rng)
        clock = self.clock
        telegram.reach = self._hear
        bot: Any = SimBot(telegram)
        self.time = TimeQuestion(bot, clock)
        self.publishing = Publishing(mortal, clock, wake, sender, patience)
        self.floors = Floors(mortal, witness)
        self.searching = Searching(mortal, clock, wake, witness, keeper, patience)
        self.errands = Errands(mortal, clock, keeper)
        self.scheduling = Scheduling(mortal, clock, wake)
        self.drafts = Drafts(mortal, clock)
        self.stopping = Stopping(mortal, clock, wake)
        self.corrections = Corrections(mortal, clock, wake)
        self.withdrawing = Withdrawing(mortal, clock, wake)
        self.store = mortal
        self._loops = (
            Loop("publishing", self._step(self._publish), wake.plan, clock, SELDOM),
            Loop("searching", self._step(self._search), wake.searches, clock, SELDOM),
            Loop("errands", self._step(self._run_errands), wake.errands, clock, SELDOM),
        )

    async def run(self) -> None:
        """Lives until `dead`; nothing of it goes on afterwards."""
        tasks = [asyncio.create_task(self._live()), *self._acts]
        await self.dead.wait()
        tasks += self._acts
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for lanes in (self.publishing.lanes, self.searching.lanes):
            await lanes.cancel()

    def ring(self) -> None:
        """The clock was set: every loop looks anew, as the real ones do each second."""
        for bell in (self.wake.plan, self.wake.searches, self.wake.errands):
            bell.set()

    async def act(self, work: Coroutine[Any, Any, Any]) -> bool:
        """Something that an editor does; whether it was done before the process died."""
        if self.dead.is_set():  # whoever talks to it has not noticed yet
            work.close()
            return False
        task = asyncio.create_task(work)
        self._acts.add(task)
        await asyncio.wait([task])
        self._acts.discard(task)
        if task.cancelled():
            return False
        if (error := task.exception()) is None:
            return True
        if not isinstance(error, BotError):
            self._world.accuse(f"an act of an editor failed: {error!r}")
        self._world.tell(f"refused: {error}")
        return False

    async def _live(self) -> None:
        await self.publishing.recover()
        async with asyncio.TaskGroup() as group:
            for loop in self._loops:
                group.create_task(loop.run())

    async def _point(self, name: str) -> None:
        """Here the process may die."""
        if self.fuse is None:
            return
        self.fuse -= 1
        if self.fuse < 0 and not self.dead.is_set():
            self._world.tell(f"killed {name}")
            self._world.trouble()
            self._world.figures["kills"] += 1
            self.dead.set()
        if self.fuse < 0:
            await asyncio.Event().wait()

    def _hear(self) -> None:
        """An answer tells the time."""
        before = self.clock.now()
        mark = self.clock.mark() - 0.2
        self.clock.hear(self._world.now().replace(microsecond=0), mark)
        if abs(self.clock.now() - before) > timedelta(seconds=0.2):
            self._world.tell("the clock is set right")
            self.ring()

    def _step(
        self, work: Callable[[], Awaitable[datetime | None]]
    ) -> Callable[[], Awaitable[datetime | None]]:
        async def step() -> datetime | None:
            try:
                return await work()
            except Exception as error:
                self._world.accuse(f"a loop failed: {error!r}")
                raise

        return step

    async def _publish(self) -> datetime | None:
        if not await self.time.settled():
            return self.clock.now() + SOON
        upcoming = await self.publishing.publish_due()
        return self._looking_again(upcoming, bool(self.publishing.lanes._busy))

    async def _search(self) -> datetime | None:
        if not await self.time.settled():
            return self.clock.now() + SOON
        await self.floors.learn()
        upcoming = await self.searching.run()
        return self._looking_again(upcoming, bool(self.searching.lanes._busy))

    async def _run_errands(self) -> datetime | None:
        if not await self.time.settled():
            return self.clock.now() + SOON
        return await self.errands.run()

    def _looking_again(self, upcoming: datetime | None, busy: bool) -> datetime | None:
        """A lane that was left alone is looked at again after a second."""
        if not busy:
            return upcoming
        soon = self.clock.now() + SOON
        return soon if upcoming is None else min(soon, upcoming)
