"""The week as a picture for a phone: a card for each day, a line for each post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PIL.ImageFont import FreeTypeFont

from bot.drawing.canvas import Canvas
from bot.drawing.lettering import BODY, DAY, SMALL, TITLE, fit, font, showable, wrap
from bot.drawing.rows import Rows, share
from bot.drawing.signs import (
    BANDS,
    CARD,
    INK,
    INKS,
    MOURNING,
    PALE,
    PAPER,
    PAUSE,
    SOFT,
    TODAY,
    sign,
)
from bot.drawing.week import Banner, Day, Entry, Kind, WeekPicture

WIDTH = 1080
# As tall as a phone's screen is to its width; taller, a phone shows it narrower.
HEIGHT = 2340

_EDGE, _GAP = 32, 16  # around everything; between cards
_SIDE = 148  # the width of a day's name
_PAD, _LINE, _NEXT = 20, 54, 42  # in a card; an entry; the second line of a headline
_SIGN, _TIME, _WORDS = _EDGE + _SIDE + 40, _EDGE + _SIDE + 68, _EDGE + _SIDE + 178
_ROOM = WIDTH - _EDGE - 24 - _WORDS  # for a headline
_HEAD, _BANNER, _KEY = 156, 76, 54  # heights; the last of a line of the legend
_COLUMNS = 3  # of the legend
_DROP = 39  # from the top of a line to where its letters stand


@dataclass(frozen=True, slots=True)
class _Card:
    """A day and how it is shown; `titles` are the lines of each headline."""

    day: Day
    rows: Rows
    titles: tuple[list[str], ...]

    @property
    def height(self) -> int:
        second = sum(len(lines) - 1 for lines in self.titles)
        needed = (len(self.titles) + bool(self.rows.hidden)) * _LINE + second * _NEXT
        return 2 * _PAD + max(self.rows.lines * _LINE, needed)


def week_picture(plan: WeekPicture) -> bytes:
    """The plan as a PNG, 1080 pixels wide and, for a week, at most HEIGHT tall.

    Takes some tenths of a second: call it in a thread.
    """
    top = _HEAD + (_BANNER + _GAP if plan.banner else 0)
    everything = _keys(plan, (entry for day in plan.days for entry in day.entries))
    cards = _cards(plan, HEIGHT - top - _tall(everything) - _EDGE)
    legend = _keys(plan, (entry for card in cards for entry in card.rows.entries))
    height = top + sum(card.height + _GAP for card in cards) + _tall(legend) + _EDGE
    canvas = Canvas(WIDTH, height, PAPER)
    _head(canvas, plan)
    if plan.banner:
        _banner(canvas, plan.banner)
    for card in cards:
        _draw(canvas, card, top, plan.more)
        top += card.height + _GAP
    _legend(canvas, legend, top)
    return canvas.png()


def _keys(plan: WeekPicture, entries: Iterable[Entry]) -> list[tuple[Kind, str]]:
    """The part of the legend that these entries need."""
    kinds = {entry.kind for entry in entries}
    return [(kind, label) for kind, label in plan.legend if kind in kinds]


def _tall(legend: list[tuple[Kind, str]]) -> int:
    return -(-len(legend) // _COLUMNS) * _KEY


def _cards(plan: WeekPicture, room: int) -> list[_Card]:
    """The days; headlines that are too long take a second line where there is room for it."""
    free = room - len(plan.days) * (2 * _PAD + _GAP)
    rows = share(plan.days, free // _LINE)
    cards = [
        _Card(day, shown, _titles(shown, lines=1))
        for day, shown in zip(plan.days, rows, strict=True)
    ]
    left = room - sum(card.height + _GAP for card in cards)
    for place in sorted(range(len(cards)), key=lambda place: not cards[place].day.today):
        card = cards[place]
        fuller = _Card(card.day, card.rows, _titles(card.rows, lines=2))
        if fuller.height - card.height <= left:
            left -= fuller.height - card.height
            cards[place] = fuller
    return cards


def _titles(rows: Rows, lines: int) -> tuple[list[str], ...]:
    return tuple(
        wrap(showable(entry.title) or "…", _face(entry), _ROOM, lines) for entry in rows.entries
    )


def _face(entry: Entry) -> FreeTypeFont:
    return font(BODY, bold=entry.kind is Kind.URGENT)


def _head(canvas: Canvas, plan: WeekPicture) -> None:
    room = WIDTH - 2 * _EDGE - 8
    title = fit(showable(plan.title), font(TITLE, bold=True), room)
    canvas.text((_EDGE + 4, 78), title, font(TITLE, bold=True), INK)
    subtitle = fit(showable(plan.subtitle), font(BODY), room)
    canvas.text((_EDGE + 4, 126), subtitle, font(BODY), SOFT)


def _banner(canvas: Canvas, banner: Banner) -> None:
    fill, ink = (MOURNING, CARD) if banner.mourning else (PAUSE, INK)
    canvas.box((_EDGE, _HEAD), (WIDTH - 2 * _EDGE, _BANNER), fill, radius=18)
    text = fit(showable(banner.text), font(BODY, bold=True), WIDTH - 2 * _EDGE - 48)
    canvas.text((_EDGE + 24, _HEAD + 50), text, font(BODY, bold=True), ink)


def _draw(canvas: Canvas, card: _Card, top: int, more: str) -> None:
    _frame(canvas, card, top)
    y = top + _PAD
    for entry, title in zip(card.rows.entries, card.titles, strict=True):
        height = _LINE + (len(title) - 1) * _NEXT
        if band := BANDS.get(entry.kind):
            left = _SIGN - 28
            canvas.box((left, y + 2), (WIDTH - _EDGE - 16 - left, height - 4), band, radius=12)
        ink = INKS.get(entry.kind, INK)
        sign(canvas, entry.kind, (_SIGN, y + _LINE / 2))
        canvas.text((_TIME, y + _DROP), entry.time, font(BODY, bold=True), ink)
        words = _WORDS if entry.time else _TIME
        for number, line in enumerate(title):
            canvas.text((words, y + _DROP + number * _NEXT), line, _face(entry), ink)
        y += height
    if card.rows.hidden:
        text = more.format(count=card.rows.hidden)
        canvas.text((_WORDS, y + _DROP), text, font(BODY, bold=True), SOFT)
    if not card.rows.entries and card.day.note:
        note = fit(showable(card.day.note), font(BODY), WIDTH - _EDGE - 24 - _SIGN)
        canvas.text((_SIGN - 16, y + _LINE // 2 + _DROP), note, font(BODY), PALE)


def _frame(canvas: Canvas, card: _Card, top: int) -> None:
    """The card itself, and on its left the name of the day; today stands out."""
    today = card.day.today
    width = WIDTH - 2 * _EDGE
    canvas.box((_EDGE, top), (width, card.height), TODAY if today else CARD, radius=20)
    if today:
        inside = (width - _SIDE - 4, card.height - 8)
        canvas.box((_EDGE + _SIDE, top + 4), inside, CARD, radius=16)
    name_ink, date_ink = (CARD, CARD) if today else (INK, SOFT)
    for text, face, drop, ink in (
        (card.day.name, font(DAY, bold=True), 46, name_ink),
        (card.day.date, font(SMALL), 90, date_ink),
    ):
        shown = fit(showable(text), face, _SIDE - 32)
        canvas.text((_EDGE + 22, top + _PAD + drop), shown, face, ink)


def _legend(canvas: Canvas, legend: list[tuple[Kind, str]], top: int) -> None:
    column = (WIDTH - 2 * _EDGE) / _COLUMNS
    for number, (kind, label) in enumerate(legend):
        x = _EDGE + 20 + number % _COLUMNS * column
        y = top + number // _COLUMNS * _KEY
        sign(canvas, kind, (x, y + _KEY / 2))
        text = fit(showable(label), font(SMALL), column - 60)
        canvas.text((x + 30, y + _DROP), text, font(SMALL), SOFT)
