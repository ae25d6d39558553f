"""The clocks: the one place where the present is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Seconds = Callable[[], float]

STEP = 2.0  # seconds between two clocks of the machine; more is no drift: one of them was set
DRIFT = 2e-4  # of the machine's oscillator, far more than they have
RESOLUTION = 1.0  # seconds, of the header Date


class SystemClock:
    """The Clock port over the machine's own time, for what is over in a moment."""

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is where the others get it from


def _boottime() -> float:
    """Seconds that go on while the machine sleeps, where the system counts them."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class TrustedClock:
    """The Timekeeper port: the time since boot, set by what Telegram says (reliability.md §4).

    The wall clock is the first guess and nothing more; setting it later changes nothing. Each
    answer narrows down where Telegram's time can be, so that whole seconds become fractions.
    """

    def __init__(
        self, wall: Seconds = time.time, boot: Seconds = _boottime, awake: Seconds = time.monotonic
    ) -> None:
        self._wall, self._boot, self._awake = wall, boot, awake
        self._offset = wall() - boot()  # from the time since boot to Unix time
        self._low, self._high = float("-inf"), float("inf")  # the offset lies between
        self._told: float | None = None  # time since boot when Telegram last told
        self._latest = 0.0
        self._machine = self._differences()

    def now(self) -> datetime:
        """This instant, in UTC. A correction of less than two seconds never turns it back."""
        at = self._boot() + self._offset
        if 0 < self._latest - at < STEP:
            at = self._latest
        self._latest = at
        return datetime.fromtimestamp(at, UTC)

    @property
    def trusted(self) -> bool:
        """Whether Telegram has told the time since the start, the last sleep and the last time
        that somebody set the wall clock.
        """
        if self._told is None:
            return False
        moved = zip(self._differences(), self._machine, strict=True)
        return all(abs(now - then) <= STEP for now, then in moved)

    def mark(self) -> float:
        """The beginning of a call that `hear` will be told of."""
        return self._boot()

    def hear(self, date: datetime | None, since: float) -> None:
        """Learns from the Date of an answer to a call that began at the mark `since`.

        A server that tells no time (None) leaves us the wall clock.
        """
        boot = self._boot()
        if date is not None:
            self._narrow(date.timestamp() - boot, date.timestamp() + RESOLUTION - since, boot)
        self._told, self._machine = boot, self._differences()

    def _narrow(self, low: float, high: float, boot: float) -> None:
        """Takes in that the offset lies between the two."""
        spread = DRIFT * (boot - self._told) if self._told is not None else 0.0
        known_low, known_high = self._low - spread, self._high + spread
        self._low, self._high = max(low, known_low), min(high, known_high)
        if self._low > self._high:  # what was known is wrong now: the machine was stopped
            self._low, self._high = low, high
        self._offset = min(max(self._offset, self._low), self._high)

    def _differences(self) -> tuple[float, float]:
        """What changes only when the machine sleeps, and when the wall clock is set."""
        return self._boot() - self._awake(), self._wall() - self._boot()
