"""The order of what was found: how much it is about the words, and how new it is."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

HALF = timedelta(days=180)  # the share of newness halves in that time
OLD = 0.5  # what is left of the weight of the oldest

TITLE = 2.0  # what is said in the first line is told twice as well
PLACES = 300  # the same half, in places of a list from new to old


def by_weight(
    weights: Mapping[int, float], times: Mapping[int, datetime], now: datetime
) -> list[int]:
    """The best first; of equals, the newer."""

    def score(number: int) -> float:
        at = times.get(number)
        return weights[number] * _newness((now - at) / HALF if at else 99.0)

    return sorted(weights, key=lambda number: (-score(number), -number))


def by_place(numbers: Sequence[int], titled: Collection[int]) -> list[int]:
    """The same for too many to weigh: from the newest to the oldest, some by their titles."""
    said = frozenset(titled)
    scores = {
        number: (TITLE if number in said else 1.0) * _newness(place / PLACES)
        for place, number in enumerate(numbers)
    }
    return sorted(numbers, key=lambda number: (-scores[number], -number))


def _newness(halves: float) -> float:
    return OLD + (1 - OLD) * math.pow(0.5, max(0.0, min(halves, 99.0)))
