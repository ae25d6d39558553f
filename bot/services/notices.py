"""Delivering notices to the desk, in order and until they arrive."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import BotError
from bot.domain.outcome import NotSent, Sent, Unknown
from bot.services.ports import Clock, Desk
from bot.store import Store, Transaction
from bot.store.rows import Notice

log = logging.getLogger(__name__)

FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=2), timedelta(minutes=1)
GIVE_UP = timedelta(days=1)
KEPT = timedelta(days=7)


def said(error: BotError) -> str:
    """An error as the text of a notice."""
    return json.dumps({"message": error.message, "params": error.params}, default=str)


# What follows from a notice that was refused; whether it is to be tried again.
Follow = Callable[[Transaction, Notice, NotSent, datetime], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Notices:
    """Tells the desk what happened."""

    store: Store
    clock: Clock
    desk: Desk
    follow: Follow

    async def deliver(self) -> datetime | None:
        """Delivers everything that may go now; returns when the next retry is due (UTC)."""

        async def look(tx: Transaction) -> tuple[list[Notice], datetime | None]:
            return await tx.notices.waiting(self.clock.now()), await tx.notices.next_try()

        while True:
            waiting, upcoming = await self.store.run(look)
            if not waiting:
                return upcoming
            for number, notice in enumerate(waiting):
                if any(_same_preview(notice, later) for later in waiting[number + 1 :]):
                    await self._settle(notice)
                else:
                    await self._deliver(notice)

    async def forget(self) -> None:
        """Deletes what was told a week ago."""
        before = self.clock.now() - KEPT
        await self.store.run(lambda tx: tx.notices.forget(before))

    async def _deliver(self, notice: Notice) -> None:
        try:
            outcome = await self.desk.tell(notice)
        except Exception as error:  # one bad notice must not keep the others back
            log.exception("notice %d could not be told", notice.id)
            outcome = Unknown(type(error).__name__)
        now = self.clock.now()
        pause = min(FIRST_RETRY * 2 ** min(notice.tries, 10), LONGEST_RETRY)
        match outcome:
            case Sent():
                settled = True
            case NotSent(reason, retry_after) if retry_after is None:
                refusal = outcome
                settled = not await self.store.run(
                    lambda tx: self.follow(tx, notice, refusal, now)
                )
                log.warning("notice %d can't be delivered there: %s", notice.id, reason)
            case NotSent(reason, retry_after):
                log.info("notice %d waits: %s", notice.id, reason)
                pause = max(pause, timedelta(seconds=retry_after or 0))
                settled = False
            case Unknown(reason):
                # A notice shown twice does no harm; one that is lost does.
                log.info("notice %d is tried again: %s", notice.id, reason)
                settled = False
        if settled or now - notice.created_at > GIVE_UP:
            await self._settle(notice)
        else:
            await self.store.run(lambda tx: tx.notices.later(notice.id, now + pause))

    async def _settle(self, notice: Notice) -> None:
        await self.store.run(lambda tx: tx.notices.done(notice.id, self.clock.now()))


def _same_preview(notice: Notice, later: Notice) -> bool:
    """Whether a later notice shows the same in the same place: the photos of an album come one
    by one.
    """
    if notice.kind != later.kind or notice.kind not in ("draft", "tip"):
        return False
    shown = (notice.post_id, notice.text, notice.chat_id, notice.thread_id)
    return shown == (later.post_id, later.text, later.chat_id, later.thread_id)
