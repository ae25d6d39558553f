"""When the duty sheet of a channel is due, and what time it covers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.planning.wall import instants

DAY = timedelta(days=1)
AFTERNOON = time(15)  # a sheet from then on looks at the next day, too


@dataclass(frozen=True, slots=True)
class Turn:
    """A sheet: its day and time on the channel's clock; from `at` to `end` it tells (UTC)."""

    day: date
    time: time
    at: datetime
    end: datetime


def turn_at(times: Collection[time], now: datetime, zone: ZoneInfo) -> Turn | None:
    """The sheet that is kept up to date at `now`: the one that was due last."""
    past = [turn for turn in _turns(times, now, zone) if turn.at <= now]
    return max(past, key=lambda turn: turn.at, default=None)


def next_turn(times: Collection[time], now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next sheet is due (UTC)."""
    return min((turn.at for turn in _turns(times, now, zone) if turn.at > now), default=None)


def _turns(times: Collection[time], now: datetime, zone: ZoneInfo) -> list[Turn]:
    today = now.astimezone(zone).date()
    return [_turn(today + DAY * step, at, zone) for step in (-2, -1, 0, 1, 2) for at in times]


def _turn(day: date, at: time, zone: ZoneInfo) -> Turn:
    last = day + DAY * (2 if at >= AFTERNOON else 1)
    return Turn(
        day,
        at,
        instants(datetime.combine(day, at), zone)[0],
        instants(datetime.combine(last, time()), zone)[0],
    )
