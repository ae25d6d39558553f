"""Decides where each life ends, so that every point of the protocol gets its turns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

RANDOM = "at a random moment"

BY_CHANCE = 0.15  # the share of lives that end at a random moment anyway
AT_ONCE = 0.35  # the share of lives whose point counts from the birth on
LATEST = 0.6  # seconds after which the others' points count
PATIENCE = 0.7  # seconds for a point to be reached, before the life ends at a random moment
RARE = 3  # a point that was missed so often as it was hit thrice is given a rest


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the next life is to end. Seconds are counted from its birth."""

    point: str | None
    hit: int
    armed: float
    longest: float


@dataclass(slots=True)
class Director:
    """Knows every point that was ever reached, and how often a life ended there."""

    draw: Random
    deaths: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)

    def discover(self, point: str) -> None:
        """There is such a point."""
        self.known.add(point)

    def next(self) -> Ending:
        """The point that had the fewest turns, or a random moment."""
        if not self.known or self.draw.random() < BY_CHANCE:
            return Ending(None, 1, 0.0, self.draw.uniform(0.05, LATEST + PATIENCE))
        fewest = min(map(self._turns, self.known))
        point = self.draw.choice(sorted(p for p in self.known if self._turns(p) == fewest))
        at_once = self.draw.random() < AT_ONCE
        armed = 0.0 if at_once else self.draw.uniform(0.05, LATEST)
        return Ending(point, self.draw.choice((1, 1, 1, 2, 5)), armed, armed + PATIENCE)

    def died(self, point: str | None, wanted: str | None) -> None:
        """A life ended there; it had been meant to end at `wanted`."""
        self.deaths[point or RANDOM] += 1
        if wanted is not None and wanted != point:
            self.missed[wanted] += 1

    def _turns(self, point: str) -> int:
        return self.deaths[point] + self.missed[point] // RARE
