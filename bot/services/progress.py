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
class Shown:
    """What was last shown, and when."""

    known: dict[int, Progress] = field(default_factory=dict)
    at: datetime | None = None

    async def renew(self, store: Store, clock: Clock, board: ProgressBoard) -> None:
        """Shows what has changed; at the most every few seconds, but an end at once."""
        now = clock.now()

        async def work(tx: Transaction) -> dict[int, tuple[BroadcastRow, Progress]]:
            found = {row.id: row for row in await tx.broadcasts.open() if row.message_id}
            for number in self.known:
                if number not in found and (row := await tx.broadcasts.get(number)) is not None:
                    found[number] = row
            return {
                number: (row, await tx.broadcasts.progress(number, now))
                for number, row in found.items()
            }

        due = self.at is None or now - self.at >= EVERY
        if not due and not self.known:
            return
        if due or self.known:
            ended = await store.run(self._ended) if not due else set[int]()
            if not due and not ended:
                return
            self.at = now
            for number, (row, progress) in (await store.run(work)).items():
                if self.known.get(number) != progress:
                    await board.show(row, progress)
                self.known[number] = progress
                if not progress.left:
                    del self.known[number]

    async def _ended(self, tx: Transaction) -> set[int]:
        open_now = {row.id for row in await tx.broadcasts.open()}
        return set(self.known) - open_now
