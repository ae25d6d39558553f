"""«История»: a button for each version, and the ways from one."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import VersionButton
from bot.chat.keyboards.building import MAX_LABEL, Row, button, keyboard
from bot.chat.keyboards.lists import arrows
from bot.chat.rights import may
from bot.chat.texts.cuts import short
from bot.chat.texts.versions import SHOWN, page_of, pages, what
from bot.domain.people import Person
from bot.domain.post import EDITABLE
from bot.services.history import Version
from bot.services.views import PostView


def versions(view: PostView, found: Sequence[Version], page: int) -> InlineKeyboardMarkup | None:
    """A page of the list: each version opens."""
    rows = [
        [_to(view, f"{one.edition.edition} · {what(one)}", "compare", one.edition.edition)]
        for one in page_of(found, page)
        if len(found) > 1
    ]
    turns = arrows(page, pages(found), lambda number: _data(view, "versions", number))
    return keyboard([*rows, turns])


def version(
    view: PostView, person: Person | None, found: Sequence[Version], shown: Version, seen: str
) -> InlineKeyboardMarkup | None:
    """The ways from a version: `seen` is the comparison on show, compare or present."""
    number, last = shown.edition.edition, found[-1].edition.edition
    rows = list[Row]()
    if number != last:
        if seen == "present":
            rows.append([_to(view, _("Against the one before"), "compare", number)])
        else:
            rows.append([_to(view, _("Against the present one"), "present", number)])
        if view.row.status in EDITABLE and may(person, "bring_back", view):
            rows.append([_to(view, _("Bring this version back"), "bring_back", number)])
    place = next(i for i, one in enumerate(reversed(found)) if one is shown)
    return keyboard([*rows, [_to(view, _("‹ Back"), "versions", place // SHOWN)]])


def _data(view: PostView, act: str, number: int) -> VersionButton:
    row = view.row
    return VersionButton(act=act, post=row.id, version=row.version, number=number)


def _to(view: PostView, label: str, act: str, number: int) -> InlineKeyboardButton:
    return button(short(label, MAX_LABEL), _data(view, act, number))
