"""Decides where each life ends, so that every point of the protocol gets its turns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

RANDOM = "at a random moment"

# What the promise hangs on; other points get their turns, too, but fewer.
PROTOCOL = (
    "Publishing", "Searching", "Errands", "Withdrawing", "Corrections", "server",
    "Send", "Edit", "Delete", "Forward",
)  # fmt: skip

BY_CHANCE = 0.15  # the share of lives that end at a random moment
ELSEWHERE = 0.12  # the share of lives that end at a point outside the protocol
AT_ONCE = 0.3  # the share of lives whose point counts from the birth on

# A life is measured by the points that it passes, so that it gets as far on a slow machine.
LATEST = 700  # points after which its own counts
PATIENCE = 500  # points that it may pass on the way there
SECONDS = 4.0  # the longest life, and the longest until a random moment

RARE = 3  # a point that was missed so often as it was hit thrice is given a rest


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the next life is to end: at a point after so many others, or after the longest
    way, or after so many seconds.
    """

    point: str | None
    armed: int
    longest: int | None
    seconds: float


@dataclass(slots=True)
class Director:
    """Knows every point that was ever reached, and how often a life ended there."""

    draw: Random
    deaths: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    long_lives: bool = False  # none ends before it could do what takes time
    known: set[str] = field(default_factory=set)

    def discover(self, point: str) -> None:
        """There is such a point."""
        self.known.add(point)

    def next(self) -> Ending:
        """The point that had the fewest turns, or a random moment."""
        if self.long_lives:
            return Ending(None, 0, None, self.draw.uniform(SECONDS, 2 * SECONDS))
        elsewhere = self.draw.random() < ELSEWHERE
        points = [p for p in self.known if p.startswith(PROTOCOL) is not elsewhere]
        if not points or self.draw.random() < BY_CHANCE:
            return Ending(None, 0, None, self.draw.uniform(0.1, SECONDS / 2))
        fewest = min(map(self._turns, points))
        point = self.draw.choice(sorted(p for p in points if self._turns(p) == fewest))
        # What was missed may lie at the beginning of a life only.
        at_once = self.missed[point] or self.draw.random() < AT_ONCE
        armed = 0 if at_once else self.draw.randrange(LATEST)
        return Ending(point, armed, armed + PATIENCE, SECONDS)

    def died(self, point: str | None, wanted: str | None) -> None:
        """A life ended there; it had been meant to end at `wanted`."""
        self.deaths[point or RANDOM] += 1
        if wanted is not None and wanted != point:
            self.missed[wanted] += 1

    def _turns(self, point: str) -> int:
        return self.deaths[point] + self.missed[point] // RARE
