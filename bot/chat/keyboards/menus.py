"""Menus of a card: each has a name, rows, and the menu that «‹ Назад» leads to."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import MenuButton
from bot.chat.keyboards import copies, mend, more, moves, options
from bot.chat.keyboards.building import Row, Rows, acts, button, keyboard
from bot.domain.people import Person
from bot.services.views import PostView


@dataclass(frozen=True, slots=True)
class Menu:
    """Rows of a menu, and the name of the one above it; "" is the card itself."""

    rows: tuple[Rows, ...]
    above: str = ""


def parts(view: PostView, person: Person | None) -> list[Row]:
    """Whatever of a post can be changed by itself, in two columns."""
    return [
        acts(view, person, ("headline", _("Headline")), ("rubric", _("Rubric"))),
        acts(view, person, ("source", _("Source")), ("files", _("Photos"))),
        [
            *acts(view, person, ("buttons", _("Buttons"))),
            *opener(view, person, "options", _("Options")),
        ],
    ]


def _lasting(view: PostView, person: Person | None) -> list[Row]:
    """What becomes of the post once it is out."""
    pin = opener(view, person, "pin", _("📌 Pin"))
    return [[*pin, *opener(view, person, "expiry", _("⏱ Delete after"))]]


MENUS: dict[str, Menu] = {
    "channels": Menu((copies.channels, copies.others)),
    "more": Menu((parts, more.case, more.sequel, more.calendar, more.past)),
    "move": Menu((moves.beside, moves.elsewhere)),
    "options": Menu((options.sending, options.shape, _lasting, options.comment), above="more"),
    "pin": Menu((options.pins,), above="options"),
    "expiry": Menu((options.expiry,), above="options"),
    "mend": Menu((mend.mend,)),
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
