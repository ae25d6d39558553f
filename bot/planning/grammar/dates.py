"""The dates that the days of a phrase can mean, reckoned from today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.errors import TimeError
from bot.planning.grammar.items import CalendarDay, Day, Piece, RelativeDay, Week, Weekday
from bot.planning.grammar.refusals import CLASH, NO_SUCH_DAY, PAST, TOO_FAR, WHICH_DAY

# A date without a year that is past by less means a slip, not the next year (editorial.md §3.2).
SLIP = timedelta(days=183)
# Just after New Year a December date may be one of the year that has gone.
RECENT = timedelta(days=31)
YEARS_AHEAD = 3  # further dates are not reckoned at all


Dates = tuple[tuple[date, ...], bool]  # the likeliest first; whether there is no doubt


def dates(days: Sequence[Piece[Day]], today: date) -> Dates:
    """The dates that fit every one of `days` (at least one). Raises TimeError."""
    weekdays = [piece for piece in days if isinstance(piece.item, Weekday)]
    weeks = [piece for piece in days if isinstance(piece.item, Week)]
    others = [piece for piece in days if not isinstance(piece.item, Weekday | Week)]
    if weeks:
        return _in_week(days, weekdays, weeks, others, today)
    first = (others or weekdays)[0]
    found, sure = _dates(first, today)
    for piece in days:
        if piece is first:
            continue
        item = piece.item
        if isinstance(item, Weekday) and others:
            fitting = tuple(day for day in found if day.weekday() == item.number)
        else:
            fitting = tuple(day for day in found if day in _dates(piece, today)[0])
        if not fitting:
            raise TimeError(CLASH, first=first.words, second=piece.words)
        found = fitting
    return found, sure


def _in_week(
    days: Sequence[Piece[Day]],
    weekdays: Sequence[Piece[Day]],
    weeks: Sequence[Piece[Day]],
    others: Sequence[Piece[Day]],
    today: date,
) -> Dates:
    """«в пятницу на следующей неделе»."""
    if len(weekdays) != 1 or len(weeks) != 1 or others:
        if not weekdays and not others:
            raise TimeError(WHICH_DAY)
        raise TimeError(CLASH, first=days[0].words, second=days[1].words)
    weekday, week = weekdays[0].item, weeks[0].item
    assert isinstance(weekday, Weekday) and isinstance(week, Week)  # noqa: S101, PT018 - for mypy
    monday = today - timedelta(days=today.weekday())
    return (monday + timedelta(days=7 * week.weeks + weekday.number),), True


def _dates(piece: Piece[Day], today: date) -> Dates:
    item = piece.item
    if isinstance(item, RelativeDay):
        return (today + timedelta(days=item.days),), True
    if isinstance(item, Weekday):
        return _weekday(item, today)
    assert isinstance(item, CalendarDay)  # noqa: S101 - weeks were dealt with
    if item.later is not None:
        return _in_month(item.day, item.later, piece.words, today)
    if item.month is None:
        return _day_of_month(item.day, piece.words, today)
    if item.year is not None:
        return _full(item, piece.words, today)
    return _yearless(item.day, item.month, piece.words, today)


def _weekday(item: Weekday, today: date) -> Dates:
    ahead = (item.number - today.weekday()) % 7
    this_week = today + timedelta(days=item.number - today.weekday())
    if item.which == "this":
        return (this_week,), True
    if item.which == "gone":
        return (this_week - timedelta(days=7),), True
    nearest = today + timedelta(days=ahead)
    if item.which == "next":
        following = this_week + timedelta(days=7)
        # From Tuesday, «следующая пятница» is in three days for some and in ten for others.
        return (
            ((following, nearest), False) if today < nearest < following else ((following,), True)
        )
    if ahead == 0:  # «во вторник» on a Tuesday
        return (nearest, nearest + timedelta(days=7)), False
    return (nearest,), True


def _day_of_month(day: int, words: str, today: date) -> Dates:
    this = _date(today.year, today.month, day)
    following = _date(today.year + today.month // 12, today.month % 12 + 1, day)
    if this is not None and this >= today:
        return (this,), True
    if following is None:
        raise TimeError(NO_SUCH_DAY, word=words)
    return (following,), False


def _in_month(day: int, later: int, words: str, today: date) -> Dates:
    months = today.year * 12 + today.month - 1 + later
    found = _date(months // 12, months % 12 + 1, day)
    if found is None:
        raise TimeError(NO_SUCH_DAY, word=words)
    return (found,), True


def _full(item: CalendarDay, words: str, today: date) -> Dates:
    found = _date(item.year or 0, item.month or 0, item.day)
    if found is None:
        raise TimeError(NO_SUCH_DAY, word=words)
    if found.year > today.year + YEARS_AHEAD:
        raise TimeError(TOO_FAR, word=words)
    if found.year < today.year - 1:
        raise TimeError(PAST, word=words)
    return (found,), True


def _yearless(day: int, month: int, words: str, today: date) -> Dates:
    before, this, following = (_date(today.year + n, month, day) for n in (-1, 0, 1))
    if this is not None and this >= today:
        return (this,), before is None or today - before > RECENT
    if this is not None and today - this <= SLIP:
        return (this,), True  # past, and refused for it
    if following is None:
        raise TimeError(NO_SUCH_DAY, word=words)
    return (following,), True


def weeks_on(weekday: Weekday, today: date, day: date) -> Dates:
    """A weekday in the week of `day`, whole weeks after today; or that long after the next one."""
    that_week = day + timedelta(days=weekday.number - day.weekday())
    after_nearest = day + timedelta(days=(weekday.number - today.weekday()) % 7)
    found = tuple(dict.fromkeys((that_week, after_nearest)))
    return found, len(found) == 1


def is_date(day: int, month: int) -> bool:
    """Whether some year has such a day."""
    return _date(2000, month, day) is not None  # a leap year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
