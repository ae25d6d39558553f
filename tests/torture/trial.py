"""One trial: a load on one database, lives that are killed, and what came of it."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from signal import SIGTERM
from typing import Any

from bot.clock import SystemClock
from bot.sandbox.faults import Asked
from tests.torture import books
from tests.torture.chronicle import Chronicle
from tests.torture.director import Director, Ending
from tests.torture.laying import lay
from tests.torture.lives import LONGEST_START, LifeFailed, Lives
from tests.torture.load import Planned, load, rehearsal
from tests.torture.orders import Bed, Order
from tests.torture.record import Key, Record
from tests.torture.scene import REHEARSAL, Scene, chat_of, name_of
from tests.torture.storm import MARKER, Storm
from tests.torture.verdict import Verdict, judge

LAYING = 0.006  # seconds to put a post into the database
LOADING = 6.0  # seconds to start the fork server, and to rehearse
AT_A_TIME = 12  # corrections and withdrawals that one life is asked for
DRAIN = 90.0  # seconds that the last life has to bring everything to its end
REHEARSED = (REHEARSAL, REHEARSAL + 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how much, and by which seed."""

    seed: int
    seconds: float
    pace: float  # posts a second
    lanes: int
    folder: Path
    database: str
    mutant: str | None = None


@dataclass(slots=True)
class Figures:
    """What a trial measured."""

    verdict: Verdict
    deaths: Counter[str]
    known: set[str]
    faults: Counter[str]
    seconds: float  # of the storm
    drained: float  # seconds that the last life needed
    chronicle: Chronicle


@dataclass(slots=True)
class Trial:
    """Everything that takes part in it."""

    plan: Plan
    scene: Scene
    record: Record
    chronicle: Chronicle
    director: Director
    posts: list[Planned]
    storm: Storm = field(init=False)
    lives: Lives = field(init=False)
    _ending: Ending | None = None
    _born: float = 0.0
    _died: str | None = None
    _left: int | None = None
    _number: int = 0
    _keys: dict[int, list[Key]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._keys = self.record.keys_of()

    @classmethod
    async def prepare(cls, plan: Plan) -> Trial:
        """Sets Telegram up and lays the load into the database, due in a moment."""
        scene, lanes = Scene(), [*range(plan.lanes)]
        await scene.open([*lanes, *REHEARSED])
        count = int(plan.pace * plan.seconds)
        start = SystemClock().now() + timedelta(seconds=LOADING + count * LAYING)
        posts = load(plan.seed, count, lanes, start, plan.seconds)
        keys = await lay(plan.database, lanes, posts, scene.photo)
        chronicle = Chronicle(time.time)
        record = Record(time.time, {*map(chat_of, lanes)}, keys, chronicle)
        scene.sandbox.world.posting.watchers.append(record)
        return cls(plan, scene, record, chronicle, Director(_draw(plan.seed, "director")), posts)

    async def run(self) -> Figures:
        """The rehearsal, the storm, the calm after it, the judgement."""
        self.storm = Storm(
            _draw(self.plan.seed, "storm"), self.chronicle, self._about, self._reach
        )
        self.scene.sandbox.world.on_accept = self.storm
        self.lives = await Lives.open(self._hear)
        try:
            async with asyncio.TaskGroup() as group:
                hearing = group.create_task(self.lives.run())
                await self._rehearse()
                begun = time.monotonic()
                await self._rage()
                calm = time.monotonic()
                await self._drain()
                ended = time.monotonic()
                hearing.cancel()
        finally:
            await self.lives.close()
            await self.scene.sandbox.stop()
        verdict = judge(self.posts, await books.read(self.plan.database), self.record)
        return Figures(
            verdict, self.director.deaths, self.director.known, self.storm.faults,
            calm - begun, ended - calm, self.chronicle,
        )  # fmt: skip

    async def _rehearse(self) -> None:
        url = f"sqlite:///{self.plan.folder / 'rehearsal.db'}"
        practice = rehearsal(REHEARSED, SystemClock().now())
        await lay(url, REHEARSED, practice, self.scene.photo)
        bed = self._bed(url, REHEARSED[0])
        await self.lives.live(self._order(bed, practice, rehearsal=True), LONGEST_START)

    async def _rage(self) -> None:
        """Life after life, until the load is due."""
        now = SystemClock().now()
        await asyncio.sleep(max(0.0, (self.posts[0].due - now).total_seconds()))
        until = time.monotonic() + self.plan.seconds
        self.storm.blowing = True
        while time.monotonic() < until:
            ending = self._ending = self.director.next()
            self._died = None
            now = SystemClock().now()
            due = [planned for planned in self.posts if planned.due < now]
            order = self._order(self._bed(self.plan.database, 0), due, ending)
            await self.lives.live(order, ending.longest)
            if self.lives.exit_code >= 0:
                raise LifeFailed(f"life {self._number} ended with {self.lives.exit_code}")
            self.director.died(self._died, ending.point)
            where = self._died or "a random moment"
            self.chronicle.note(None, f"life {self._number} is killed: {where}")
        self.storm.blowing = False
        self._ending = None

    async def _drain(self) -> None:
        """One long life without faults, until nothing is left to do; then a polite end."""
        self._left = None
        order = self._order(self._bed(self.plan.database, 0), self.posts, count=len(self.posts))
        living = asyncio.get_running_loop().create_task(self.lives.live(order, DRAIN + 20))
        until = time.monotonic() + DRAIN
        while self._left != 0 and time.monotonic() < until and not living.done():
            await asyncio.sleep(0.05)
        self.lives.kill(SIGTERM)
        await living

    def _order(
        self,
        bed: Bed,
        posts: Sequence[Planned],
        ending: Ending | None = None,
        *,
        count: int = AT_A_TIME,
        rehearsal: bool = False,
    ) -> Order:
        """The next life, with what the owner has to do in it."""
        self._number += 1
        edits = [p.number for p in posts if p.fate == "edited" and not self._corrected(p)]
        taken = [p.number for p in posts if p.fate == "withdrawn" and not self._taken_back(p)]
        return Order(
            self._number,
            bed,
            ending.point if ending else None,
            ending.hit if ending else 1,
            ending.armed if ending else 0.0,
            tuple(edits[:count]),
            tuple(taken[:count]),
            self.plan.mutant,
            watched=ending is None,
            rehearsal=rehearsal,
        )

    def _corrected(self, planned: Planned) -> bool:
        return planned.number in self.record.corrected

    def _taken_back(self, planned: Planned) -> bool:
        """Whether it was out, and no message of it stands there any more."""
        keys = self._keys[planned.number]
        return bool(self.record.copies.get(keys[0])) and not any(map(self.record.standing, keys))

    def _bed(self, url: str, lane: int) -> Bed:
        log = str(self.plan.folder / "bot.log")
        return Bed(url, self.scene.sandbox.url, name_of(lane), log)

    def _hear(self, words: dict[str, Any]) -> None:
        """A report of the life or of the fork server."""
        if "point" in words:
            self.director.discover(words["point"])
        elif "pid" in words:
            self._born = time.monotonic()
            self.chronicle.note(None, f"life {words['life']} begins")
        elif "died" in words:
            self._died = words["died"]
        elif "left" in words:
            self._left = words["left"]

    def _reach(self, point: str) -> bool:
        """The server has come to a point; whether the life ended there."""
        self.director.discover(point)
        ending = self._ending
        if ending is None or ending.point != point or self._died is not None:
            return False
        if time.monotonic() < self._born + ending.armed or not self.lives.kill():
            return False
        self._died = point
        return True

    def _about(self, asked: Asked) -> int | None:
        """The post that a call is about."""
        told = " ".join(asked.params.get(name, "") for name in ("text", "caption", "media"))
        if found := MARKER.search(told):
            return int(found[1])
        chat = asked.params.get("from_chat_id") or asked.params.get("chat_id", "")
        number = asked.params.get("message_id", "")
        if number.isdecimal() and (copy := self.record.find(_number(chat), int(number))):
            return copy.key.number
        return None


def _number(text: str) -> int:
    return int(text) if text.removeprefix("-").isdecimal() else 0


def _draw(seed: int, name: str) -> Random:
    return Random(f"{seed} {name}")  # noqa: S311 - repeatable on purpose
