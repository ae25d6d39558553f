"""Earlier and later: the free slot next to the one that a post has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.planning.quiet import NO_QUIET, QuietHours
from bot.planning.timetable import NO_GAP, Timetable


def earlier(
    due: datetime,
    now: datetime,
    timetable: Timetable,
    zone: ZoneInfo,
    taken: Collection[datetime],
    quiet: QuietHours = NO_QUIET,
    gap: timedelta = NO_GAP,
) -> datetime | None:
    """The last free slot before `due` and after `now`; None if there is none. Instants in UTC.

    `taken` are the times of the other posts: a gap to its own time would bind the post to it.
    """
    free = timetable.free(now, due, zone, taken, quiet, gap)
    return max((slot for slot in free if slot > now), default=None)


def later(
    due: datetime,
    now: datetime,
    timetable: Timetable,
    zone: ZoneInfo,
    taken: Collection[datetime],
    quiet: QuietHours = NO_QUIET,
    gap: timedelta = NO_GAP,
) -> datetime | None:
    """The first free slot after both `due` and `now`; None without slots. Instants in UTC."""
    return timetable.next_free(max(due, now), zone, taken, quiet, gap)
