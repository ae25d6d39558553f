"""Updates in hand: several readers at once, the desk one by one, each chat in its order."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from bot.store.rows import Update

AT_ONCE = 16  # more would only wait for one another's turn at the database


@dataclass(slots=True)
class Hands:
    """Tasks that each handle an update. Whoever answers slowly keeps only themselves waiting."""

    most: int = AT_ONCE
    _busy: dict[asyncio.Task[None], Update] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        """Whether anything is in hand."""
        return bool(self._busy)

    def free_for(self, update: Update) -> bool:
        """Whether this one may be begun now."""
        if len(self._busy) >= self.most:
            return False
        for other in self._busy.values():
            if update.update_id == other.update_id or not (update.reader or other.reader):
                return False
            if update.chat_id is not None and update.chat_id == other.chat_id:
                return False
        return True

    def begin(self, update: Update, work: Coroutine[Any, Any, None]) -> None:
        """Takes an update in hand."""
        name = f"inbox, update {update.update_id}"
        self._busy[asyncio.get_running_loop().create_task(work, name=name)] = update

    async def ended(self, bell: asyncio.Event) -> list[Update]:
        """Waits until some are out of hand, or the bell rings; says which those are.

        An error of any is raised once all have come to their end.
        """
        rung = asyncio.get_running_loop().create_task(bell.wait())
        try:
            await asyncio.wait([*self._busy, rung], return_when=asyncio.FIRST_COMPLETED)
            if any(task.done() and task.exception() for task in self._busy):
                await asyncio.wait(self._busy)
        finally:
            rung.cancel()
        done = [task for task in self._busy if task.done()]
        ended = [self._busy.pop(task) for task in done]
        for task in done:
            task.result()
        return ended

    async def drop(self) -> None:
        """Gives up what is in hand."""
        for task in self._busy:
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)
        self._busy.clear()
