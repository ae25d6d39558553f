"""An event loop whose time passes as soon as nobody has anything to do."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class VirtualSelector(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """Does not wait: it turns the loop's time on instead."""

    now = 0.0
    rounds = 0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "everybody waits, and nothing will ever happen"
            self.now += timeout
            self.rounds += timeout > 0
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Begins at 1000 s; `rounds` counts how often it slept."""

    def __init__(self) -> None:
        self.clock = VirtualSelector()
        super().__init__(self.clock)

    def time(self) -> float:
        return 1000 + self.clock.now

    @property
    def rounds(self) -> int:
        return self.clock.rounds


def in_virtual_time(work: Coroutine[Any, Any, T]) -> T:
    """Runs the work to its end, at once."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)
