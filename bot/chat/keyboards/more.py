"""«Ещё»: what an editor may wish of a post beside its text."""

from __future__ import annotations

from aiogram.utils.i18n import gettext as _

from bot.chat.keyboards.building import Row, acts
from bot.domain.people import Person
from bot.services.views import PostView


def headline(view: PostView, person: Person | None) -> list[Row]:
    """Another headline, or the same in another case."""
    rows = [acts(view, person, ("headline", _("Headline")))]
    if view.wishes.normal_case:
        rows.append(acts(view, person, ("case", _("Headline in capitals"))))
    elif any(caution.code == "headline_caps" for caution in view.row.cautions):
        rows.append(acts(view, person, ("case", _("In normal case"))))
    return rows


def cuts(view: PostView, person: Person | None) -> list[Row]:
    """The list of what was cut."""
    if not view.release.cuts and not view.wishes.keep:
        return []
    return [acts(view, person, ("cuts", _("What was cut")))]


def sequel(view: PostView, person: Person | None) -> list[Row]:
    """The earlier post of the same story."""
    return [acts(view, person, ("sequel", _("Sequel of…")))]
