"""One trial: a load on one database, lives that are killed, and what came of it."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from signal import SIGTERM
from typing import Any, Self

from bot.clock import SystemClock
from bot.sandbox.faults import Asked
from tests.torture import books
from tests.torture.chronicle import Chronicle
from tests.torture.databases import Database
from tests.torture.director import Director, Ending
from tests.torture.haste import Pace
from tests.torture.laying import lay, queue
from tests.torture.lives import LifeFailed, Lives
from tests.torture.load import ALBUMS, BY_HAND, CHANGED, Planned, load
from tests.torture.orders import Bed, Order
from tests.torture.record import Key, Record
from tests.torture.scene import OWNER, Scene, chat_of, name_of
from tests.torture.storm import GHOSTLY, KINDS, ODDS, Storm
from tests.torture.verdict import Verdict, judge

SOON = timedelta(seconds=1)  # until the first post is due
MARKER = re.compile(r"T(\d{6})")  # see Planned.marker

POINTS_A_CALL = 40  # that a life passes between two calls that it makes

AT_A_TIME = 12  # corrections and withdrawals that one life is asked for
DRAIN = 30.0  # seconds in which the last life must get further
GRACE = 20.0  # seconds that it has to end
FOR_EVER = 86400.0  # seconds


@dataclass(frozen=True, slots=True)
class Dose:
    """Enough to show what is broken: kills and faults, with more ghosts and albums among them.

    The storm ends then, or when a post has come twice.
    """

    kills: int
    faults: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how much, and by which seed."""

    seed: int
    seconds: float
    posts: int
    lanes: int
    folder: Path
    database: Database
    mutant: str | None = None
    harder: float = 1.0  # times more calls are struck
    drain: float = DRAIN
    dose: Dose | None = None
    pace: Pace = field(default_factory=Pace)
    long_lives: bool = False


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
    first: int  # posts that were out when the first promise was seen broken


@dataclass(slots=True)
class Trial:
    """Everything that takes part in it."""

    plan: Plan
    lives: Lives
    scene: Scene
    posts: list[Planned]
    record: Record
    chronicle: Chronicle
    director: Director
    storm: Storm = field(init=False)
    _keys: dict[int, list[Key]] = field(init=False)
    _ending: Ending | None = None
    _calls: int = 0
    _died: str | None = None
    _left: int | None = None
    _number: int = 0

    def __post_init__(self) -> None:
        self._keys = self.record.keys_of()
        self.lives.hear = self._hear
        draw = _draw(self.plan.seed, "storm")
        odds = {method: each * self.plan.harder for method, each in ODDS.items()}
        kinds = GHOSTLY if self.plan.dose else KINDS
        self.storm = Storm(
            draw, self.chronicle, self._about, self._reach, self._write, odds, kinds,
            self.plan.pace,
        )  # fmt: skip
        self.scene.sandbox.world.on_accept = self.storm
        self.scene.sandbox.world.posting.watchers.append(self.record)

    @classmethod
    async def prepare(cls, plan: Plan, lives: Lives) -> Self:
        """Sets Telegram up and lays the load into the database, due in a moment."""
        scene = Scene(plan.lanes)
        await scene.open()
        clock, url = SystemClock(), plan.database.url

        def posts_from(start: datetime) -> list[Planned]:
            if plan.dose:  # a backlog, so that no life lacks work
                return load(plan.seed, plan.posts, plan.lanes, start, 1.0, ALBUMS, CHANGED)
            return load(plan.seed, plan.posts, plan.lanes, start, plan.seconds)

        keys = await lay(url, plan.lanes, posts_from(clock.now()), scene.photo)
        posts = posts_from(clock.now() + SOON)
        await queue(url, posts)
        chronicle = Chronicle(time.time)
        record = Record(time.time, {*map(chat_of, range(plan.lanes))}, keys, chronicle, plan.pace)
        director = Director(
            _draw(plan.seed, "director"), known=lives.points, long_lives=plan.long_lives
        )
        return cls(plan, lives, scene, posts, record, chronicle, director)

    async def run(self) -> Figures:
        """The storm, the calm after it, the judgement."""
        begun = time.monotonic()
        await self._rage()
        calm = time.monotonic()
        await self._drain()
        ended = time.monotonic()
        await self.scene.close()
        found = await books.read(self.plan.database.url)
        verdict = judge(self.posts, found, self.record, self.plan.lanes - 1)
        return Figures(
            verdict, self.director.deaths, self.director.known, self.storm.faults,
            calm - begun, ended - calm, self.chronicle,
            self.record.first_double or len(self.posts),
        )  # fmt: skip

    async def _rage(self) -> None:
        """Life after life, until the load is due."""
        now = SystemClock().now()
        await asyncio.sleep(max(0.0, (self.posts[0].due - now).total_seconds()))
        until = time.monotonic() + self.plan.seconds
        self.storm.blowing = True
        while time.monotonic() < until and not self._dosed():
            ending = self._ending = self.director.next()
            self._died = None
            now = SystemClock().now()
            due = [planned for planned in self.posts if planned.due < now]
            order = self._order(due, ending)
            await self.lives.live(order, ending.seconds)
            if self.lives.exit_code >= 0:
                raise LifeFailed(f"life {self._number} ended with {self.lives.exit_code}")
            self.director.died(self._died, ending.point)
            await self.plan.database.hand_on()
            where = self._died or "a random moment"
            self.chronicle.note(None, f"life {self._number} is killed: {where}")
        self.storm.blowing = False
        self._ending = None

    def _dosed(self) -> bool:
        """Whether there was enough."""
        dose = self.plan.dose
        if dose is None:
            return False
        enough = (
            self.director.deaths.total() >= dose.kills and self.storm.faults.total() >= dose.faults
        )
        return enough or self.record.first_double > 0

    async def _drain(self) -> None:
        """One long life without faults, until nothing is left to do; then a polite end."""
        self._left = None
        order = self._order(self.posts, count=len(self.posts))
        living = asyncio.get_running_loop().create_task(self.lives.live(order, FOR_EVER))
        fewest, at = len(self.posts) + 1, time.monotonic()
        # However slow the machine: it is over when nothing gets any further.
        while time.monotonic() - at < self.plan.drain and not living.done():
            await asyncio.sleep(0.05)
            if self._left is not None and self._left < fewest:
                fewest, at = self._left, time.monotonic()
            if fewest == 0:
                break
        self.lives.kill(SIGTERM)
        if not (await asyncio.wait([living], timeout=GRACE))[0]:
            self.lives.kill()
        await living

    def _order(
        self, posts: Sequence[Planned], ending: Ending | None = None, *, count: int = AT_A_TIME
    ) -> Order:
        """The next life, with what the owner has to do in it."""
        self._number += 1
        edits = [p.number for p in posts if p.fate == "edited" and not self._corrected(p)]
        taken = [p.number for p in posts if p.fate == "withdrawn" and not self._taken_back(p)]
        log = str(self.plan.folder / "bot.log")
        return Order(
            self._number,
            Bed(self.plan.database.url, self.scene.sandbox.url, name_of(0), log),
            ending.point if ending else None,
            ending.armed if ending else 0,
            ending.longest if ending else None,
            tuple(edits[:count]),
            tuple(taken[:count]),
            self.plan.mutant,
            watched=ending is None,
        )

    def _corrected(self, planned: Planned) -> bool:
        return planned.number in self.record.corrected

    def _taken_back(self, planned: Planned) -> bool:
        """Whether it was out, and no message of it stands there any more."""
        keys = self._keys[planned.number]
        return bool(self.record.copies.get(keys[0])) and not any(map(self.record.standing, keys))

    def _hear(self, words: dict[str, Any]) -> None:
        """A report of the life or of the fork server."""
        if "pid" in words:
            self._calls = 0
            self.chronicle.note(None, f"life {words['life']} begins")
        elif "died" in words:
            self._died = words["died"]
        elif "left" in words:
            self._left = words["left"]

    def _reach(self, point: str) -> bool:
        """The server has come to a point; whether the life ended there."""
        self.director.discover(point)
        self._calls += 1
        ending = self._ending
        if ending is None or ending.point != point or self._died is not None:
            return False
        if self._calls < ending.armed // POINTS_A_CALL or not self.lives.kill():
            return False
        self._died = point
        return True

    def _write(self, asked: Asked) -> None:
        """A colleague writes into the channel that a call is for."""
        for lane in range(self.plan.lanes):
            if asked.params.get("chat_id") in (name_of(lane), str(chat_of(lane))):
                world = self.scene.sandbox.world
                world.send_text(OWNER, chat_of(lane), f"{BY_HAND} {self._calls}.")

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
