"""The way back from an act."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import UndoButton
from bot.chat.keyboards.building import Row, button, keyboard
from bot.chat.texts.undo import act
from bot.domain.people import Person
from bot.services.undoing import Done
from bot.services.views import PostView


def last_act(view: PostView, person: Person | None) -> list[Row]:
    """On the card right after an act, for the one who did it; a group's press is judged."""
    undo = view.undo
    if undo is None or (person is not None and person.user_id != undo.user_id):
        return []
    return [undo_row(undo.kind, view.row.id, undo.version)]


def undo_row(kind: str, post_id: int, version: int) -> Row:
    """The button alone."""
    return [button(_("↩︎ Undo"), UndoButton(kind=kind, post=post_id, version=version))]


def undos(found: Sequence[Done]) -> InlineKeyboardMarkup | None:
    """A button for each act."""
    return keyboard(
        [
            button(
                f"↩︎ № {done.view.row.id} · {act(done.act)}",
                UndoButton(kind=done.kind, post=done.view.row.id, version=done.version),
            )
        ]
        for done in found
    )
