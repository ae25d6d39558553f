"""A calendar, and a clock, to pick a post's time from."""

from __future__ import annotations

from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import CloseButton, PickButton, TimeButton
from bot.chat.keyboards.building import Row, act, button
from bot.chat.moments import month_text, weekday_text
from bot.planning.picker import DayCell, MonthGrid, Rows, TimeCell
from bot.services.views import PostView

MONDAY, DAY = date(2024, 1, 1), timedelta(days=1)
POSTS, SLOT, DEAD = "•", "+", "·"


def month(view: PostView, name: str, grid: MonthGrid) -> list[Row]:
    """The weeks of a month that are not over, and the way to the months beside it."""

    def cell(day: DayCell | None) -> InlineKeyboardButton:
        if day is None:
            return _pick(view, name, " ", "x", 0)
        if day.past:
            return _pick(view, name, DEAD, "x", 0)
        label = f"{day.day.day}{POSTS if day.posts else ''}"
        return _pick(view, name, f"[{label}]" if day.today else label, "h", day.day.toordinal())

    ahead = [week for week in grid.weeks if any(day and not day.past for day in week)]
    names = [_pick(view, name, weekday_text(MONDAY + DAY * number), "x", 0) for number in range(7)]
    rows = [names, *([cell(day) for day in week] for week in ahead)]
    head = [_pick(view, name, month_text(grid.first), "x", 0)]
    if grid.earlier is not None:
        head.insert(0, _pick(view, name, "‹", "m", grid.earlier.toordinal()))
    if grid.later is not None:
        head.append(_pick(view, name, "›", "m", grid.later.toordinal()))
    return [head, *rows]


def hours(view: PostView, name: str, day: date, cells: Rows) -> list[Row]:
    """The hours of a day."""

    def cell(hour: TimeCell) -> InlineKeyboardButton:
        if hour.past:
            return _pick(view, name, DEAD, "x", 0)
        at = day.toordinal() * 24 + hour.hour
        return _pick(view, name, f"{hour.hour:02}{_marks(hour)}", "n", at)

    return [
        *([cell(hour) for hour in row] for row in cells),
        [_pick(view, name, _("‹ Days"), "m", day.toordinal())],
    ]


def minutes(view: PostView, name: str, day: date, cells: Rows) -> list[Row]:
    """The minutes of an hour; each is a time for the post."""

    def cell(minute: TimeCell) -> InlineKeyboardButton:
        if minute.past:
            return _pick(view, name, DEAD, "x", 0)
        label = f"{minute.hour:02}:{minute.minute:02}{_marks(minute)}"
        at = int(minute.at.timestamp())
        return button(label, TimeButton(post=view.row.id, version=view.row.version, at=at))

    return [
        *([cell(minute) for minute in row] for row in cells),
        [_pick(view, name, _("‹ Hours"), "h", day.toordinal())],
    ]


def way_out(view: PostView, name: str) -> Row:
    """A question is left, a card comes back."""
    if name == "time":
        return [button(_("Cancel"), CloseButton(what=name, post=view.row.id))]
    return [act(view, "card", _("‹ Back"))]


def _marks(cell: TimeCell) -> str:
    return (POSTS if cell.posts else "") + (SLOT if cell.slot else "")


def _pick(view: PostView, name: str, label: str, step: str, at: int) -> InlineKeyboardButton:
    row = view.row
    data = PickButton(act=name, post=row.id, version=row.version, step=step, at=at)
    return button(label, data)
