"""Acts that can be undone, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.moments import moment_text
from bot.services.undoing import Done


def act(name: str) -> str:
    """What was done."""
    return {
        "queue": _("put into the queue"),
        "at": _("given a time"),
        "now": _("published at once"),
        "move": _("moved"),
        "take_out": _("taken out of the queue"),
        "edit": _("edited"),
        "delete": _("deleted"),
    }.get(name, name)


def undos(found: Sequence[Done], now: datetime) -> Text:
    """The list."""
    if not found:
        return Text(_("There is nothing to undo: the posts have changed since, or are out."))
    lines = [
        Text(
            f"№ {done.view.row.id} · {act(done.act)} · "
            f"{moment_text(done.at, now, done.view.channel.zone)}"
        )
        for done in found
    ]
    return as_list(Bold(_("Your last acts")), *lines)
