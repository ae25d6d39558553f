"""A machine whose clocks go wrong on command, under a true time that nobody on it knows."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from bot.clock import TrustedClock


class Machine:
    """True time, and what the machine's three clocks make of it. All in seconds."""

    def __init__(self, start: datetime, wrong: float = 0.0) -> None:
        self.true = start.timestamp()
        self.up, self.slept, self.wrong = 500.0, 0.0, wrong

    def wall(self) -> float:
        return self.true + self.wrong

    def boot(self) -> float:
        return self.up

    def awake(self) -> float:
        return self.up - self.slept

    def clock(self) -> TrustedClock:
        return TrustedClock(self.wall, self.boot, self.awake)

    def goes_on(self, seconds: float) -> None:
        self.true += seconds
        self.up += seconds

    def sleeps(self, seconds: float) -> None:
        """Suspended: the time since boot goes on, the time awake does not."""
        self.goes_on(seconds)
        self.slept += seconds

    def stops(self, seconds: float) -> None:
        """A virtual machine that is frozen: all its clocks stand still."""
        self.true += seconds
        self.wrong -= seconds

    @property
    def date(self) -> datetime:
        """What a server would put into the header: whole seconds."""
        return datetime.fromtimestamp(math.floor(self.true), UTC)

    def error(self, clock: TrustedClock) -> float:
        return clock.now().timestamp() - self.true
