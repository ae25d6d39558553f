"""One contender, one scene: what its readers saw."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import Sandbox
from tests.bench.peers.contenders import CHAT, JOURNAL, TOKEN, Contender
from tests.bench.peers.scenes import Kind, Trouble

OWNER, BOT_ID = 1001, 100002
POSTS = 4
APART = 4.0  # seconds; one of them never sends more often than every three
START = 45.0  # seconds for the start of a process on a busy machine
SETTLE = 15.0  # seconds without news until nothing more is expected
LONGEST = 600.0  # proving of four posts that they are not there takes six minutes
LATE = 5.0  # seconds behind the moment at which it could be sent
STEP = 0.05
AWAY_AND_START = 240.0


@dataclass(frozen=True, slots=True)
class Result:
    """Of so many posts."""

    posts: int
    lost: int
    doubled: int
    late: int
    latest: float  # seconds behind, of the latest


class Round:
    """Runs a contender through a scene."""

    def __init__(self, contender: Contender, kind: Kind) -> None:
        self._contender, self._kind = contender, kind
        self._sandbox = Sandbox()
        self._process: asyncio.subprocess.Process | None = None
        self._killed = asyncio.Event()
        self._began = 0.0
        self._most = Counter[str]()  # copies that stood there at one moment
        self._first = dict[str, float]()  # when each stood there first

    async def run(self) -> Result:
        """Prepares, runs, watches and counts."""
        await self._open()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            begin = time.time() + (5 if self._kind == "late start" else START)
            shift = -600 if self._kind == "late start" else 0
            posts = [(_words(n), begin + shift + n * APART) for n in range(POSTS)]
            trouble = self._trouble(begin)
            await self._contender.prepare(folder, self._sandbox.url, posts)
            try:
                async with asyncio.timeout(LONGEST):
                    await self._watch(folder, [text for text, _ in posts])
            except TimeoutError:
                pass
            finally:
                await self._end()
        possible = {text: max(due, self._began) for text, due in posts}
        if self._kind == "away":
            possible = {text: max(at, trouble.away_until) for text, at in possible.items()}
        return self._count(possible)

    async def _open(self) -> None:
        await self._sandbox.start()
        world = self._sandbox.world
        world.add_bot(TOKEN, username="bench_bot", first_name="Бот")
        world.add_user(OWNER, "Анна", role="owner")
        for chat, title in ((CHAT, "Канал"), (JOURNAL, "Журнал")):
            world.add_channel(chat, title, owner_id=OWNER)
            world.set_member(chat, BOT_ID, "administrator")

    def _trouble(self, begin: float) -> Trouble:
        trouble = Trouble(self._kind, CHAT, self._kill)
        if self._kind == "away":
            trouble.away(begin - 1)
        self._sandbox.world.on_accept = trouble
        return trouble

    async def _watch(self, folder: Path, texts: list[str]) -> None:
        """Until every post stands there, or nothing happens any more."""
        await self._start(folder)
        self._began = time.time() + (4 if self._kind == "late start" else 0)
        news = time.time()
        while True:
            await asyncio.sleep(STEP)
            if self._killed.is_set():
                self._killed.clear()
                await self._reap()
                await self._start(folder)
                news = time.time()
            before = sum(self._most.values())
            # Ours sets type: a space may have become one that does not break the line.
            standing = Counter(
                " ".join(m.get("text", "").split()) for m in self._sandbox.world.messages(CHAT)
            )
            for text in texts:
                copies = sum(n for said, n in standing.items() if text in said)
                self._most[text] = max(self._most[text], copies)
                if copies:
                    self._first.setdefault(text, time.time())
            if sum(self._most.values()) > before:
                news = time.time()
            everything = len(self._first) == len(texts)
            if time.time() - news > (SETTLE if everything else SETTLE + AWAY_AND_START):
                return

    async def _start(self, folder: Path) -> None:
        command = self._contender.command(folder, self._sandbox.url)
        self._process = await asyncio.create_subprocess_exec(
            *command, env=os.environ | self._contender.environment(folder),
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip

    def _kill(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
        self._killed.set()

    async def _reap(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _end(self) -> None:
        await self._reap()
        await self._sandbox.stop()

    def _count(self, possible: dict[str, float]) -> Result:
        behind = [self._first[text] - at for text, at in possible.items() if text in self._first]
        return Result(
            len(possible),
            sum(text not in self._first for text in possible),
            sum(self._most[text] > 1 for text in possible),
            sum(seconds > LATE for seconds in behind),
            max(behind, default=0.0),
        )


def _words(number: int) -> str:
    return f"Новость номер {number}{number}{number} о погоде"
