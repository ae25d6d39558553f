"""The owner at work inside a life: corrects and takes back posts as soon as they are out."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.app.assembly import App
from bot.clock import SystemClock
from bot.domain.desk import Place
from bot.domain.errors import StateError
from bot.domain.post import Status
from bot.domain.release import RawRelease
from bot.domain.text import FormattedText
from bot.services.corrections import Corrections, propose
from bot.services.views import find
from bot.services.withdrawing import Withdrawing
from bot.store import Transaction
from bot.store.schema import posts
from tests.torture.load import FIRST, SECOND
from tests.torture.scene import OWNER, READER

# A post that is in one of these will not be out by itself any more.
OVER = (Status.UNCERTAIN, Status.HELD, Status.FAILED, Status.WITHDRAWN)

PAUSE = 0.15  # seconds between looks at what is out
REASON = "Новость отозвана."


@dataclass(slots=True)
class Editor:
    """Does what was ordered, through the services behind the buttons."""

    app: App
    edits: list[int]
    withdrawals: list[int]
    clock: SystemClock = field(default_factory=SystemClock)

    async def run(self) -> None:
        """Until everything is done, or can't be, since it waits for another person's word."""
        while self.edits or self.withdrawals:
            await asyncio.sleep(PAUSE)
            for number, status, edition in await self.app.store.run(self._look):
                corrected = number in self.edits and edition == 1
                if status is not Status.SENT:
                    done = status in OVER
                elif corrected:
                    done = await self._tried(self._edit(number))
                elif number in self.withdrawals:
                    done = await self._tried(self._withdraw(number))
                else:
                    done = True
                if done:
                    self.edits = [n for n in self.edits if n != number]
                    self.withdrawals = [n for n in self.withdrawals if n != number]

    async def _look(self, tx: Transaction) -> list[tuple[int, Status, int]]:
        wanted = select(posts.c.id, posts.c.status, posts.c.edition)
        wanted = wanted.where(posts.c.id.in_([*self.edits, *self.withdrawals]))
        return [tuple(row) for row in await tx._connection.execute(wanted)]  # type: ignore[misc]

    async def _tried(self, act: Coroutine[Any, Any, None]) -> bool:
        try:
            await act
        except StateError:  # it changed under our hands; the next look sees how
            return False
        return True

    async def _edit(self, number: int) -> None:
        async def work(tx: Transaction) -> None:
            row = await find(tx, number)
            raw, wishes, _ = await tx.posts.release(row.release_id)
            words = FormattedText(raw.text.text.replace(FIRST, SECOND))
            raw = RawRelease(words, raw.media, sender_id=OWNER)
            await propose(tx, row, raw, wishes, Place(READER), self.clock.now())

        await self.app.store.run(work)
        corrections: Corrections = self.app.dispatcher["corrections"]
        await corrections.apply(number, OWNER, "typo")

    async def _withdraw(self, number: int) -> None:
        row = await self.app.store.run(lambda tx: find(tx, number))
        withdrawing: Withdrawing = self.app.dispatcher["withdrawing"]
        await withdrawing.withdraw(number, row.version, REASON, OWNER)
