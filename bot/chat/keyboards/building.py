"""Rows of buttons, and keyboards of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.keyboard import KeyboardBuilder

from bot.chat.callbacks import PostButton
from bot.chat.rights import may
from bot.domain.people import Person
from bot.services.views import PostView

MAX_LABEL = 48

Row = list[InlineKeyboardButton]

# What a feature adds to a card or a menu: its rows, empty where they do not apply. The person is
# the reader, None where several people read the card.
Rows = Callable[[PostView, Person | None], list[Row]]


def button(label: str, data: CallbackData) -> InlineKeyboardButton:
    """A button that carries the data."""
    return InlineKeyboardButton(text=label, callback_data=data.pack())


def act(view: PostView, name: str, label: str) -> InlineKeyboardButton:
    """A button for an act on the post as it is now."""
    return button(label, PostButton(act=name, post=view.row.id, version=view.row.version))


def acts(view: PostView, person: Person | None, *named: tuple[str, str]) -> Row:
    """A row of acts, as (name, label), without those that the person may not do."""
    return [act(view, name, label) for name, label in named if may(person, name, view)]


def keyboard(rows: Iterable[Row]) -> InlineKeyboardMarkup | None:
    """The rows as a keyboard; None where there is no button."""
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=filled) if filled else None


def markup(builder: KeyboardBuilder[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """The built keyboard; the builder's own `as_markup` is typed for both kinds."""
    return InlineKeyboardMarkup(inline_keyboard=builder.export())
