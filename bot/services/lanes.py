"""Work for several channels at once, so that one that hangs keeps no other back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Work = Callable[[int], Coroutine[Any, Any, datetime | None]]

PATIENCE = 1.0  # seconds until the others are looked after anew


@dataclass(slots=True)
class Lanes:
    """One task a channel; what is still busy is let be until it ends."""

    _busy: dict[int, asyncio.Task[datetime | None]] = field(default_factory=dict)

    async def run(self, channels: Iterable[int], work: Work) -> datetime | None:
        """Begins the work of the channels that are free, and waits for it, but not for long.

        Returns the earliest instant (UTC) that those that ended named. An error of any is raised
        here, in this round or in a later one.
        """
        for channel in channels:
            if channel not in self._busy:
                task = asyncio.get_running_loop().create_task(work(channel))
                self._busy[channel] = task
        if not self._busy:
            return None
        try:
            done, _ = await asyncio.wait(self._busy.values(), timeout=PATIENCE)
        except asyncio.CancelledError:
            await self.cancel()
            raise
        self._busy = {key: task for key, task in self._busy.items() if task not in done}
        return min((at for task in done if (at := task.result()) is not None), default=None)

    async def finish(self) -> None:
        """Waits for what is under way; cancelled, it cancels that too."""
        try:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)
        except asyncio.CancelledError:
            await self.cancel()
            raise

    async def cancel(self) -> None:
        """Ends what is under way."""
        for task in self._busy.values():
            task.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)
