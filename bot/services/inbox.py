"""Raw updates: kept before Telegram may forget them, handled in the order of each chat."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.services.notices import said
from bot.services.ports import Clock, Wake
from bot.store import Store, StoreError, Transaction
from bot.store.rows import Update

log = logging.getLogger(__name__)

TRIES = 3
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=30)
KEPT = timedelta(days=7)

ASIDE = mark("I could not handle your message. It is kept; please tell the owner of the bot.")


class TelegramAway(Exception):
    """A handler could not reach Telegram: its update is to be handled again, without an end."""


Handler = Callable[[dict[str, Any]], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Inbox:
    """The door for everything that people send."""

    store: Store
    clock: Clock
    wake: Wake

    async def keep(self, updates: Sequence[tuple[int, int | None, str]]) -> None:
        """Stores updates (number, chat, JSON); when it returns they survive a crash."""
        await self.store.run(lambda tx: tx.inbox.add(updates, self.clock.now()))
        self.wake.inbox.set()

    async def handle(self, handler: Handler) -> datetime | None:
        """Handles everything that waits; returns when the next retry is due (UTC).

        What fails is tried again later, and what came after it from the same chat waits for it;
        other chats go on. A handler that raises TelegramAway does not use up its tries.
        """
        while True:
            now = self.clock.now()
            waiting = await self.store.run(lambda tx: tx.inbox.waiting())
            held = set[int | None]()
            handled = 0
            for update in waiting:
                late = update.not_before is not None and update.not_before > now
                if late or (update.chat_id is not None and update.chat_id in held):
                    held.add(update.chat_id)
                    continue
                handled += 1
                if not await self._handle(update, handler):
                    held.add(update.chat_id)
            if not handled:
                return min((u.not_before for u in waiting if u.not_before), default=None)

    async def forget(self) -> None:
        """Deletes what was handled a week ago; people's messages are not kept for longer."""
        before = self.clock.now() - KEPT
        await self.store.run(lambda tx: tx.inbox.forget(before))

    async def _handle(self, update: Update, handler: Handler) -> bool:
        """One try; whether the update is settled."""
        number, raw = update.update_id, json.loads(update.raw)
        counts = True
        try:
            await handler(raw)
        except StoreError:
            raise
        except TelegramAway as error:
            counts = False
            log.warning("update %d waits for Telegram: %s", number, error)
        except Exception:
            log.exception("update %d failed, try %d of %d", number, update.tries + 1, TRIES)
        else:
            await self.store.run(lambda tx: tx.inbox.done(number, self.clock.now()))
            return True
        if counts and update.tries + 1 >= TRIES:
            await self._set_aside(update, raw)
            return True
        pause = min(FIRST_PAUSE * 2 ** min(update.waits, 10), LONGEST_PAUSE)
        later = self.clock.now() + pause
        await self.store.run(lambda tx: tx.inbox.later(number, later, counts=counts))
        return False

    async def _set_aside(self, update: Update, raw: dict[str, Any]) -> None:
        """Keeps the update, goes on, and tells its sender."""
        log.error("update %d is set aside", update.update_id)
        chat = raw.get("message", {}).get("chat", {})

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await tx.inbox.done(update.update_id, now, set_aside=True)
            if chat.get("type") == "private":
                place = Place(chat["id"])
                await tx.notices.add("text", place, now, text=said(InputError(ASIDE)))

        await self.store.run(work)
        self.wake.notices.set()
