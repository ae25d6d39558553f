"""Choosing among the dates and times that a phrase can mean: the first one still ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.errors import TimeError
from bot.planning.grammar.dates import Dates
from bot.planning.grammar.hours import Hours
from bot.planning.grammar.moment import SKIPPED, TWICE, Kind, Moment
from bot.planning.grammar.refusals import PAST
from bot.planning.wall import Wall


@dataclass(frozen=True, slots=True)
class _Option:
    """A time of one day: its place among the hours, what the clock shows, and when."""

    number: int
    shows: datetime
    instants: tuple[datetime, ...]


def upcoming(hours: Hours, wall: Wall) -> Moment:
    """The next time that the clock shows one of `hours`; on another day than today, to confirm."""
    days = (wall.today, wall.today + timedelta(days=1))
    options = [_ahead(day, hours, wall) for day in days]
    if _fits(options[0], hours):
        moment = _moment(options[0], hours, wall, sure=True)
        if not hours.equal or options[0][0].number == 0:
            return moment
        # «в полседьмого» at noon: this evening, though it may be tomorrow morning.
        others = {*moment.alternatives, options[1][0].instants[0]}
        return replace(moment, alternatives=tuple(sorted(others)))
    moment = _moment(options[1], hours, wall, sure=True)
    if hours.night:
        return moment  # the coming night is what anybody means
    today = tuple(option.instants[0] for option in options[0])
    return Moment(moment.at, "confirm", today or moment.alternatives, moment.note)


def on_one_of(days: Dates, hours: Hours, wall: Wall, words: str) -> Moment:
    """The first of the dates whose time is ahead. Raises TimeError if all are past."""
    dates, sure = days
    options = [_ahead(day, hours, wall) for day in dates]
    fitting = [day for day in options if _fits(day, hours)]
    if not fitting:
        raise TimeError(PAST, word=words)
    moment = _moment(fitting[0], hours, wall, sure=sure and fitting[0] is options[0])
    others = () if sure else tuple(day[0].instants[0] for day in fitting[1:])
    return Moment(
        moment.at, moment.kind, tuple(sorted({*moment.alternatives, *others})), moment.note
    )


def either(moments: Sequence[Moment]) -> Moment:
    """One moment from several readings: the first, to confirm unless all agree."""
    first = moments[0]
    if all(moment.at == first.at for moment in moments):
        return first
    said = {at for moment in moments for at in (moment.at, *moment.alternatives)}
    return Moment(first.at, "confirm", tuple(sorted(said - {first.at})), first.note)


def _ahead(day: date, hours: Hours, wall: Wall) -> list[_Option]:
    options = list[_Option]()
    for number, (shift, at) in enumerate(hours.options):
        shows = datetime.combine(day + timedelta(days=shift), at)
        if instants := wall.ahead(shows):
            options.append(_Option(number, shows, instants))
    return options


def _fits(options: Sequence[_Option], hours: Hours) -> bool:
    """Whether the likeliest time is ahead; of a night's and of equal ones, whether any is."""
    return bool(options) and (hours.night or hours.equal or options[0].number == 0)


def _moment(options: Sequence[_Option], hours: Hours, wall: Wall, *, sure: bool) -> Moment:
    first, *rest = options
    open_choice = bool(rest) and (hours.night or not hours.sure)
    kind: Kind = "default" if hours.default else "exact"
    if open_choice or not (sure and hours.sure):
        kind = "confirm"
    others = [option.instants[0] for option in rest] if open_choice else []
    note = SKIPPED if wall.skips(first.shows) else TWICE if len(first.instants) > 1 else None
    return Moment(first.instants[0], kind, tuple(sorted({*others, *first.instants[1:]})), note)
