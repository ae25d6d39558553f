"""One broadcast by each contender, and one of ours that is killed half-way."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGTERM

from bot.domain.bulletins import PER_SECOND, Fate
from tests.bench.broadcast.stage import (
    CHANNEL,
    FIRST,
    NEWS,
    OWNER,
    TOKEN,
    Stage,
    fates,
    lay,
    stage,
)
from tests.chat.releases import BRIDGE
from tests.newsroom import Message, buttons

PEERS = Path(".peers/bin/python")  # an environment of its own
PATIENCE = 60.0  # seconds beyond the time that is expected
ON_THE_ROAD = 1.0  # seconds in which calls of a life that was killed arrive
QUIET = 6.0  # seconds without a message: it is over
CHILD = {**os.environ, "PYTHONPATH": "."}


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a broadcast; times in seconds."""

    name: str
    people: int
    took: float
    refused: int  # 429
    most: int  # messages in any second
    urgent: float | None = None  # from the editor's press until the post reached Telegram

    @property
    def ratio(self) -> float:
        """The time beside the ideal."""
        return self.took / (self.people / PER_SECOND)


@dataclass(frozen=True, slots=True)
class Killed:
    """What readers have after a kill -9 half-way, and what the bot says of it."""

    again: bool
    copies: Counter[int]  # readers by how many copies they have
    fates: dict[Fate, int]
    repeated: int

    @property
    def lost(self) -> int:
        """Readers without a copy whom the bot does not count as unknown."""
        return max(0, self.copies[0] - self.fates.get(Fate.UNKNOWN, 0))

    @property
    def doubled(self) -> int:
        """Copies too many, beyond those that the rule allows."""
        twice = sum(many - 1 for many in self.copies.elements() if many > 1)
        return max(0, twice - self.repeated)


@asynccontextmanager
async def child(*command: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that does not outlive the block."""
    process = await asyncio.create_subprocess_exec(*command, env=CHILD)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(SIGTERM)
            await process.wait()


async def others(name: str, module: str, people: int, python: str = sys.executable) -> Round:
    """A broadcast by a contender that sends and ends."""
    async with stage(people) as there:
        file = str(Path("tests/bench/broadcast") / f"{module}.py")
        url = there.sandbox.url
        async with child(python, file, url, TOKEN, str(FIRST), str(people), NEWS) as process:
            await process.wait()
        road = there.road
        return Round(name, people, road.took(), road.refused, road.most())


async def ours(people: int) -> Round:
    """Ours, with an urgent post in the middle of it."""
    async with stage(people) as there, _database() as url:
        await lay(url, there, again=False)
        async with child(*_command(there, url)):
            road = there.road
            await _until(lambda: _told(there) >= people * 0.3)
            card = await _card(there)
            await _until(lambda: _told(there) >= people * 0.5)
            pressed = time.monotonic()
            there.sandbox.world.press(OWNER, OWNER, card["message_id"], buttons(card)["Сейчас"])
            await _until(lambda: str(CHANNEL) in road.first)
            urgent = road.first[str(CHANNEL)] - pressed
            await _until(lambda: _told(there) == people, people / PER_SECOND + PATIENCE)
            took = max(road.first[str(reader)] for reader in there.readers) - road.at[0]
        return Round("Vestnik", people, took, road.refused, road.most(), urgent)


async def killed(people: int, *, again: bool, kills: int = 1) -> Killed:
    """Ours, killed as often on its way, evenly, and started again."""
    async with stage(people) as there, _database() as url:
        await lay(url, there, again=again)
        for kill in range(1, kills + 1):
            async with child(*_command(there, url)) as process:
                enough = people * kill // (kills + 1)
                await _until(lambda enough=enough: _told(there) >= enough)  # type: ignore[misc]
                process.send_signal(SIGKILL)
                await process.wait()
        await asyncio.sleep(ON_THE_ROAD)
        before = len(there.road.at)
        async with child(*_command(there, url)):
            await _until(lambda: len(there.road.at) > before)
            await _until(lambda: time.monotonic() - there.road.at[-1] > QUIET)
        found, repeated = await fates(url)
        world = there.sandbox.world
        copies = Counter(
            sum("text" in message for message in world.messages(reader))
            for reader in there.readers
        )
    return Killed(again, copies, found, repeated)


async def _card(there: Stage) -> Message:
    """An editor's draft, ready to be sent out."""
    world = there.sandbox.world
    world.send_text(OWNER, OWNER, BRIDGE)
    shown = list[Message]()

    def ready() -> bool:
        shown[:] = [m for m in world.messages(OWNER) if "Сейчас" in buttons(m)]
        return bool(shown)

    await _until(ready)
    return shown[-1]


def _told(there: Stage) -> int:
    """How many readers were written to."""
    return sum(chat not in (str(CHANNEL), str(OWNER)) for chat in there.road.first)


def _command(there: Stage, url: str) -> tuple[str, ...]:
    module = "tests.bench.broadcast.ours"
    return (
        sys.executable, "-m", module, there.sandbox.url, TOKEN, str(OWNER), str(CHANNEL), url
    )  # fmt: skip


@asynccontextmanager
async def _database() -> AsyncIterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'bot.db'}"


async def _until(true: Callable[[], bool], seconds: float = PATIENCE * 10) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.02)
