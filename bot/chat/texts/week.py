"""The plan of a channel as a picture of the week: its words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from aiogram.utils.i18n import get_i18n
from aiogram.utils.i18n import gettext as _
from babel.dates import format_date

from bot.chat.moments import date_text
from bot.chat.texts.lists import paused
from bot.chat.texts.plan import why
from bot.chat.zones import city
from bot.domain.channel import Channel
from bot.drawing import Banner, Day, Entry, Kind, WeekPicture
from bot.services.simulation import Forecast, Why

DAYS = 7


def week(forecast: Forecast, channel: Channel, free: tuple[datetime, ...]) -> WeekPicture:
    """The picture of a channel's part of the plan; `free` are slots that nothing takes (UTC)."""
    zone, start = channel.zone, forecast.start
    today = start.astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(DAYS)]
    entries: dict[date, list[tuple[datetime, Entry]]] = {day: [] for day in days}

    def add(at: datetime, title: str, kind: Kind) -> None:
        local = at.astimezone(zone)
        if local.date() in entries:
            entries[local.date()].append((at, Entry(f"{local:%H:%M}", title, kind)))

    for each in forecast.publications:
        if each.channel_id == channel.id:
            title = each.title or _("no headline")
            add(each.at, title, Kind.URGENT if each.urgent else Kind.PLANNED)
    for wait in forecast.waiting:
        if wait.channel_id == channel.id and wait.due_at is not None:
            kind = Kind.WAITING if wait.why is Why.APPROVAL else Kind.HELD
            title = f"{wait.title or _('no headline')} ({why(wait, start, zone)})"
            add(max(wait.due_at, start), title, kind)
    for at in free:
        add(at, _("free slot"), Kind.FREE)
    return WeekPicture(
        channel.title,
        _("{first} to {last}, zone {zone}").format(
            first=date_text(days[0], today), last=date_text(days[-1], today), zone=city(zone.key)
        ),
        tuple(_day(day, today, entries[day]) for day in days),
        _legend(),
        _("{count} more"),
        Banner(paused(channel, start), mourning=channel.calm) if channel.stopped(start) else None,
    )


def _day(day: date, today: date, entries: list[tuple[datetime, Entry]]) -> Day:
    locale = get_i18n().current_locale
    return Day(
        format_date(day, "EEE", locale=locale).capitalize(),
        format_date(day, "d MMM", locale=locale),
        tuple(entry for _at, entry in sorted(entries, key=lambda pair: pair[0])),
        today=day == today,
        note=_("nothing is planned"),
    )


def _legend() -> tuple[tuple[Kind, str], ...]:
    """What the colours mean."""
    return (
        (Kind.PLANNED, _("in the queue")),
        (Kind.URGENT, _("urgent")),
        (Kind.WAITING, _("waits for approval")),
        (Kind.HELD, _("held back")),
        (Kind.FREE, _("free slot")),
    )
