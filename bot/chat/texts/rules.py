"""The rules of a channel in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext
from aiogram.utils.i18n.context import get_i18n
from babel.units import format_unit

from bot.chat.moments import moment_text
from bot.chat.texts.lists import line_label
from bot.chat.zones import city
from bot.domain.channel import Channel
from bot.services.rezoning import Moved

LISTED = 5  # posts that are named where the zone changes
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def rule_name(rule: str) -> str:
    """A rule, as buttons and lines call it."""
    return {
        "zone": _("Time zone"),
        "quiet": _("Quiet hours"),
        "morning": _("Morning"),
        "day": _("Day"),
        "evening": _("Evening"),
        "least_gap": _("Least gap"),
        "overdue_limit": _("Overdue limit"),
        "age_mark": _("Age mark"),
        "four_eyes": _("Four eyes"),
        "draft_life": _("Life of drafts"),
        "dry_warning": _("Empty queue"),
        "duty": _("Duty sheet"),
        "districts": _("Districts"),
        "again": _("Lost answers"),
        "journal": _("Journal chat"),
        "desk": _("Editors' group"),
    }[rule]


def rules(channel: Channel, now: datetime) -> Text:
    """Every rule with its value."""
    lines = [
        Text(f"• {rule_name(rule)}: {value}") for rule, value in _values(channel, now).items()
    ]
    title = Bold(_("Rules of {channel}").format(channel=channel.title))
    last = _("Press what is to change. Posts in the queue keep their times.")
    return as_list(title, *lines, Text("\n", last))


def question(rule: str) -> str:
    """What is asked for a rule that is written."""
    return {
        "quiet": _("Send the quiet hours, for example 23:00-7:00, or «-» for none."),
        "morning": _("When is «in the morning»? Send a time, for example 9:00."),
        "day": _("When is «in the day»? Send a time, for example 13:00."),
        "evening": _("When is «in the evening»? Send a time, for example 19:00."),
        "districts": _(
            "Send the districts that readers may follow, with commas: «Central district, Southern "
            "district», or «-» for none."
        ),
        "duty": _("Send the times of the duty sheet, for example 8:30 18:00, or «-» for none."),
    }[rule]


def chat(rule: str) -> str:
    """What a chat is for."""
    return {
        "desk": _(
            "In the editors' group I show cards and notices, and take releases that reply to me. "
            "For one topic of a group send /desk in that topic."
        ),
        "journal": _(
            "Into the journal chat I forward posts of the channel when Telegram did not say "
            "whether they are out. Choose a chat that nobody else reads."
        ),
    }[rule]


def period(length: timedelta) -> str:
    """«5 минут», «3 часа», «14 дней»."""
    locale = get_i18n().current_locale
    for unit, name in ((DAY, "duration-day"), (HOUR, "duration-hour")):
        if length >= unit and length % unit == timedelta():
            return format_unit(length // unit, name, locale=locale)
    return format_unit(length // timedelta(minutes=1), "duration-minute", locale=locale)


def zones(channel: Channel, now: datetime) -> Text:
    """Above the zones to choose from."""
    here = f"{now.astimezone(channel.zone):%H:%M}"
    text = _("The time zone of {channel} is {zone}, it is {time} there. Choose another:")
    return Text(text.format(channel=channel.title, zone=city(channel.timezone), time=here))


def to_keep(channel: Channel, zone: str, moved: tuple[Moved, ...], now: datetime) -> Text:
    """The question what the queue keeps, with what each answer means."""
    count = ngettext(
        "{n} post stands in the queue. What does it keep in the zone {zone}?",
        "{n} posts stand in the queue. What do they keep in the zone {zone}?",
        len(moved),
    ).format(n=len(moved), zone=city(zone))
    lines = [Text(count)]
    for each in moved[:LISTED]:
        due = each.line.due_at
        if due is None:
            continue
        shown = _("{post}: on the clock {clock}, or the moment, then {moment}").format(
            post=line_label(each.line.title, each.line.id),
            clock=moment_text(due, now, channel.zone),
            moment=moment_text(due, now, ZoneInfo(zone)),
        )
        lines.append(Text(f"• {shown}"))
        if each.to.at <= now:
            lines.append(Text("⚠️ ", _("By the clock its time has passed there: it is overdue.")))
        elif each.to.note:
            lines.append(Text("⚠️ ", _(each.to.note)))
    if len(moved) > LISTED:
        lines.append(Text("…"))
    return as_list(*lines)


def _values(channel: Channel, now: datetime) -> dict[str, str]:
    rules = channel.rules
    here = f"{now.astimezone(channel.zone):%H:%M}"
    sheets = ", ".join(f"{at:%H:%M}" for at in rules.duty)
    yes, none = _("yes"), _("none")
    return {
        "zone": _("{zone}, now {time}").format(zone=city(channel.timezone), time=here),
        "quiet": rules.quiet or none,
        "morning": f"{rules.morning:%H:%M}",
        "day": f"{rules.day:%H:%M}",
        "evening": f"{rules.evening:%H:%M}",
        "least_gap": period(channel.least_gap),
        "overdue_limit": _("later than {period}, an editor decides").format(
            period=period(channel.overdue_limit)
        ),
        "age_mark": channel.style.age_mark,
        "four_eyes": _("nothing goes out on one person's word") if rules.four_eyes else _("no"),
        "draft_life": period(rules.draft_life) if rules.draft_life else _("for ever"),
        "dry_warning": _("warn {period} ahead").format(period=period(rules.dry_warning))
        if rules.dry_warning
        else _("no warning"),
        "duty": sheets or none,
        "districts": ", ".join(rules.districts) or none,
        "again": _("a message to readers is sent once more, some get it twice")
        if rules.again
        else _("a message to readers is not sent again, some may miss it"),
        "journal": yes if rules.journal_chat_id else none,
        "desk": yes if rules.desk_chat_id else none,
    }
