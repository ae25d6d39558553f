"""What became of publishing since somebody last asked, read from the attempts themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.services.ports import Clock
from bot.store import Store, Transaction

# An outcome bears the time at which its transaction began; it may come to light a little later.
SETTLED = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class News:
    """Calls by outcome, those that were not the first of their part, seconds from due to sent."""

    outcomes: dict[str, int]
    retries: int
    lateness: tuple[float, ...]


@dataclass(slots=True)
class Chronicle:
    """Tells each thing once, in the life of a process."""

    store: Store
    clock: Clock
    _told: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._told = self.clock.now() - SETTLED

    async def news(self) -> News:
        """What happened since the last call. Raises StoreError."""
        until = self.clock.now() - SETTLED

        async def work(tx: Transaction) -> News:
            vitals = tx.vitals
            outcomes, retries = await vitals.outcomes(self._told, until)
            return News(outcomes, retries, tuple(await vitals.lateness(self._told, until)))

        news = await self.store.run(work)
        self._told = max(self._told, until)
        return news
