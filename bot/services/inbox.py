"""Raw updates: kept before Telegram may forget them, handled one by one after that."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.services.ports import Clock, Wake
from bot.store import Store, StoreError
from bot.store.rows import Update

log = logging.getLogger(__name__)

TRIES = 3
KEPT = timedelta(days=7)

Handler = Callable[[dict[str, Any]], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Inbox:
    """The door for everything that people send."""

    store: Store
    clock: Clock
    wake: Wake

    async def keep(self, updates: Sequence[tuple[int, str]]) -> None:
        """Stores updates (number, JSON); when it returns they survive a crash."""
        await self.store.run(lambda tx: tx.inbox.add(updates, self.clock.now()))
        self.wake.inbox.set()

    async def handle(self, handler: Handler) -> None:
        """Handles everything that waits, in order; sets aside what fails three times."""
        while waiting := await self.store.run(lambda tx: tx.inbox.waiting()):
            for update in waiting:
                await self._handle(update, handler)

    async def forget(self) -> None:
        """Deletes what was handled a week ago; people's messages are not kept for longer."""
        before = self.clock.now() - KEPT
        await self.store.run(lambda tx: tx.inbox.forget(before))

    async def _handle(self, update: Update, handler: Handler) -> None:
        number = update.update_id
        for attempt in range(update.tries + 1, TRIES + 1):
            try:
                await handler(json.loads(update.raw))
            except StoreError:
                raise
            except Exception as error:
                log.exception("update %d failed, try %d of %d", number, attempt, TRIES)
                reason = f"{type(error).__name__}: {error}"
                await self.store.run(lambda tx, why=reason: tx.inbox.tried(number, why))  # type: ignore[misc]
            else:
                await self.store.run(lambda tx: tx.inbox.done(number, self.clock.now()))
                return
        log.error("update %d is set aside", number)
        aside = "set aside after three tries"
        await self.store.run(lambda tx: tx.inbox.done(number, self.clock.now(), aside))
