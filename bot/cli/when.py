"""`when`: which instant a phrase means."""

from __future__ import annotations

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import settings
from bot.cli.exit_codes import FAILED, MISUSED
from bot.clock import SystemClock
from bot.domain.errors import TimeError
from bot.planning import when


def say(phrase: str, now: str | None, zone_name: str | None) -> int:
    """Prints the ISO time in the zone and what is doubtful about it; 1 and a reason if refused."""
    try:
        zone = ZoneInfo(zone_name or settings.load().timezone)
    except (ValueError, OSError, KeyError):
        print(f"--tz={zone_name}: no time zone; write one like Asia/Vladivostok", file=sys.stderr)
        return MISUSED
    try:
        present = datetime.fromisoformat(now) if now else SystemClock().now()
    except ValueError:
        print(f"--now={now}: no ISO time; write one like 2026-11-24T14:20", file=sys.stderr)
        return MISUSED
    if present.tzinfo is None:
        present = present.replace(tzinfo=zone)
    try:
        moment = when(phrase, present, zone)
    except TimeError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OverflowError:
        print(f"--now={now}: too near the end of the calendar", file=sys.stderr)
        return MISUSED
    print(moment.at.astimezone(zone).isoformat())
    if moment.kind != "exact":
        others = " ".join(at.astimezone(zone).isoformat() for at in moment.alternatives)
        print(f"{moment.kind} {others}".rstrip(), file=sys.stderr)
    if moment.note:
        print(moment.note, file=sys.stderr)
    return 0
