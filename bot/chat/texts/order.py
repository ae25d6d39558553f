"""Another order of the queue, in words."""

from __future__ import annotations

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import moment_text, weekday_text
from bot.chat.texts.lists import line_label
from bot.services.moving import Proposal

SHOWN = 30


def proposal(offered: Proposal) -> Text:
    """The posts that would move, at their new times; «было» tells the old ones."""
    if not offered.changes:
        return Text(_("There is nothing to change: the queue stays as it is."))
    zone = offered.channel.zone
    lines = []
    for line, at in offered.changes[:SHOWN]:
        label = line_label(line.title, line.id)
        was = ""
        if line.due_at is not None:
            local = line.due_at.astimezone(zone)
            was = _(" (was {time})").format(time=f"{weekday_text(local.date())} {local:%H:%M}")
        lines.append(Text(f"{moment_text(at, offered.now, zone)}: {label}{was}"))
    more = len(offered.changes) - SHOWN
    if more > 0:
        said = ngettext("and {n} more post", "and {n} more posts", more)
        lines.append(Text(said.format(n=more)))
    return as_list(Bold(_("The new order, if you say yes:")), *lines)
