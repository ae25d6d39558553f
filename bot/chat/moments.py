"""Instants as people read them, in the channel's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.utils.i18n import get_i18n
from aiogram.utils.i18n import gettext as _
from babel.dates import format_date


def date_text(day: date, today: date) -> str:
    """«24 ноября»; with the year where it is another one."""
    pattern = "d MMMM" if day.year == today.year else "d MMMM y"
    return format_date(day, pattern, locale=get_i18n().current_locale)


def day_text(day: date, today: date) -> str:
    """«сегодня, 24 ноября», «пт, 27 ноября»."""
    text = date_text(day, today)
    near = {
        today: _("today"),
        today + timedelta(days=1): _("tomorrow"),
        today - timedelta(days=1): _("yesterday"),
    }
    name = near.get(day) or weekday_text(day)
    return f"{name}, {text}"


def month_text(day: date) -> str:
    """«ноябрь 2026»."""
    return format_date(day, "LLLL y", locale=get_i18n().current_locale)


def weekday_text(day: date) -> str:
    """«ср»."""
    return format_date(day, "EEE", locale=get_i18n().current_locale)


def moment_text(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """«завтра, 25 ноября, в 09:00»."""
    local = at.astimezone(zone)
    day = day_text(local.date(), now.astimezone(zone).date())
    return _("{day}, at {time}").format(day=day, time=f"{local:%H:%M}")
