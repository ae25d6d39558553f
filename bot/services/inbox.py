"""Raw updates: kept before Telegram may forget them, handled one by one after that."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.errors import InputError, mark
from bot.services.notices import said
from bot.services.ports import Clock, Wake
from bot.store import Store, StoreError, Transaction
from bot.store.rows import Update

log = logging.getLogger(__name__)

TRIES = 3
KEPT = timedelta(days=7)

ASIDE = mark("I could not handle your message. It is kept; please tell the owner of the bot.")

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
        number, raw = update.update_id, json.loads(update.raw)
        for attempt in range(update.tries + 1, TRIES + 1):
            try:
                await handler(raw)
            except StoreError:
                raise
            except Exception as error:
                log.exception("update %d failed, try %d of %d", number, attempt, TRIES)
                await self._note_failure(number, f"{type(error).__name__}: {error}")
            else:
                await self.store.run(lambda tx: tx.inbox.done(number, self.clock.now()))
                return
        await self._set_aside(number, raw)

    async def _note_failure(self, number: int, reason: str) -> None:
        await self.store.run(lambda tx: tx.inbox.tried(number, reason))

    async def _set_aside(self, number: int, raw: dict[str, Any]) -> None:
        """Keeps the update, goes on, and tells its sender."""
        log.error("update %d is set aside", number)
        chat = raw.get("message", {}).get("chat", {})

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await tx.inbox.done(number, now, "set aside")
            if chat.get("type") == "private":
                await tx.notices.add("text", chat["id"], now, text=said(InputError(ASIDE)))

        await self.store.run(work)
        self.wake.notices.set()
