"""Waiting for a moment of the world's clock, which a test may turn."""

import asyncio
from collections.abc import Callable

_SLICE = 0.05  # real seconds between two looks at a clock that somebody else may turn


class Alarms:
    """Everybody who waits for a moment, and the way to let them all go."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._waiting: set[asyncio.Event] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    async def until(self, moment: float | None) -> None:
        """Wait for the moment (seconds of the world's clock), or without one for `release`."""
        released = asyncio.Event()
        self._waiting.add(released)
        try:
            while not released.is_set() and (moment is None or self._clock() < moment):
                rest = _SLICE if moment is None else min(_SLICE, moment - self._clock())
                try:
                    await asyncio.wait_for(released.wait(), max(rest, 0.001))
                except TimeoutError:
                    continue
        finally:
            self._waiting.discard(released)

    def release(self) -> None:
        """Whoever waits goes on now."""
        for released in self._waiting:
            released.set()
