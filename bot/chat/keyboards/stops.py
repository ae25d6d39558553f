"""How long a channel stops, which one, and how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import ResumeButton, StopButton
from bot.chat.keyboards.building import Row, button, keyboard
from bot.chat.texts.cuts import short
from bot.domain.channel import Channel

ALL = 0  # in a button: every channel that the person may stop

TITLE = 40  # characters of a channel's title


def how_long(mine: Sequence[Channel], number: int, now: datetime) -> InlineKeyboardMarkup | None:
    """The question of /pause about one channel or all, and the way to another."""

    def data(act: str, channel: int = number) -> StopButton:
        return StopButton(act=act, channel=channel, at=int(now.timestamp()))

    rows = list[Row]()
    for chosen, title in _choices(mine) if len(mine) > 1 else ():
        mark = "● " if chosen == number else "○ "
        rows.append([button(mark + title, data("choose", chosen))])
    first = next((each for each in mine if each.id == number), mine[0])
    morning = _("Until tomorrow {time}").format(time=f"{first.rules.morning:%H:%M}")
    rows.append([button(_("For 2 hours"), data("hours")), button(morning, data("morning"))])
    rows.append([button(_("Until I say so"), data("open"))])
    rows.append([button(_("Mourning: only urgent posts"), data("calm"))])
    return keyboard(rows)


def way_on(number: int) -> InlineKeyboardMarkup | None:
    """Below a stop: its end."""
    return keyboard([[_resume("show", number, _("▶️ Go on"))]])


def which(stopped: Sequence[Channel]) -> InlineKeyboardMarkup | None:
    """Which of the stopped channels goes on."""
    return keyboard([_resume("show", number, title)] for number, title in _choices(stopped))


def consent(number: int, sealed: str) -> InlineKeyboardMarkup | None:
    """The answers to the plan that `sealed` stands for."""
    return keyboard([
        [_resume("yes", number, _("Yes, go on"), sealed)],
        [_resume("plain", number, _("Go on without moving posts"), sealed)],
        [_resume("no", number, _("Leave the pause"), sealed)],
    ])  # fmt: skip


def _resume(act: str, number: int, label: str, sealed: str = "") -> InlineKeyboardButton:
    return button(label, ResumeButton(act=act, channel=number, sealed=sealed))


def _choices(channels: Sequence[Channel]) -> list[tuple[int, str]]:
    titles = [(each.id, short(each.title, TITLE)) for each in channels]
    return [*titles, (ALL, _("All channels"))]
