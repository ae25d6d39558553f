"""Lists of posts, and of the lines that were cut from one."""

from __future__ import annotations

from collections.abc import Callable

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import CutButton, ListButton, OpenButton
from bot.chat.keyboards.building import MAX_LABEL, Row, button, keyboard
from bot.chat.texts.cuts import page_of, pages, short
from bot.chat.texts.published import label
from bot.services.archive import PublishedPage
from bot.services.scheduling import Page
from bot.services.views import PostView


def posts(name: str, page: Page, labels: list[str]) -> InlineKeyboardMarkup | None:
    """A button for each post of a list, and the way to its other pages."""
    if not page.lines:
        return None
    rows = [
        [button(short(label, MAX_LABEL), OpenButton(post=line.id))]
        for line, label in zip(page.lines, labels, strict=True)
    ]
    turns = arrows(page.number, page.pages, lambda number: ListButton(name=name, page=number))
    return keyboard([*rows, turns])


def published(page: PublishedPage) -> InlineKeyboardMarkup | None:
    """A button for each post of the bot, and the way to the list's other pages."""
    rows = [
        [button(short(label(line), MAX_LABEL), OpenButton(post=line.row.id))]
        for line in page.lines
        if line.row is not None
    ]
    turns = arrows(page.number, page.pages, lambda number: ListButton(name="sent", page=number))
    return keyboard([*rows, turns])


def cuts(view: PostView, page: int) -> InlineKeyboardMarkup | None:
    """A button for each line of a page: one press puts it back, or cuts it again."""
    row = view.row

    def data(act: str, number: int) -> CutButton:
        return CutButton(act=act, post=row.id, version=row.version, number=number)

    rows = []
    for entry in page_of(view, page):
        label = _("Put back: {line}") if entry.reason else _("Cut again: {line}")
        act = "back" if entry.reason else "again"
        line = short(label.format(line=entry.text), MAX_LABEL)
        rows.append([button(line, data(act, entry.number))])
    return keyboard([*rows, arrows(page, pages(view), lambda number: data("page", number))])


def arrows(page: int, count: int, data: Callable[[int], CallbackData]) -> Row:
    """The way to the page before and after, of `count` pages counted from 0."""
    turns = [button("‹", data(page - 1))] if page > 0 else []
    return [*turns, button("›", data(page + 1))] if page + 1 < count else turns
