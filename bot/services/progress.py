"""Showing editors how a broadcast stands, in one message that is kept up to date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.bulletins import Progress
from bot.services.ports import Clock
from bot.store import Store, Transaction
from bot.store.broadcasts import BroadcastRow

EVERY = timedelta(seconds=5)


class ProgressBoard(Protocol):
    """Where editors see it."""

    async def show(self, row: BroadcastRow, progress: Progress) -> None:
        """Brings the message up to date. Raises nothing but cancellation."""
        ...


@dataclass(slots=True)
class Watch:
    """Looks at the broadcasts that editors watch; what has not changed is not shown again."""

    store: Store
    clock: Clock
    board: ProgressBoard
    _known: dict[int, Progress] = field(default_factory=dict)
    _at: datetime | None = None

    async def look(self, *, now: bool = False) -> None:
        """Shows what has changed; unless `now` is wanted, at the most every few seconds."""
        at = self.clock.now()
        if not now and self._at is not None and at - self._at < EVERY:
            return
        self._at = at
        for row, progress in await self.store.run(self._read):
            if self._known.get(row.id) != progress:
                await self.board.show(row, progress)
            self._known[row.id] = progress
            if progress.ended:
                del self._known[row.id]
                await self._leave(row)

    async def _read(self, tx: Transaction) -> list[tuple[BroadcastRow, Progress]]:
        at = self.clock.now()
        rows = await tx.broadcasts.watched()
        return [(row, await tx.broadcasts.progress(row.id, at)) for row in rows]

    async def _leave(self, row: BroadcastRow) -> None:
        """Its end was shown."""
        await self.store.run(lambda tx: tx.broadcasts.change(row.id, message_id=None))
