"""The real dispatcher, inbox and loops under a flood of updates that nobody means well with."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.app.assembly import App, assemble
from bot.app.door import Door
from bot.domain.people import Person, Role
from bot.services.standby import Sole
from bot.settings import Settings
from bot.store import Transaction
from bot.telegram.buckets import UNLIMITED
from bot.telegram.updates import row_of
from tests.hostile_input.corpus import ANNA, BORIS, CHANNEL
from tests.hostile_input.mutator import Mutator
from tests.hostile_input.telegram import Yes
from tests.newsroom import START, TOKEN, TurnableClock
from tests.simulation.memory import MemoryStore

BATCH = 40
RETRIES = 90  # turns of the clock until every update is settled, one way or the other
LOOPS = ("intake", "notices", "duty sheets", "errands")


class Tracebacks(logging.Handler):
    """Counts what handlers stumbled over, by the place."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen = Counter[str]()

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return
        trace, where = error.__traceback__, "?"
        while trace is not None:
            file = Path(trace.tb_frame.f_code.co_filename)
            if "bot" in file.parts and "site-packages" not in file.parts:
                where = f"{file.name}:{trace.tb_lineno}"
            trace = trace.tb_next
        self.seen[f"{type(error).__name__} by way of {where}: {str(error)[:60]!r}"] += 1


@dataclass
class Siege:
    """So many updates, in batches."""

    app: App
    session: Yes
    clock: TurnableClock
    mutator: Mutator
    door: Door
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @classmethod
    async def begin(cls, file: Path, empty: bytes, seed: int) -> Siege:
        """A bot with a desk of two."""
        clock, store = TurnableClock(START), MemoryStore(empty, file)
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            bot_token=TOKEN, owner_id=ANNA, channel=str(CHANNEL),
            telegram_api_url="http://127.0.0.1:9", database_url=f"sqlite:///{file}",
        )  # fmt: skip
        door = await Door.open(settings, clock, store)
        app = assemble(settings, door, Sole(), limits=UNLIMITED)
        session = Yes()
        for middleware in app.bot.session.middleware:
            session.middleware(middleware)
        app.bot.session = session

        async def desk(tx: Transaction) -> None:
            await tx.people.save(Person(ANNA, "Анна", owner=True), START)
            await tx.people.save(Person(BORIS, "Борис"), START)
            channel = await tx.channels.main()
            assert channel is not None
            await tx.people.give(BORIS, channel.id, Role.EDITOR, START)

        await store.run(desk)
        return cls(app, session, clock, Mutator(seed), door)

    async def batch(self, size: int = BATCH) -> None:
        """Takes updates in and has them handled, to the last retry."""
        rows = list[tuple[int, int | None, str]]()
        for _ in range(size):
            update = self.mutator.update()
            self.counts["updates"] += 1
            rows.append(row_of(update))
        await self.door.inbox.keep(rows)
        await self.settle()

    async def settle(self) -> None:
        """Until nothing waits. What still does is a failure."""
        for _ in range(RETRIES):
            await self._step("inbox")
            for name in LOOPS:
                await self._step(name)
            if not await self.app.store.run(lambda tx: tx.inbox.waiting(1)):
                break
            self.clock.at += timedelta(seconds=40)
        else:
            waiting = await self.app.store.run(lambda tx: tx.inbox.waiting())
            self.failures.append(f"{len(waiting)} updates are stuck, {waiting[0].raw[:300]}")
            await self.app.store.run(lambda tx: tx.inbox.leave(self.clock.at))
        self.clock.at += timedelta(minutes=3)

    async def tidy(self) -> None:
        """A day has passed: what is kept for a while only goes."""
        self.clock.at += timedelta(days=1)
        await self.app.upkeep.run()
        await self.door.inbox.forget()

    async def answers(self) -> bool:
        """Whether an editor's /help is answered as ever."""
        self.session.said.clear()
        person = {"id": BORIS, "is_bot": False, "first_name": "Борис", "language_code": "ru"}
        update: dict[str, Any] = {"update_id": 10**9, "message": {
            "message_id": 1, "date": int(self.clock.at.timestamp()), "from": person,
            "chat": {"id": BORIS, "type": "private", "first_name": "Борис"}, "text": "/help",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        }}  # fmt: skip
        await self.door.inbox.keep([(10**9, BORIS, json.dumps(update))])
        await self.settle()
        # A reminder may have come behind the answer.
        return any("/queue" in words for words in self.session.said[BORIS])

    async def _step(self, name: str) -> None:
        loop = next(loop for loop in self.app.loops if loop.name == name)
        try:
            async with asyncio.timeout(60):
                await loop.step()
        except Exception as error:  # noqa: BLE001 - each is a finding
            self.failures.append(f"the loop {name!r} failed: {error!r}"[:400])
