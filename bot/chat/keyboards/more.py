"""«Ещё»: what an editor may wish of a post beside its parts."""

from __future__ import annotations

from aiogram.utils.i18n import gettext as _

from bot.chat.keyboards.building import Row, acts
from bot.domain.people import Person
from bot.services.views import PostView


def case(view: PostView, person: Person | None) -> list[Row]:
    """The headline in another case."""
    if view.wishes.normal_case:
        return [acts(view, person, ("case", _("Headline in capitals")))]
    if any(caution.code == "headline_caps" for caution in view.row.cautions):
        return [acts(view, person, ("case", _("In normal case")))]
    return []


def sequel(view: PostView, person: Person | None) -> list[Row]:
    """The earlier post of the same story."""
    return [acts(view, person, ("sequel", _("Sequel of…")))]


def past(view: PostView, person: Person | None) -> list[Row]:
    """What it was, and what was cut from it."""
    offered = [("history", _("History"))]
    if view.release.cuts or view.wishes.keep:
        offered.append(("cuts", _("What was cut")))
    return [acts(view, person, *offered)]


def calendar(view: PostView, person: Person | None) -> list[Row]:
    """A time by buttons, also in a group; or at once, whatever holds the others."""
    return [
        acts(view, person, ("calendar", _("📅 Calendar")), ("flash", _("⚡ Urgent"))),
        acts(view, person, ("repeat", _("🔁 Repeat"))),
    ]
