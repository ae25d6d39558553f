"""Pages of answers and their rubrics; the way from the latest posts to earlier ones."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.keyboards.building import MAX_LABEL, Row, button, keyboard
from bot.chat.keyboards.lists import arrows
from bot.chat.reader_callbacks import FindButton, LatestButton
from bot.chat.texts.cuts import short
from bot.domain.terms import tag_key
from bot.services.archive import Latest
from bot.services.finding import FoundPage

DATA = 64  # bytes that a button can carry (Bot API)
IN_ROW = 2  # rubrics, on a narrow phone


def found(page: FoundPage) -> InlineKeyboardMarkup | None:
    """The way to other pages, and the rubrics of what was found."""
    rubric = page.rubric or ""
    turns = arrows(page.number, page.pages, lambda to: FindButton(page=to, rubric=rubric))
    return keyboard([turns, *_rubrics(page)])


def _rubrics(page: FoundPage) -> list[Row]:
    if page.rubric:
        return [[button(f"✓ {page.rubric}", FindButton(page=0))]]
    shown = [tag for tag in page.rubrics if _fits(tag)]
    if len(shown) < 2:  # all of it is in one rubric: nothing to choose
        return []
    buttons = [button(tag, FindButton(page=0, rubric=tag)) for tag in shown]
    return [buttons[start : start + IN_ROW] for start in range(0, len(buttons), IN_ROW)]


def _fits(tag: str) -> bool:
    try:
        return len(FindButton(page=0, rubric=tag).pack().encode()) <= DATA and bool(tag_key(tag))
    except ValueError:
        return False


def latest(page: Latest, count: int) -> InlineKeyboardMarkup | None:
    """A link to each post, the newest first, and the way to those before and after."""
    links = [
        [
            InlineKeyboardButton(
                text=short(each.text, MAX_LABEL) or _("Open in the channel"), url=url
            )
        ]
        for each in reversed(page.found)
        if (url := each.link)
    ]
    turns: Row = []
    if page.older:
        data = LatestButton(way=-1, message=page.first, count=count)
        turns.append(button(_("‹ Earlier"), data))
    if page.newer:
        turns.append(button(_("Later ›"), LatestButton(way=1, message=page.last, count=count)))
    return keyboard([*links, turns])


def without_turns(known: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    """The links alone."""
    rows = known.inline_keyboard if known else []
    return keyboard([each for each in row if each.url] for row in rows)
