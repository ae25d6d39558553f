"""The buttons of a post's card, by its state: each feature has its rows."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.keyboards.building import Row, Rows, acts, keyboard
from bot.chat.keyboards.menus import opener
from bot.chat.keyboards.offers import join, photos
from bot.domain.people import Person
from bot.domain.post import EDITABLE, Status
from bot.services.views import PostView


def queued(view: PostView, person: Person | None) -> list[Row]:
    """What moves a post that has its time."""
    if view.row.status is not Status.QUEUED:
        return []
    return [
        acts(view, person, ("earlier", _("Earlier")), ("later", _("Later")), ("time", _("Time"))),
        acts(view, person, ("take_out", _("Take out")), ("now", _("Now")), ("edit", _("Edit"))),
        opener(view, person, "move", _("Rearrange")),
    ]


def draft(view: PostView, person: Person | None) -> list[Row]:
    """The ways of a post that has no time: out, changed, away."""
    if view.row.status not in EDITABLE or view.row.status is Status.QUEUED:
        return []
    return [
        acts(view, person, ("queue", _("Queue")), ("now", _("Now")), ("time", _("At a time"))),
        acts(view, person, ("edit", _("Edit")), ("rubric", _("Rubric"))),
        [*opener(view, person, "more", _("More")), *acts(view, person, ("delete", _("Delete")))],
    ]


def uncertain(view: PostView, person: Person | None) -> list[Row]:
    """The two answers to whether a post is out."""
    if view.row.status is not Status.UNCERTAIN:
        return []
    return [
        acts(view, person, ("went_out", _("Yes, it is out"))),
        acts(view, person, ("did_not", _("No, send it again"))),
    ]


def published(view: PostView, _person: Person | None) -> list[Row]:
    """The way to the post in the channel."""
    if view.row.status is not Status.SENT or not view.links:
        return []
    return [[InlineKeyboardButton(text=_("Open in the channel"), url=view.links[0])]]


ROWS: tuple[Rows, ...] = (queued, draft, uncertain, published, photos, join)


def card(view: PostView, person: Person | None) -> InlineKeyboardMarkup | None:
    """The buttons of a post's card for its reader."""
    return keyboard(row for rows in ROWS for row in rows(view, person))
