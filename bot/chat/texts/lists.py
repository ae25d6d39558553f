"""The queue and other lists, the timetable."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from aiogram.utils.formatting import Bold, Text, as_line, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import day_text, moment_text
from bot.domain.channel import Channel
from bot.services.scheduling import Page


def line_label(title: str, post_id: int) -> str:
    """A post in a list."""
    shown = title or _("no headline")
    return f"№ {post_id} · {shown}"


def queue(page: Page, now: datetime) -> tuple[Text, list[str]]:
    """The queue by day, and a label for each post's button."""
    zone, channel = page.channel.zone, page.channel
    blocks: list[Text] = [
        Bold(
            ngettext("{n} post in the queue", "{n} posts in the queue", page.total).format(
                n=page.total
            )
        )
    ]
    if channel.stopped(now):
        blocks.append(Text(paused(channel, now)))
    labels = []
    today = now.astimezone(zone).date()
    timed = [(line.due_at.astimezone(zone), line) for line in page.lines if line.due_at]
    for day, group in groupby(timed, key=lambda pair: pair[0].date()):
        lines: list[Text] = [Bold(day_text(day, today).capitalize())]
        for at, line in group:
            lines.append(Text(f"{at:%H:%M}  {line_label(line.title, line.id)}"))
            labels.append(f"{at:%H:%M} · {line_label(line.title, line.id)}")
        blocks.append(as_list(*lines))
    return as_list(*blocks, sep="\n\n"), labels


def paused(channel: Channel, now: datetime) -> str:
    """That the channel is paused, and how to go on."""
    if channel.calm:
        if channel.paused_until is None:
            return _("🕯 Mourning: only urgent posts go out until /resume.")
        until = moment_text(channel.paused_until, now, channel.zone)
        return _("🕯 Mourning until {moment}: only urgent posts go out. Sooner: /resume.").format(
            moment=until
        )
    if channel.paused_until is None:
        return _("⏸ Paused. Nothing goes out until /resume.")
    until = moment_text(channel.paused_until, now, channel.zone)
    return _("⏸ Paused until {moment}. Sooner: /resume.").format(moment=until)


def slots(channel: Channel) -> Text:
    """The timetable and how to change it."""
    example = "/slots пн-пт 09:00 12:00 18:00; сб-вс 11:00"
    return as_list(
        Bold(_("Timetable of {channel}").format(channel=channel.title)),
        channel.slots or _("empty"),
        _("Zone: {zone}").format(zone=channel.timezone),
        as_line(_("To change it, send for example:"), "\n", example, end=""),
    )
