"""Raw updates: kept before Telegram may forget them, handled in the order of each chat."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.domain.chain import Entry
from bot.services import owed
from bot.services.hands import Hands
from bot.services.ports import Clock, Wake
from bot.store import Store, StoreConflict, StoreError, Transaction
from bot.store.answering import answering
from bot.store.rows import Update

log = logging.getLogger(__name__)

TRIES = 3
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=30)
KEPT = timedelta(days=7)

# An act so much older than its update is of another one with the same number: they begin anew
# after a quiet week (bot-api.md §4). The rest is for a clock that was set.
SAME = timedelta(days=1)


class TelegramAway(Exception):
    """A handler could not reach Telegram: its update is to be handled again, without an end."""


Handler = Callable[[dict[str, Any]], Awaitable[object]]
Acts = dict[int, list[Entry]]


async def nothing(_raw: dict[str, Any]) -> None:
    """Makes up for nothing."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """The door for everything that people send."""

    store: Store
    clock: Clock
    wake: Wake
    handled: set[int] = field(default_factory=set)  # updates that are not marked so yet

    async def keep(self, updates: Sequence[tuple[int, int | None, str]]) -> None:
        """Stores updates (number, chat, JSON); when it returns they survive a crash."""
        await self.store.run(lambda tx: tx.inbox.add(updates, self.clock.now()))
        self.wake.inbox.set()

    async def handle(self, handler: Handler, make_up: Handler = nothing) -> datetime | None:
        """Handles everything that waits; returns when the next retry is due (UTC).

        Readers' chats are handled several at once, what concerns the desk one by one; each chat
        in its order. What fails is tried again later, also where the database can't hold a value
        of it, and what came after it from the same chat waits for it. A handler that raises
        TelegramAway does not use up its tries. Of an update whose effect is in the log already,
        only the answer was lost: its handler is not run again, what is owed is given, and
        `make_up` ends what the handler could not.
        """
        hands, ended = Hands(), list[Update]()
        try:
            while True:
                self.wake.inbox.clear()
                waiting, done = await self._look()
                if any(not update.reader for update in ended):
                    self.wake.bundles.set()  # an album waits for what waits here
                now = self.clock.now()
                for update in _next(waiting, hands, now):
                    acts = done.get(update.update_id)
                    hands.begin(
                        update,
                        self._answer(update, acts, make_up)
                        if acts
                        else self._handle(update, handler),
                    )
                if not hands.busy:
                    return min((u.not_before for u in waiting if u.not_before), default=None)
                ended = await hands.ended(self.wake.inbox)
        finally:
            await hands.drop()

    async def forget(self) -> None:
        """Deletes what was handled a week ago; people's messages are not kept for longer."""
        before = self.clock.now() - KEPT
        await self.store.run(lambda tx: tx.inbox.forget(before))

    async def again(self, number: int) -> bool:
        """Tries an update that was set aside anew; whether there is one of this number."""
        found = await self.store.run(lambda tx: tx.inbox.again(number))
        self.wake.inbox.set()
        return found

    async def _look(self) -> tuple[list[Update], Acts]:
        """What waits, and what was done by it already; what was handled is marked on the way."""
        handled = sorted(self.handled)

        async def work(tx: Transaction) -> tuple[list[Update], Acts]:
            if handled:
                await tx.inbox.done(handled, self.clock.now())
            return await _waiting(tx)

        found = await self.store.run(work)
        self.handled.difference_update(handled)
        return found

    async def _handle(self, update: Update, handler: Handler) -> None:
        """One try."""
        number, raw = update.update_id, json.loads(update.raw)
        counts = True
        try:
            with answering(number):
                await handler(raw)
        except StoreConflict:  # a value that the database can't hold: it never will
            log.exception("update %d failed, try %d of %d", number, update.tries + 1, TRIES)
        except StoreError:
            raise
        except TelegramAway as error:
            counts = False
            log.warning("update %d waits for Telegram: %s", number, error)
        except Exception:
            log.exception("update %d failed, try %d of %d", number, update.tries + 1, TRIES)
        else:
            self.handled.add(number)
            return
        if counts and update.tries + 1 >= TRIES:
            await self._set_aside(update, raw)
            return
        pause = min(FIRST_PAUSE * 2 ** min(update.waits, 10), LONGEST_PAUSE)
        later = self.clock.now() + pause
        await self.store.run(lambda tx: tx.inbox.later(number, later, counts=counts))

    async def _answer(self, update: Update, acts: Sequence[Entry], make_up: Handler) -> None:
        """Gives what is owed for an update whose effect is there."""
        number, raw = update.update_id, json.loads(update.raw)
        log.info("update %d was handled before; its answer is given now", number)
        try:
            await make_up(raw)
        except StoreConflict:
            log.exception("update %d: what its handler left can't be kept", number)
        except StoreError:
            raise
        except Exception:
            log.exception("update %d: what its handler left could not be ended", number)

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await owed.give(tx, number, raw, acts, now)
            await tx.inbox.done([number], now)

        await self.store.run(work)

    async def _set_aside(self, update: Update, raw: dict[str, Any]) -> None:
        """Keeps the update, goes on, and tells its sender and the owner."""
        number = update.update_id
        log.error("update %d is set aside", number)

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await tx.inbox.done([number], now, set_aside=True)
            await owed.tell_of_aside(tx, number, raw, now)

        await self.store.run(work)


def _next(waiting: Sequence[Update], hands: Hands, now: datetime) -> Iterator[Update]:
    """Those that can be begun: nothing of their chat that came before is still to be handled."""
    held = set[int]()
    for update in waiting:
        late = update.not_before is not None and update.not_before > now
        if late or update.chat_id in held or not hands.free_for(update):
            if update.chat_id is not None:
                held.add(update.chat_id)
            continue
        yield update


async def _waiting(tx: Transaction) -> tuple[list[Update], Acts]:
    """What waits, and what was done by it already."""
    waiting = await tx.inbox.waiting()
    acts = await tx.audit.of_updates([update.update_id for update in waiting]) if waiting else {}
    since = {update.update_id: update.received_at - SAME for update in waiting}
    return waiting, {
        number: [entry for entry in entries if entry.at >= since[number]]
        for number, entries in acts.items()
    }
