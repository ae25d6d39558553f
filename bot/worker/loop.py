"""A loop that works, then sleeps until the next instant, a bell, or a second has passed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.services.ports import Clock
from bot.store import StoreError

log = logging.getLogger(__name__)

Step = Callable[[], Awaitable[datetime | None]]

PAUSE_AFTER_FAILURE = 1.0  # seconds


@dataclass(slots=True)
class Loop:
    """Runs `step` again and again; it returns when it next has something to do (UTC).

    The sleep is measured on the monotonic clock and never longer than `longest` seconds, so a
    wall clock that steps back can't freeze the loop (reliability.md §4).
    """

    name: str
    step: Step
    bell: asyncio.Event
    clock: Clock
    longest: float = 1.0
    stopping: bool = False
    _refused: bool = False

    async def run(self) -> None:
        """Runs until `stop`; a failing step is logged and tried again."""
        while not self.stopping:
            self.bell.clear()
            try:
                upcoming = await self.step()
            except Exception as error:  # noqa: BLE001 - it is logged, once or each time
                self._tell(error)
                await asyncio.sleep(PAUSE_AFTER_FAILURE)
                continue
            self._refused = False
            if not self.stopping:  # a step may have cleared the bell that stopped it
                await self._sleep(upcoming)

    def stop(self) -> None:
        """Ends the loop after the step that it is in."""
        self.stopping = True
        self.bell.set()

    def _tell(self, error: Exception) -> None:
        refusal = _refusal(error)
        if refusal is None:
            log.error("%s failed; trying again", self.name, exc_info=error)
            return
        # Once: it may go on for hours, and bot.services.storage says how it stands.
        level = logging.DEBUG if self._refused else logging.ERROR
        log.log(level, "%s: the database refuses: %s", self.name, refusal)
        self._refused = True

    async def _sleep(self, upcoming: datetime | None) -> None:
        seconds = self.longest
        if upcoming is not None:
            until = (upcoming - self.clock.now()).total_seconds()
            seconds = min(self.longest, max(0.0, until))
        try:
            async with asyncio.timeout(seconds):
                await self.bell.wait()
        except TimeoutError:
            pass


def _refusal(error: Exception) -> Exception | None:
    """What the database said, where nothing else went wrong; also of several tasks at once."""
    if isinstance(error, ExceptionGroup):
        _, others = error.split(StoreError)
        return None if others else _refusal(error.exceptions[0])
    return error if isinstance(error, StoreError) else None
