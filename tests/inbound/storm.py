"""The senders, the killer, and what the database holds in the end."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from bot.sandbox import Sandbox
from bot.store import Store, Transaction
from tests.inbound.forks import Lives
from tests.newsroom import BORIS, GLEB, TOKEN, VERA, Newsroom

EDITORS = (BORIS, VERA, GLEB)
MOST_WAITING = 40  # updates that Telegram holds back before people pause
CUT = 20  # every so many messages is a paste that clients cut in pieces
SHORTEST, LONGEST = 0.05, 1.2  # seconds of a life that is killed
REST = 3.0


@dataclass
class Figures:
    """What was seen in the end."""

    messages: int
    kills: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"messages {self.messages}, kills {self.kills}: "
            f"lost {len(self.lost)}, doubled {len(self.doubled)}"
        )


class Storm:
    """So many messages from three editors, to a bot that dies at random moments."""

    def __init__(self, folder: Path, lives: Lives, messages: int, seed: int) -> None:
        self._room = Newsroom(folder, Sandbox())
        self._room.clock.at = datetime.now(UTC)
        self._lives = lives
        self._random = Random(seed)
        self.figures = Figures(messages)
        self.sent = 0

    async def run(self) -> Figures:
        """Sends all of it, has the last life end its work, and counts."""
        await self._room.open()
        for person in EDITORS:
            await self._room.invite_editor(person)
        await self._room.stop_bot()
        sending = asyncio.create_task(self._send())
        while not sending.done():
            await self._begin()
            await asyncio.sleep(self._random.uniform(SHORTEST, LONGEST))
            await asyncio.to_thread(self._lives.end)
            self.figures.kills += 1
        await sending
        await self._rest()
        self._count()
        await self._room.sandbox.stop()
        return self.figures

    async def _begin(self) -> None:
        chosen: dict[str, Any] = self._room.settings().model_dump(mode="json")
        chosen["bot_token"] = TOKEN
        await asyncio.to_thread(self._lives.begin, chosen)

    async def _send(self) -> None:
        while self.sent < self.figures.messages:
            while self._room.world.updates_waiting(TOKEN) >= MOST_WAITING:
                await asyncio.sleep(0.01)
            self.sent += 1
            person = self._random.choice(EDITORS)
            self._room.world.send_text(person, person, text_of(self.sent))
            await asyncio.sleep(0)

    async def _rest(self) -> None:
        """Lives without a kill until nothing waits any more."""
        while self._room.world.updates_waiting(TOKEN) or await self._left():
            await self._begin()
            await asyncio.sleep(REST)
            await asyncio.to_thread(self._lives.end, signal.SIGTERM)

    async def _left(self) -> int:
        async def work(tx: Transaction) -> int:
            return len(await tx.inbox.waiting()) + bool(await tx.bundles.next_close())

        store = await Store.open(self._room.settings().database_url)
        try:
            return await store.run(work)
        finally:
            await store.close()

    def _count(self) -> None:
        with closing(sqlite3.connect(self._room.folder / "bot.db")) as opened:
            rows = opened.execute("SELECT title, post FROM posts").fetchall()
        drafts = Counter(title.split()[0] for title, _ in rows)
        ends = re.compile(r"конец(\d+)\.")
        whole = {
            name_of(int(n))
            for _, post in rows
            for n in ends.findall(json.loads(post)["parts"][-1]["text"]["text"])
        }
        for number in range(1, self.sent + 1):
            name = name_of(number)
            if drafts[name] == 0 or name not in whole:
                self.figures.lost.append(name)
            elif drafts[name] > 1:
                self.figures.doubled.append(name)


def name_of(number: int) -> str:
    """What a message is known by."""
    return f"Новость{number}"


def text_of(number: int) -> str:
    """A release that is like no other; now and then one that clients cut."""
    name = name_of(number)
    words = " ".join(f"слово{number}-{k}" for k in range(8)).capitalize()
    lines = (f"{words} сказано {k} раз." * 3 for k in range(20 if number % CUT == 0 else 1))
    body = "\n\n".join(lines)
    return f"{name} о мосте через Чёрную речку и объезде {number}\n\n{body} Это конец{number}."
