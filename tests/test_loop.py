"""A loop ends when it is told to, whatever its step is doing then."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.clock import SystemClock
from bot.worker.loop import Loop
from tests.virtual import in_virtual_time


def test_a_step_that_clears_the_bell_does_not_outlast_the_stop() -> None:
    async def work() -> float:
        bell, busy = asyncio.Event(), asyncio.Event()

        async def step() -> datetime | None:
            busy.set()
            await asyncio.sleep(1)
            bell.clear()  # as the inbox does before each of its looks
            return None

        loop = Loop("inbox", step, bell, SystemClock(), longest=30)
        running = asyncio.get_running_loop().create_task(loop.run())
        await busy.wait()
        begun = asyncio.get_running_loop().time()
        loop.stop()
        await running
        return asyncio.get_running_loop().time() - begun

    assert in_virtual_time(work()) == 1
