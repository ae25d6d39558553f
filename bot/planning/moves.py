"""Earlier and later: the free slot next to the one that a post has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.planning.timetable import Timetable


def earlier(
    due: datetime, now: datetime, timetable: Timetable, zone: ZoneInfo, taken: Collection[datetime]
) -> datetime | None:
    """The last free slot before `due` and after `now`; None if there is none. Instants in UTC."""
    busy = frozenset(taken)
    before = [slot for slot in timetable.slots(now, due, zone) if slot > now and slot not in busy]
    return before[-1] if before else None


def later(
    due: datetime, now: datetime, timetable: Timetable, zone: ZoneInfo, taken: Collection[datetime]
) -> datetime | None:
    """The first free slot after both `due` and `now`; None without slots. Instants in UTC."""
    return timetable.next_free(max(due, now), zone, taken)
