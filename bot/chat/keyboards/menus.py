"""Menus of a card: each has a name, rows, and the menu that «‹ Назад» leads to."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import MenuButton
from bot.chat.keyboards import more, moves
from bot.chat.keyboards.building import Row, Rows, button, keyboard
from bot.domain.people import Person
from bot.services.views import PostView


@dataclass(frozen=True, slots=True)
class Menu:
    """Rows of a menu, and the name of the one above it; "" is the card itself."""

    rows: tuple[Rows, ...]
    above: str = ""


MENUS: dict[str, Menu] = {
    "more": Menu((more.headline, more.cuts, more.look, more.calendar)),
    "move": Menu((moves.beside, moves.elsewhere)),
}


def opener(view: PostView, person: Person | None, name: str, label: str) -> Row:
    """The button that opens a menu, unless the menu is empty for this reader."""
    return [_to(view, name, label)] if _rows(MENUS[name], view, person) else []


def menu(name: str, view: PostView, person: Person | None) -> InlineKeyboardMarkup | None:
    """The keyboard of a menu."""
    shown = MENUS[name]
    return keyboard([*_rows(shown, view, person), [_to(view, shown.above, _("‹ Back"))]])


def _rows(shown: Menu, view: PostView, person: Person | None) -> list[Row]:
    return [row for rows in shown.rows for row in rows(view, person) if row]


def _to(view: PostView, name: str, label: str) -> InlineKeyboardButton:
    data = MenuButton(post=view.row.id, version=view.row.version, name=name)
    return button(label, data)
