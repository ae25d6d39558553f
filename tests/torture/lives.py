"""The parent's side of the fork server: begins lives, ends them, hears what they report."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

from tests.torture.haste import Pace
from tests.torture.orders import Order

Hear = Callable[[dict[str, Any]], None]


def deaf(_: dict[str, Any]) -> None:
    """Hears nothing."""


LONGEST_START = 120.0  # seconds for the imports and the rehearsal


class LifeFailed(Exception):
    """A life ended by itself, which none should."""


@dataclass(slots=True)
class Lives:
    """One life at a time."""

    process: asyncio.subprocess.Process
    hear: Hear = deaf
    points: set[str] = field(default_factory=set)  # that some life has reached
    pid: int | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    exit_code: int = 0

    @classmethod
    async def open(cls, pace: Pace) -> Self:
        """Starts the fork server."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.torture.zygote", str(pace.slower),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is the parent's business
        )  # fmt: skip
        return cls(process)

    async def run(self) -> None:
        """Hears the reports until the fork server ends."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            words = json.loads(line)
            if "pid" in words:
                self.pid = words["pid"]
            elif "ended" in words:
                self.pid, self.exit_code = None, words["ended"]
                self.ended.set()
            elif "point" in words:
                self.points.add(words["point"])
            self.hear(words)
        self.ended.set()

    async def live(self, order: Order, seconds: float) -> None:
        """Begins a life, waits for its end, and brings it about after so many seconds."""
        assert self.process.stdin is not None
        self.ended.clear()
        self.process.stdin.write(order.dump().encode() + b"\n")
        await self.process.stdin.drain()
        try:
            async with asyncio.timeout(seconds):
                await self.ended.wait()
        except TimeoutError:
            self.kill()
            await self.ended.wait()
        if self.process.returncode is not None:
            raise LifeFailed("the fork server ended")

    def kill(self, number: int = signal.SIGKILL) -> bool:
        """Ends the life that is lived now, if any."""
        if self.pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)
        return True

    async def close(self) -> None:
        """Ends the life and the server."""
        self.kill()
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
