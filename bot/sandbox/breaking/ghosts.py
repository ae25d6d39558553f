"""Calls whose caller has been sent away and which happen later (bot-api.md §5.1, 4)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.alarms import Alarms
from bot.sandbox.breaking.strikes import Strike
from bot.sandbox.faults import Accept
from bot.sandbox.landings import LATE


@dataclass(frozen=True, slots=True)
class Ghost:
    """A call to come."""

    due: float
    strike: Strike
    accept: Accept


class Ghosts:
    """Each lands once, when it is due or when it is told to; earlier due ones first."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._alarms = Alarms(clock)
        self._coming: list[Ghost] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._landing = asyncio.Lock()

    def __len__(self) -> int:
        return len(self._coming)

    def add(self, strike: Strike, accept: Accept, due: float) -> None:
        """From now on it comes by itself."""
        self._coming.append(Ghost(due, strike, accept))
        task = asyncio.get_running_loop().create_task(self._wait(due))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def land(self, *, everyone: bool = False) -> None:
        """Those that are due now, or all."""
        async with self._landing:
            now = self._clock()
            ready = [g for g in self._coming if everyone or g.due <= now]
            for ghost in sorted(ready, key=lambda ghost: ghost.due):
                self._coming.remove(ghost)
                mark = LATE.set(True)
                try:
                    ghost.strike.accept(await ghost.accept(), self._clock())
                finally:
                    LATE.reset(mark)

    def close(self) -> None:
        """The server stops, and what had not happened never will."""
        self._coming.clear()
        for task in self._tasks:
            task.cancel()

    async def _wait(self, due: float) -> None:
        await self._alarms.until(due)
        await self.land()
