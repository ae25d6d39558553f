"""How long readers wait for an answer when two hundred of them ask each second.

Telegram's own limit, thirty messages a second, is off on both sides: what is measured is the
bot. It runs as a process of its own beside the local Telegram, on the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from signal import SIGTERM

from rich.console import Console
from rich.table import Table

from bot.domain.channel import Channel
from bot.domain.people import Person
from bot.sandbox import Sandbox
from bot.sandbox.faults import Asked, Faults, Outcome, Reply
from bot.store import Store, Transaction
from bot.store.rows import ArchiveRow
from tests.bench.machine import machine
from tests.bench.path import Spread, spread
from tests.bench.search_corpus import START, Corpus

TOKEN = "100007:token-of-the-bench-and-nothing-else"
BOT_ID, OWNER, CHANNEL, FIRST = 100007, 1001, -1003000000007, 200_000_000
PEOPLE, RATE, SECONDS = 2_000, 200, 30
POSTS = 5_000
PATIENCE = 60.0  # seconds that the last answers may take
BATCH = 2_000

# What people ask, and how often; a question is in words of the archive.
ASKED = {"words": 45, "/help": 15, "/about": 12, "/latest 1": 8, "/rubrics": 10, "/start": 10}


@dataclass(slots=True)
class Answers(Faults):
    """Notes when the first message of an answer came to each reader."""

    open: dict[int, deque[float]] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)

    async def after(self, asked: Asked, reply: Reply) -> Outcome:
        """Lets everything through."""
        chat = asked.params.get("chat_id", "")
        waiting = self.open.get(int(chat)) if chat.isdecimal() else None
        if waiting and reply.status == 200:
            self.took.append(time.perf_counter() - waiting.popleft())
        return reply

    @property
    def unanswered(self) -> int:
        """Questions without an answer."""
        return sum(map(len, self.open.values()))


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it."""

    asked: int
    lost: int
    waits: Spread
    seconds: float  # until the last answer
    memory: tuple[float, float]  # MB of the bot: after a tenth of the questions, and at the end
    cost: float  # seconds of the bot's processor for a question


@asynccontextmanager
async def _bot(url: str, database: str) -> AsyncIterator[int]:
    """The bot's process; its number."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.broadcast.ours", url, TOKEN, str(OWNER), str(CHANNEL),
        database, "unlimited", env={**os.environ, "LOG_LEVEL": "WARNING"},
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        process.send_signal(SIGTERM)
        await process.wait()


async def _lay(database: str, corpus: Corpus) -> None:
    store = await Store.open(database)
    channel = Channel(0, CHANNEL, "Канал", "bench_news", "Asia/Vladivostok", "daily 09:00")

    async def begin(tx: Transaction) -> None:
        await tx.people.save(Person(OWNER, "Анна", owner=True), START)
        await tx.channels.make_main((await tx.channels.add(str(CHANNEL), channel)).id)

    async def enter(rows: list[ArchiveRow]) -> None:
        await store.run(lambda tx: tx.archive.add_many(rows))

    await store.run(begin)
    made = corpus.posts(POSTS)
    while batch := [row for _, row in islice(made, BATCH)]:
        await enter(batch)
    await store.close()


def _memory(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _worked(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(rate: int = RATE, seconds: int = SECONDS) -> Load:
    """Two thousand people ask so many questions a second, each another one every ten seconds."""
    corpus = Corpus.make()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/bot.db"
        await _lay(database, corpus)
        sandbox = Sandbox()
        await sandbox.start()
        try:
            return await _ask(sandbox, database, corpus, rate, rate * seconds)
        finally:
            await sandbox.stop()


async def _ask(sandbox: Sandbox, database: str, corpus: Corpus, rate: int, count: int) -> Load:
    world = sandbox.world
    world.add_bot(TOKEN, username="bench_bot", first_name="Bench")
    world.add_user(OWNER, "Анна", role="owner")
    world.add_channel(CHANNEL, "Канал", username="bench_news", owner_id=OWNER)
    world.set_member(CHANNEL, BOT_ID, "administrator", can_post_messages=True)
    for reader in range(FIRST, FIRST + PEOPLE):
        world.add_user(reader, "Ч", language_code="ru")
    answers = world.on_accept = Answers()
    draw = random.Random(1)  # noqa: S311 - the same each time
    async with _bot(sandbox.url, database) as pid:
        answers.open[FIRST] = deque([time.perf_counter()])
        world.send_text(FIRST, FIRST, "/help")
        await _until(lambda: not answers.unanswered)
        answers.took.clear()
        begun, early, before = time.perf_counter(), 0.0, _worked(pid)
        for number in range(count):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            reader = FIRST + number % PEOPLE
            answers.open.setdefault(reader, deque()).append(time.perf_counter())
            world.send_text(reader, reader, _question(corpus, draw))
            if number == count // 10:
                early = _memory(pid)
        await _until(lambda: not answers.unanswered)
        took = time.perf_counter() - begun
        memory, cost = (early, _memory(pid)), (_worked(pid) - before) / count
        return Load(count, answers.unanswered, spread(answers.took), took, memory, cost)


async def _until(true: Callable[[], bool]) -> None:
    until = time.perf_counter() + PATIENCE
    while not true() and time.perf_counter() < until:
        await asyncio.sleep(0.02)


def _question(corpus: Corpus, draw: random.Random) -> str:
    (what,) = draw.choices([*ASKED], [*ASKED.values()])
    if what != "words":
        return what
    lemmas, _ = draw.choice(corpus.sentences)
    return " ".join(draw.choice(corpus.forms[each]) for each in draw.sample(lemmas, 2))


def table(found: Load, rate: int = RATE) -> Table:
    """The figures beside the aims."""
    made = Table(title=f"{rate} questions a second from {PEOPLE:,} people", title_justify="left")
    for column in (
        "asked", "lost", "p50, ms", "p99, ms", "worst, ms", "processor, ms", "memory, MB", "aim",
    ):  # fmt: skip
        made.add_column(column, justify="right")
    waits, (early, late) = found.waits, found.memory
    made.add_row(
        f"{found.asked:,}", str(found.lost), f"{waits.median:,.0f}", f"{waits.p99:,.0f}",
        f"{waits.worst:,.0f}", f"{found.cost * 1e3:.1f}", f"{early:.0f} → {late:.0f}",
        "p99 ≤ 1,000; lost 0",
    )  # fmt: skip
    return made


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(prog="python -m tests.bench.commands")
    arguments.add_argument("--rate", type=int, default=RATE, help="questions a second")
    arguments.add_argument("--seconds", type=int, default=SECONDS, help="500: 100,000 updates")
    chosen = arguments.parse_args()
    console = Console(width=100)
    console.print(machine(), highlight=False)
    console.print(table(asyncio.run(measure(chosen.rate, chosen.seconds)), chosen.rate))


if __name__ == "__main__":
    main()
