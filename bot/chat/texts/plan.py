"""What would go out when, and what waits and why."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import day_text, moment_text
from bot.chat.texts.cuts import short
from bot.chat.texts.lists import line_label, paused
from bot.services.simulation import Forecast, Publication, Waiting, Why

PAGE = 25  # posts on a page of the plan
WAITING = 10  # posts that are listed as waiting
LABEL = 80  # characters of a post's number and title


def plan(forecast: Forecast, page: int) -> Text:
    """A page of the plan (from 0); what waits stands on the last one."""
    zone = forecast.channels[0].zone
    start = forecast.start
    blocks: list[Text] = [_head(forecast, zone)]
    blocks += [
        Text(_of(channel.title, forecast), paused(channel, start))
        for channel in forecast.channels
        if channel.stopped(start)
    ]
    shown = forecast.publications[page * PAGE : (page + 1) * PAGE]
    today = start.astimezone(zone).date()
    for day, group in groupby(shown, key=lambda each: each.at.astimezone(zone).date()):
        lines = [Text(_line(each, forecast, zone)) for each in group]
        blocks.append(as_list(Bold(day_text(day, today).capitalize()), *lines))
    if page + 1 >= pages(forecast):
        if not forecast.whole:
            blocks.append(Text(_("There is more than I can show. Name an earlier end.")))
        if forecast.waiting:
            blocks.append(_waiting(forecast, start, zone))
    return as_list(*blocks, sep="\n\n")


def pages(forecast: Forecast) -> int:
    """How many pages the plan has; at least one."""
    return max(1, -(-len(forecast.publications) // PAGE))


def why(waiting: Waiting, now: datetime, zone: ZoneInfo) -> str:
    """Why a post does not go out."""
    if waiting.until is not None:
        until = moment_text(waiting.until, now, zone)
        match waiting.why:
            case Why.PAUSED | Why.CALM:
                return _("the channel is paused until {moment}").format(moment=until)
            case Why.EMBARGO:
                return _("embargo until {moment}").format(moment=until)
    return {
        Why.PAUSED: _("the channel is paused"),
        Why.CALM: _("only urgent posts go out"),
        Why.LOST: _("the bot can't publish in the channel"),
        Why.EMBARGO: _("embargo"),
        Why.LATER: _("later: quiet hours or the least gap"),
        Why.OVERDUE: _("missed its time, you decide"),
        Why.UNCERTAIN: _("is it out? you decide"),
        Why.FAILED: _("not published"),
        Why.APPROVAL: _("waits for approval"),
    }[waiting.why]


def _head(forecast: Forecast, zone: ZoneInfo) -> Text:
    until = moment_text(forecast.end, forecast.start, zone)
    total = len(forecast.publications)
    if not total:
        return Bold(_("Nothing goes out up to {moment}.").format(moment=until))
    text = ngettext("{n} post goes out up to {moment}", "{n} posts go out up to {moment}", total)
    return Bold(text.format(n=total, moment=until))


def _line(each: Publication, forecast: Forecast, zone: ZoneInfo) -> str:
    mark = "⚡ " if each.urgent else ""
    label = short(line_label(each.title, each.number), LABEL)
    parts = ""
    if each.parts > 1:
        parts = " · " + ngettext("{n} part", "{n} parts", each.parts).format(n=each.parts)
    return (
        f"{each.at.astimezone(zone):%H:%M}  {mark}{label}{parts}{_in(each.channel_id, forecast)}"
    )


def _waiting(forecast: Forecast, now: datetime, zone: ZoneInfo) -> Text:
    lines = [
        Text(
            short(line_label(each.title, each.number), LABEL),
            f"{_in(each.channel_id, forecast)} — {why(each, now, zone)}",
        )
        for each in forecast.waiting[:WAITING]
    ]
    if (left := len(forecast.waiting) - WAITING) > 0:
        lines.append(Text(ngettext("and {n} more", "and {n} more", left).format(n=left)))
    return as_list(Bold(_("Does not go out")), *lines)


def _in(channel_id: int, forecast: Forecast) -> str:
    """Of several channels, which one."""
    if len(forecast.channels) == 1:
        return ""
    return " · " + next(each.title for each in forecast.channels if each.id == channel_id)


def _of(title: str, forecast: Forecast) -> str:
    return f"{title}: " if len(forecast.channels) > 1 else ""
