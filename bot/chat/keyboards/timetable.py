"""The buttons of the queue: each post opens, each free slot takes a draft, the days are turned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import DaysButton, OpenButton, OrderButton, SlotButton, TimeButton
from bot.chat.keyboards.building import MAX_LABEL, Row, button, keyboard
from bot.chat.moments import day_text, weekday_text
from bot.chat.texts.cuts import short
from bot.chat.texts.lists import line_label
from bot.chat.texts.timetable import Sheet, queued_line
from bot.domain.channel import Channel
from bot.domain.people import Person, Right
from bot.services.overview import DAYS
from bot.store.rows import PostLine

FREE_IN_ROW = 3
LAST = 99  # more parts than a page of days has: the last one is shown


def timetable(sheet: Sheet, person: Person) -> InlineKeyboardMarkup | None:
    """The buttons of a page, for a reader who may plan or not."""
    channel = sheet.days.channel
    rows: list[Row] = [
        [button(short(queued_line(line, channel), MAX_LABEL), OpenButton(post=line.id))]
        for line in sheet.posts
    ]
    if person.may(Right.PUBLISH, channel.id):
        free = [_slot(at, channel) for at in sheet.free]
        rows += [free[at : at + FREE_IN_ROW] for at in range(0, len(free), FREE_IN_ROW)]
    turns = _turns(sheet)
    if person.may(Right.PUBLISH, channel.id) and sheet.days.total > 1:
        turns.append(button(_("Order"), OrderButton(act="menu", channel=channel.id)))
    return keyboard([*rows, turns])


def drafts_for(at: datetime, lines: Sequence[PostLine], channel: Channel) -> InlineKeyboardMarkup:
    """The drafts that a free slot may take, and the way back to the queue."""
    seconds = int(at.timestamp())
    rows: list[Row] = [
        [
            button(
                short(line_label(line.title, line.id), MAX_LABEL),
                TimeButton(post=line.id, version=line.version, at=seconds),
            )
        ]
        for line in lines
    ]
    day = at.astimezone(channel.zone).date()
    back = DaysButton(channel=channel.id, day=day.toordinal(), part=0)
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [button(_("‹ Back"), back)]])


def _slot(at: datetime, channel: Channel) -> InlineKeyboardButton:
    local = at.astimezone(channel.zone)
    label = f"+ {weekday_text(local.date())} {local:%H:%M}"
    return button(label, SlotButton(channel=channel.id, at=int(at.timestamp())))


def _turns(sheet: Sheet) -> Row:
    """The way to the part or the days before and after."""
    days, turns = sheet.days, Row()

    def turn(label: str, first: int, part: int) -> None:
        data = DaysButton(channel=days.channel.id, day=first, part=part)
        turns.append(button(label, data))

    first = days.first.toordinal()
    if sheet.part:
        turn("‹", first, sheet.part - 1)
    elif days.first > days.today:
        turn("‹", max(first - DAYS, days.today.toordinal()), LAST)
    if sheet.part + 1 < sheet.parts:
        turn("›", first, sheet.part + 1)
    else:
        turn("›", first + DAYS, 0)
    if days.behind is not None and days.behind.toordinal() >= first + 2 * DAYS:
        turn(f"» {day_text(days.behind, days.today)}", days.behind.toordinal(), 0)
    return turns
