"""The questions for a time."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.i18n import gettext as _

from bot.chat.zones import city
from bot.planning.grammar.moment import SKIPPED, TWICE
from bot.planning.picker import Rows
from bot.services.views import PostView


def when_question(view: PostView, now: datetime, *, phrase: bool = True) -> str:
    """Asks for a time, by a phrase or by the calendar below, and says what time it is there."""
    zone = view.channel.zone
    question = _("When should № {number} go out?").format(number=view.row.id)
    if phrase:
        question += " " + _("For example: «tomorrow at 9», «in 2 hours». Or choose below.")
    here = _("Now it is {time} ({zone}).").format(
        time=f"{now.astimezone(zone):%H:%M}", zone=city(zone.key)
    )
    return "\n".join([question, here, _("• a day with posts")])


def legend() -> str:
    """What the marks on hours and minutes mean."""
    return _("• posts are there, + a free slot")


def clock_notes(rows: Rows) -> list[str]:
    """What is to be known of minutes that the clocks skip or show twice."""
    cells = [cell for row in rows for cell in row]
    notes = [_(SKIPPED)] if any(cell.skipped for cell in cells) else []
    return [*notes, _(TWICE)] if any(cell.twice for cell in cells) else notes
