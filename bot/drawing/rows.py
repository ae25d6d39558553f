"""Which entries of a full week find room: posts before free slots, urgent before planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.drawing.week import POSTS, Day, Entry, Kind

_LEAST = 2  # lines that a day takes in any case: its name and its date

# What gives way last comes first.
_RANK = {
    kind: rank
    for rank, kind in enumerate((
        Kind.URGENT, Kind.HELD, Kind.WAITING, Kind.PLANNED, Kind.SENT, Kind.QUIET, Kind.GAP,
        Kind.FREE,
    ))
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """The entries of a day that are shown, and how many posts are not."""

    entries: tuple[Entry, ...]
    hidden: int = 0

    @property
    def lines(self) -> int:
        """How many lines the day takes."""
        return max(_LEAST, len(self.entries) + bool(self.hidden))


def share(days: Sequence[Day], lines: int) -> list[Rows]:
    """The rows of each day so that all days take so many lines together.

    Today may take a third of them; of the other days, those that need less than their share
    leave the rest to the others.
    """
    whole = [Rows(day.entries) for day in days]
    if sum(rows.lines for rows in whole) <= lines:
        return whole
    # The others keep their least in any case.
    third = max(_LEAST, min(lines // 3, lines - _LEAST * (len(days) - 1)))
    merged = [Rows(_merged(day.entries)) for day in days]
    for place, day in enumerate(days):
        if day.today:
            merged[place] = _chosen(merged[place].entries, third)
            lines -= merged[place].lines
    limit = _limit([r.lines for r, day in zip(merged, days, strict=True) if not day.today], lines)
    return [
        rows if day.today else _chosen(rows.entries, limit)
        for rows, day in zip(merged, days, strict=True)
    ]


def _limit(needs: list[int], lines: int) -> int:
    """The most lines that one day may take so that all fit."""
    rest = lines
    for place, need in enumerate(sorted(needs)):
        fair = rest // (len(needs) - place)
        if need > fair:
            return max(_LEAST, fair)
        rest -= need
    return max(needs, default=_LEAST)


def _merged(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Free slots that follow one another on one line: «12:00 · 15:00 · 18:00 свободно»."""
    found = list[Entry]()
    for kind, group in groupby(entries, key=lambda entry: entry.kind):
        run = list(group)
        if kind is Kind.FREE and len(run) > 1:
            times = "".join(f"· {entry.time} " for entry in run[1:])
            found.append(replace(run[0], title=times + run[0].title))
        else:
            found += run
    return tuple(found)


def _chosen(entries: tuple[Entry, ...], limit: int) -> Rows:
    if len(entries) <= limit:
        return Rows(entries)
    order = sorted(range(len(entries)), key=lambda place: (_RANK[entries[place].kind], place))
    for room in (limit, limit - 1):  # one line less where it has to say how many are hidden
        hidden = sum(entries[place].kind in POSTS for place in order[room:])
        if not hidden:
            break
    return Rows(tuple(entries[place] for place in sorted(order[:room])), hidden)
