"""What of a published post is to be corrected."""

from __future__ import annotations

from aiogram.utils.i18n import gettext as _

from bot.chat.keyboards.building import Row, acts
from bot.domain.people import Person
from bot.domain.post import Status
from bot.services.views import PostView


def mend(view: PostView, person: Person | None) -> list[Row]:
    """Text and photo, or the headline alone."""
    if view.row.status is not Status.SENT:
        return []
    return [
        acts(view, person, ("mend", _("Text or photo"))),
        acts(view, person, ("mend_headline", _("Headline"))),
    ]
