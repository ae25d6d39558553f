"""When a reader's digests are due: hours on their own clock (reliability.md §4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from bot.planning.wall import instants

# A digest that is so late is none of its hour any more: the next one tells everything.
LATE = timedelta(hours=3)

WEEKLY_DAY, WEEKLY_HOUR = 6, time(12)  # Sunday
_DAY = timedelta(days=1)


def next_digest(hours: Iterable[time], zone: tzinfo, after: datetime) -> datetime | None:
    """The first instant (UTC) after one at which clocks in the zone show one of the hours.

    An hour that the clocks skip comes by as much later as they jump; of one that they show
    twice, the first counts.
    """
    today = after.astimezone(zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    days = (today + number * _DAY for number in range(3))
    found = (instants(datetime.combine(day, hour), zone)[0] for day in days for hour in hours)
    return min((at for at in found if at > after), default=None)


def next_week(zone: tzinfo, after: datetime) -> datetime:
    """The same for the best of the week."""
    today = after.astimezone(zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    sunday = today + ((WEEKLY_DAY - today.weekday()) % 7) * _DAY
    found = (
        instants(datetime.combine(sunday + number * 7 * _DAY, WEEKLY_HOUR), zone)[0]
        for number in range(2)
    )
    return next(at for at in found if at > after)
