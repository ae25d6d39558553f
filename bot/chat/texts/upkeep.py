"""News of drafts that nobody touches."""

from __future__ import annotations

from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.texts.lists import line_label
from bot.store.rows import PostRow


def expiring(row: PostRow) -> Text:
    """A day before."""
    said = _("{post}\nNobody has touched this draft for long. Tomorrow it will be deleted.")
    return Text(said.format(post=line_label(row.title, row.id)))


def expired(row: PostRow) -> Text:
    """Afterwards, with the way back."""
    said = _("{post}\nThis draft has expired. For 7 days it can be brought back.")
    return Text(said.format(post=line_label(row.title, row.id)))
