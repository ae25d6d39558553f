"""From a reading of a phrase to an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import TimeError
from bot.planning.grammar.choice import either, on_one_of, upcoming
from bot.planning.grammar.dates import Dates, dates, is_date, weeks_on
from bot.planning.grammar.hours import Hours, PartTimes, hours
from bot.planning.grammar.items import (
    Clock,
    Item,
    Now,
    Part,
    Piece,
    Place,
    RelativeDay,
    Span,
    Weekday,
)
from bot.planning.grammar.moment import Moment
from bot.planning.grammar.reading import Reading
from bot.planning.grammar.refusals import CLASH, DATE_OR_TIME, NO_TIME, PAST, TOO_FAR, UNCLEAR
from bot.planning.grammar.shift import elapsed, shifted
from bot.planning.wall import Wall

FAR = timedelta(days=366)  # further needs a word of assent: it may be a slip in the year
TOO_FAR_AHEAD = timedelta(days=731)


def reckon(reading: Reading, now: datetime, zone: ZoneInfo, parts: PartTimes) -> Moment:
    """The moment that a reading means at `now` (UTC) in `zone`. Raises TimeError."""
    moment = _reckon(reading, Wall(zone, now), parts)
    if moment.at - now > TOO_FAR_AHEAD:
        raise TimeError(TOO_FAR)
    return replace(moment, kind="confirm") if moment.at - now > FAR else moment


def _reckon(reading: Reading, own: Wall, parts: PartTimes) -> Moment:
    now, span = reading.only(Now), reading.only(Span)
    clock, part, place = reading.only(Clock), reading.only(Part), reading.only(Place)
    timed = clock is not None or part is not None
    if now is not None:
        _alone(reading, now)
        return Moment(own.now)
    if span is not None and (span.item.seconds or not timed):
        return _elapsed(reading, span, own)
    if not timed:
        raise _untimed(reading, own.today)
    zone = place.item.zone if place is not None else None
    wall = own if zone is None else Wall(zone, own.now)
    found = hours(_told(reading, clock, wall), part, parts)
    if span is None and not reading.days:
        return upcoming(found, wall)
    if span is not None:
        choices = [_shifted(reading, span, own.today)]
    else:
        # «завтра в 9 по Москве», while it is another day there: the editor's own tomorrow first.
        todays = dict.fromkeys((own.today, wall.today))
        choices = [_dates(reading, today, found) for today in todays]
    words = _words(reading.pieces)
    return either([on_one_of(days, found, wall, words) for days in choices])


def _untimed(reading: Reading, today: date) -> TimeError:
    """What to ask about a day without a time."""
    words = _words(reading.pieces)
    try:
        past = bool(reading.days) and max(dates(reading.days, today)[0]) < today
    except TimeError as error:
        return TimeError(NO_TIME, word=words) if error.message == CLASH else error
    return TimeError(PAST if past else NO_TIME, word=words)


def _elapsed(reading: Reading, span: Piece[Span], own: Wall) -> Moment:
    """The moment after a stretch; a day beside it must agree: «сегодня через 2 часа»."""
    moment = elapsed(span.item, own)
    day = moment.at.astimezone(own.zone).date()
    agreeing = {each.words for each in reading.days if day in dates((each,), own.today)[0]}
    for other in reading.pieces:
        if other != span and other.words not in agreeing:
            raise TimeError(CLASH, first=span.words, second=other.words)
    return moment


def _shifted(reading: Reading, span: Piece[Span], today: date) -> Dates:
    """The date that many days on, or «через неделю в пятницу» the day of that week."""
    day = shifted(span.item, today)
    if not reading.days:
        return (day,), not span.item.loose
    weekday, whole_weeks = (
        reading.only(Weekday),
        not span.item.months and (day - today).days % 7 == 0,
    )
    if weekday is None or len(reading.days) > 1 or not whole_weeks:
        raise TimeError(CLASH, first=span.words, second=reading.days[0].words)
    return weeks_on(weekday.item, today, day)


def _alone(reading: Reading, piece: Piece[Item]) -> None:
    for other in reading.pieces:
        if other != piece:
            raise TimeError(CLASH, first=piece.words, second=other.words)


def _words(pieces: Sequence[Piece[Item]]) -> str:
    return " ".join(piece.words for piece in pieces)


def _told(reading: Reading, piece: Piece[Clock] | None, wall: Wall) -> Piece[Clock] | None:
    """The clock, with «в это же время» filled in. Raises TimeError for figures that say little."""
    if piece is None:
        return None
    clock, lonely = piece.item, len(reading.pieces) == 1
    if clock.style == "same":
        shown = wall.shows
        return Piece(Clock(shown.hour, shown.minute, shown.second), piece.words)
    if lonely and clock.maybe_date and clock.hour < 24 and is_date(clock.hour, clock.minute):
        raise TimeError(DATE_OR_TIME, word=piece.words)
    if lonely and (clock.loose or clock.lone):
        raise TimeError(UNCLEAR, word=piece.words)
    return piece


def _dates(reading: Reading, today: date, found: Hours) -> Dates:
    days, sure = dates(reading.days, today)
    if found.night and any(piece.item == RelativeDay(0) for piece in reading.days):
        days = (*days, today + timedelta(days=1))  # «сегодня в 2 ночи» is the night that comes
    return days, sure
