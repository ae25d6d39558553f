"""One seed from its first day to its last."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.channel import Channel, HouseStyle, Rules
from bot.domain.people import Person
from bot.planning import Patience
from bot.store import Store, Transaction
from tests.simulation.desk import ANNA, Desk
from tests.simulation.life import Life
from tests.simulation.memory import MemoryStore
from tests.simulation.oracle import Oracle
from tests.simulation.telegram import Chat, Telegram
from tests.simulation.world import World
from tests.virtual import in_virtual_time

DAY = 86_400.0
DAYS = 20  # of a seed
SPARE = 20  # days that a seed may take beyond its own: calls hang, machines sleep

# Where, and a day some time before its clocks change.
PLACES = (
    ("Asia/Vladivostok", datetime(2026, 11, 20, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 15, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2027, 3, 19, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 10, 22, tzinfo=UTC)),
    ("America/New_York", datetime(2027, 3, 4, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2027, 3, 26, tzinfo=UTC)),
    ("Pacific/Chatham", datetime(2026, 9, 17, tzinfo=UTC)),
)
TIMETABLES = ("daily 09:00 12:30 18:00", "daily 02:30 10:00 15:15 21:00", "daily 07:45 23:30")
QUIET = ("", "23:00-07:00", "01:30-02:45", "22:00-06:30")

_template = list[bytes]()


@dataclass(slots=True)
class Verdict:
    """What came of a seed."""

    seed: int
    days: int
    digest: str
    figures: dict[str, int]
    late: list[float]
    wrong: list[str]
    seconds: float  # of a core
    story: list[str] = field(default_factory=list)


def template(folder: Path) -> bytes:
    """An empty database of the present schema."""
    if not _template:
        url = f"sqlite:///{folder / 'template.db'}"

        async def make() -> None:
            store = await Store.open(url)
            await store.close()

        asyncio.run(make())
        with sqlite3.connect(folder / "template.db") as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # memory has no WAL
            copy = sqlite3.connect(":memory:")
            connection.backup(copy)
            _template.append(copy.serialize())
            copy.close()
        connection.close()
    return _template[0]


def play(seed: int, days: int, empty: bytes, patience: Patience | None = None) -> Verdict:
    """Plays the seed, from the same beginning to the same end each time."""
    return in_virtual_time(_Trial(seed, days, patience or Patience()).run(empty))


class _Trial:
    def __init__(self, seed: int, days: int, patience: Patience) -> None:
        self._seed, self._days, self._patience = seed, days, patience
        self._life: Life | None = None
        self._calm = False  # nothing breaks any more
        self._calmed = asyncio.Event()

    async def run(self, empty: bytes) -> Verdict:
        began = time.process_time()
        zone, start = PLACES[self._seed % len(PLACES)]
        world = self._world = World(self._seed, start)
        self._telegram = Telegram(world)
        self._store = MemoryStore(empty)
        self._oracle = Oracle(world, self._telegram, self._store)
        await self._store.run(lambda tx: self._lay(tx, zone, start))
        self._desk = Desk(world, self._oracle, list(self._oracle.channels.values()),
                          lambda: self._life)  # fmt: skip
        try:
            async with asyncio.timeout((self._days + SPARE) * DAY):
                await self._play()
        except TimeoutError as error:
            world.accuse(f"it hangs: {error!r}")
        await self._store.close()
        return Verdict(
            self._seed, self._days, world.digest, dict(world.figures), world.late, world.wrong,
            time.process_time() - began, list(world.story),
        )  # fmt: skip

    async def _lay(self, tx: Transaction, zone: str, start: datetime) -> None:
        rng = self._world.chance("channels")
        await tx.people.save(Person(ANNA, "Анна", owner=True), start)
        for number in range(1 + (rng.random() < 0.3)):
            chat = -(1001 + number)
            style = HouseStyle(footer="")
            channel = await tx.channels.add(str(chat), Channel(
                0, chat, f"Канал {number}", None, zone, rng.choice(TIMETABLES), style,
                least_gap=timedelta(seconds=rng.choice((0, 60, 300))),
                rules=Rules(quiet=rng.choice(QUIET), journal_chat_id=-999),
            ))  # fmt: skip
            self._oracle.channels[chat] = channel
            self._telegram.chats[chat] = Chat()
            for _ in range(rng.randint(0, 30)):
                self._telegram.put(chat, "before the bot", None)
            if number == 0:
                await tx.channels.make_main(channel.id)

    async def _play(self) -> None:
        beside = [
            asyncio.create_task(work)
            for work in (self._live(), self._weather(), self._fate(), self._hands(), self._look())
        ]
        await self._desk.work(self._days)
        await self._end()
        for task in beside:
            if task.done() and not task.cancelled() and (error := task.exception()):
                raise error
            task.cancel()
        if self._life is not None:
            self._life.dead.set()
        await asyncio.gather(*beside, return_exceptions=True)

    async def _end(self) -> None:
        """Fair weather, and everything has to come to its end."""
        world = self._world
        self._calm = True
        self._calmed.set()
        self._telegram.turn("fair")
        world.machine.set_wrong(0)
        for _ in range(3):
            await asyncio.sleep(4 * 3600)
            await self._desk.settle()
        await asyncio.sleep(16 * 3600)
        await self._oracle.compare(all_of_it=True)
        verified = await self._store.run(lambda tx: tx.audit.verify())
        if verified.broken is not None:
            world.accuse(f"the chain of the log is broken: {verified}")

    async def _live(self) -> None:
        """One life after another, with what lies between."""
        rng, world = self._world.chance("lives"), self._world
        while True:
            if rng.random() < 0.15 and not self._calm:
                world.machine.set_wrong(rng.choice((rng.uniform(-9, 9), rng.uniform(-9000, 9000))))
            life = self._life = Life(
                world, self._telegram, self._store, self._oracle, rng, self._patience
            )
            world.tell("a life begins")
            world.trouble()
            world.figures["lives"] += 1
            await life.run()
            self._life = None
            self._telegram.reach = lambda: None
            down = rng.choices(
                (rng.uniform(1, 30), rng.uniform(60, 9000), rng.uniform(9000, 3 * DAY)),
                (88, 10, 2),
            )[0]
            if self._calm:
                down = 5.0
            world.trouble(down)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._calmed.wait(), down)
            if self._calm:
                await asyncio.sleep(5)

    async def _weather(self) -> None:
        rng, world = self._world.chance("weather"), self._world
        while not self._calm:
            await asyncio.sleep(rng.uniform(0.5 * 3600, 7 * 3600))
            if self._calm:
                return
            if rng.random() < 0.85:
                weather, seconds = "storm", rng.expovariate(1 / 12_000)
            else:
                weather, seconds = "away", min(rng.expovariate(1 / 600), 18_000)
            self._telegram.turn(weather)  # type: ignore[arg-type]
            world.trouble(seconds)
            await asyncio.sleep(seconds)
            if self._calm:
                return
            self._telegram.turn("fair")

    async def _fate(self) -> None:
        """Kills, clocks that are set wrong, machines that lose time."""
        rng, world = self._world.chance("fate"), self._world
        while not self._calm:
            storm = self._telegram.troubled
            await asyncio.sleep(rng.expovariate(1 / (900 if storm else 30_000)))
            if self._calm or self._life is None:
                continue
            chosen = rng.choices(("kill", "clock", "suspend", "freeze"), (80, 8, 6, 6))[0]
            if chosen == "kill":
                self._life.fuse = rng.randint(0, 25)
                continue
            world.trouble(120)
            world.figures["clock jumps"] += 1
            if chosen == "clock":
                jump = rng.choice((-1, 1)) * rng.choice((1.5, 30.0, 3600.0, 86_400.0))
                world.tell(f"the wall clock is set by {jump}")
                world.machine.set_wrong(jump)
            else:
                seconds = rng.choice((rng.uniform(1, 60), rng.uniform(60, 20_000)))
                world.tell(f"{chosen} for {seconds:.1f} s")
                getattr(world.machine, chosen)(seconds)
                world.trouble(120)
                self._telegram.catch_up()
            self._life.ring()
            await asyncio.sleep(rng.uniform(0, 50))  # until the poller's next answer
            if self._telegram.weather != "away":
                self._telegram.reach()

    async def _hands(self) -> None:
        """Other administrators write into the channels, and delete."""
        rng = self._world.chance("hands")
        while not self._calm:
            await asyncio.sleep(rng.expovariate(1 / 20_000))
            chat_id, chat = rng.choice(list(self._telegram.chats.items()))
            if rng.random() < 0.75:
                for _ in range(rng.choice((1, 1, 1, 2, 5))):
                    self._telegram.put(chat_id, f"hand{chat.last}", None)
            elif ours := [m.number for m in chat.messages.values() if m.key and m.stands]:
                number = rng.choice(ours[-5:])
                message = chat.messages[number]
                age = self._world.now() - message.at
                if age > timedelta(minutes=10) and self._world.calm_since(self._world.now()):
                    self._telegram.remove(chat_id, number, by_hand=True)

    async def _look(self) -> None:
        """Whenever all was well for long enough."""
        while True:
            await asyncio.sleep(15 * 3600 + 67)
            if self._world.calm_since(self._world.now() - timedelta(minutes=5)):
                await self._oracle.compare()
