"""The queue as a timetable of days, in words; the slots of a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from aiogram.utils.formatting import Bold, Italic, Text, as_line, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import day_text, moment_text
from bot.chat.texts.lists import line_label, paused
from bot.chat.zones import city
from bot.domain.channel import Channel
from bot.planning import QuietHours
from bot.planning.day_plan import (
    WINDOW,
    DayPlan,
    Entry,
    FreeSlot,
    QueuedPost,
    QueueEnd,
    QuietPeriod,
    Window,
)
from bot.services.overview import Days
from bot.store.rows import PostLine

ENTRIES = 30  # of one page: a message holds 4096 characters, a keyboard 100 buttons


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a timetable: some days of the queue, or a part of them where they are full."""

    days: Days
    part: int
    parts: int
    entries: tuple[tuple[date, Entry], ...]

    @classmethod
    def of(cls, days: Days, part: int = 0) -> Sheet:
        """The part by its number from 0; one that is not there any more: the nearest."""
        entries = [
            (plan.day, entry)
            for plan in days.plans
            for entry in plan.entries
            if _told(entry, plan, days.now)
        ]
        parts = max(1, -(-len(entries) // ENTRIES))
        part = min(max(0, part), parts - 1)
        shown = entries[part * ENTRIES : (part + 1) * ENTRIES]
        return cls(days, part, parts, tuple(shown))

    @property
    def posts(self) -> list[PostLine]:
        """The posts that it names, in order; the late ones first."""
        late = self.days.late[:ENTRIES] if self.part == 0 else ()
        named = [entry.post for _, entry in self.entries if isinstance(entry, QueuedPost)]
        return [*late, *(self.days.lines[post] for post in named)]

    @property
    def free(self) -> list[datetime]:
        """The free slots that it names."""
        return [entry.at for _, entry in self.entries if isinstance(entry, FreeSlot)]


def timetable(sheet: Sheet) -> Text:
    """A page of the queue by day."""
    days = sheet.days
    blocks: list[Text] = [Bold(_title(days))]
    if days.channel.lost is not None:
        blocks.append(Text(_("⛔ The bot can't publish there: everything waits.")))
    if days.channel.stopped(days.now):
        blocks.append(Text(paused(days.channel, days.now)))
    if days.late and sheet.part == 0:
        late = (queued_line(line, days.channel) for line in days.late[:ENTRIES])
        blocks.append(as_list(Bold(_("Late, not out yet")), *late))
    for day, group in groupby(sheet.entries, key=lambda pair: pair[0]):
        lines = [_line(entry, days) for _, entry in group]
        blocks.append(as_list(Bold(day_text(day, days.today).capitalize()), *lines))
    if not sheet.entries:
        blocks.append(Text(_("Nothing on these days.")))
    return as_list(*blocks, sep="\n\n")


def queued_line(line: PostLine, channel: Channel) -> str:
    """«15:00  ⚡ № 12 · Заголовок»."""
    clock = f"{line.due_at.astimezone(channel.zone):%H:%M}  " if line.due_at else ""
    return f"{clock}{'⚡ ' if line.urgent else ''}{line_label(line.title, line.id)}"


def slots(channel: Channel, free: Sequence[datetime], now: datetime) -> Text:
    """The timetable, what of it is free next, and how to change it."""
    example = "/slots пн-пт 09:00 12:00 18:00; сб-вс 11:00"
    quiet = QuietHours.parse(channel.rules.quiet)
    lines: list[Text | str] = [
        Bold(_("Timetable of {channel}").format(channel=channel.title)),
        channel.slots or _("empty"),
        _("Zone: {zone}").format(zone=city(channel.timezone)),
    ]
    if quiet:
        lines.append(_("Quiet hours: {hours}").format(hours=str(quiet).replace("-", "–")))
    if free:
        shown = [f"— {moment_text(at, now, channel.zone)}" for at in free]
        lines.append(as_list(Bold(_("Free next")), *shown))
    lines.append(as_line(_("To change it, send for example:"), "\n", example, end=""))
    return as_list(*lines)


def _title(days: Days) -> str:
    if not days.total:
        return _("The queue is empty. Send me a release.")
    title = ngettext("{n} post in the queue", "{n} posts in the queue", days.total)
    return title.format(n=days.total)


def _told(entry: Entry, plan: DayPlan, now: datetime) -> bool:
    """Whether the line says something: where nothing is queued, the free slots tell enough."""
    match entry:
        case QuietPeriod(end=end):
            return end > now
        case Window(at=at, end=end):
            return (
                bool(plan.posts)
                and QueueEnd(at) not in plan.entries
                and (end - max(at, now) > WINDOW)
            )
        case _:
            return True


def _line(entry: Entry, days: Days) -> Text:
    zone = days.channel.zone
    match entry:
        case QueuedPost(post=post):
            return Text(queued_line(days.lines[post], days.channel))
        case FreeSlot(at=at):
            return Text(_("{time}  — free").format(time=f"{at.astimezone(zone):%H:%M}"))
        case QuietPeriod(at=at, end=end):
            since, until = (f"{edge.astimezone(zone):%H:%M}" for edge in (at, end))
            return Text(_("🌙 {since}–{until} quiet").format(since=since, until=until))
        case Window(at=at, end=end):
            return Italic(_("nothing for {hours} h").format(hours=_hours(end - max(at, days.now))))
        case QueueEnd():
            return Italic(_("nothing is queued behind this"))


def _hours(length: timedelta) -> str:
    """«4», «4,5»."""
    halves = round(length / timedelta(minutes=30))
    return f"{halves // 2}" + (",5" if halves % 2 else "")
