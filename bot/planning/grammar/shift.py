"""Stretches from now, reckoned: calendar parts by the wall clock, then what simply passes."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

from bot.domain.errors import TimeError
from bot.planning.grammar.items import Span
from bot.planning.grammar.moment import SKIPPED, Moment
from bot.planning.grammar.refusals import TOO_FAR, ZERO
from bot.planning.wall import Wall

MOST_DAYS = 1000  # beyond any limit of a plan, within the reach of the calendar


def elapsed(span: Span, wall: Wall) -> Moment:
    """The moment a stretch from now.

    «через 24 часа» passes by the second; «через день» keeps the time that the clock shows
    (editorial.md §3.2).
    """
    shows = wall.shows
    day = datetime.combine(shifted(span, shows.date()), shows.time())
    moved = bool(span.months or span.days)
    start = wall.ahead(day)[0] if moved else wall.now
    return Moment(
        start + timedelta(seconds=span.seconds),
        "confirm" if span.loose else "exact",
        note=SKIPPED if moved and wall.skips(day) else None,
    )


def shifted(span: Span, today: date) -> date:
    """The date after the span's months and days: 31 January and a month is 28 February.

    Raises TimeError for nothing and for too much.
    """
    if not (span.months or span.days or span.seconds):
        raise TimeError(ZERO)
    if span.months * 31 + span.days + span.seconds / 86400 > MOST_DAYS:
        raise TimeError(TOO_FAR)
    months = today.year * 12 + today.month - 1 + span.months
    year, month = months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(today.day, last)) + timedelta(days=span.days)
