"""What is true: the time, the chance, what went wrong and when, and the story of it all."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

from bot.clock import TrustedClock

SETTLED = timedelta(minutes=25)  # after the last trouble everything has to be in order


class Machine:
    """The three clocks of a computer that is set wrong, suspended and frozen. In seconds."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._wrong = 0.0
        self._slept = 0.0

    def clock(self) -> TrustedClock:
        """What a process that begins here takes for the time."""
        return TrustedClock(self._wall, self._boot, self._awake)

    def set_wrong(self, seconds: float) -> None:
        """Somebody sets the wall clock so much ahead of the truth."""
        self._wrong = seconds

    def suspend(self, seconds: float) -> None:
        """It sleeps: the time since boot goes on, the time awake does not."""
        self._world.skip(seconds)
        self._slept += seconds

    def freeze(self, seconds: float) -> None:
        """A virtual machine stands still, with all its clocks."""
        self._world.skip(seconds)
        self._wrong -= seconds

    def _wall(self) -> float:
        return self._world.now().timestamp() + self._wrong

    def _boot(self) -> float:
        return self._world.passed() + 500.0 + self._slept

    def _awake(self) -> float:
        return self._world.passed() + 500.0


class World:
    """One seed. `figures` counts what happened, `wrong` names what must not have."""

    def __init__(self, seed: int, start: datetime) -> None:
        self.seed = seed
        self.figures = Counter[str]()
        self.late = list[float]()  # seconds behind the due time, where nothing was broken
        self.wrong = list[str]()
        self.story = list[str]()
        self.trouble_until = start
        self._start = start
        self._skipped = 0.0
        self._digest = hashlib.sha256()
        self._begun = asyncio.get_running_loop().time()
        self.machine = Machine(self)

    def chance(self, name: str) -> Random:
        """A source of chance of its own for each who acts, so that they don't disturb others."""
        return Random(f"{self.seed}/{name}")  # noqa: S311 - repeatable on purpose

    def passed(self) -> float:
        """Seconds since the beginning for those who don't sleep."""
        return asyncio.get_running_loop().time() - self._begun

    def now(self) -> datetime:
        """The true time, in UTC."""
        return self._start + timedelta(seconds=self.passed() + self._skipped)

    def skip(self, seconds: float) -> None:
        """The machine loses so much time."""
        self._skipped += seconds

    def tell(self, words: str) -> None:
        """Goes on with the story."""
        line = f"{self.now().astimezone(UTC):%m-%d %H:%M:%S.%f} {words}"
        self._digest.update(line.encode())
        self.story.append(line)

    def trouble(self, seconds: float = 0.0) -> None:
        """Something is broken now, and for so long."""
        self.trouble_until = max(self.trouble_until, self.now() + timedelta(seconds=seconds))

    def calm_since(self, at: datetime) -> bool:
        """Whether all was well for long enough at that instant, and is since."""
        return self.trouble_until < at - SETTLED

    def accuse(self, words: str) -> None:
        """Something happened that must not."""
        self.tell(f"WRONG: {words}")
        self.wrong.append(f"{self.now():%Y-%m-%d %H:%M:%S} {words}")

    @property
    def digest(self) -> str:
        """Stands for the whole story; 16 hexadecimal digits."""
        return self._digest.hexdigest()[:16]
