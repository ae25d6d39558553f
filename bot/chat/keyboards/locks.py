"""The way past an embargo: after it, or with a second person's word."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import TimeButton
from bot.chat.keyboards.building import Row, act, acts, button
from bot.domain.people import Person
from bot.domain.post import EDITABLE
from bot.services.views import PostView


def embargo(view: PostView, person: Person | None) -> list[Row]:
    """Asks to lift it, or lifts it where somebody else has asked."""
    row, asked = view.row, view.lifting
    if not view.locked or row.status not in EDITABLE:
        return []
    if asked and not (person and person.user_id == asked.user_id):
        return [acts(view, person, ("lift!", _("Yes, lift the embargo")))]
    return [] if asked else [acts(view, person, ("lift", _("Lift the embargo")))]


def locked(view: PostView, until: datetime, person: Person | None) -> InlineKeyboardMarkup:
    """Below the refusal of a time before the embargo ends."""
    row, local = view.row, until.astimezone(view.channel.zone)
    later = TimeButton(post=row.id, version=row.version, at=int(until.timestamp()))
    label = _("After the embargo: {time}").format(time=f"{local:%d.%m, %H:%M}")
    rows = [[button(label, later)], *embargo(view, person), [act(view, "card", _("No"))]]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])
