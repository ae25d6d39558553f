"""The buttons of a post's card, by its state: each feature has its rows."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.keyboards import after
from bot.chat.keyboards.alerts import alert
from bot.chat.keyboards.building import Row, Rows, acts, keyboard
from bot.chat.keyboards.copies import queue_all
from bot.chat.keyboards.locks import embargo
from bot.chat.keyboards.menus import opener
from bot.chat.keyboards.offers import join, photos
from bot.chat.keyboards.undo import last_act
from bot.domain.people import Person
from bot.domain.post import EDITABLE, ON_THE_WAY, Status
from bot.services.views import PostView


def queued(view: PostView, person: Person | None) -> list[Row]:
    """What moves a post that has its time."""
    if view.row.status is not Status.QUEUED:
        return []
    return [
        acts(view, person, ("earlier", _("Earlier")), ("later", _("Later")), ("time", _("Time"))),
        acts(view, person, ("take_out", _("Take out")), ("now", _("Now"))),
        [*acts(view, person, ("edit", _("Edit"))), *opener(view, person, "more", _("More"))],
        opener(view, person, "move", _("Rearrange")),
    ]


def draft(view: PostView, person: Person | None) -> list[Row]:
    """The ways of a post that has no time: out, changed, away."""
    if view.row.status not in EDITABLE or view.row.status in (Status.QUEUED, Status.REVIEW):
        return []
    onward = acts(view, person, ("queue", _("Queue")), ("now", _("Now")))
    return [
        [
            *(onward or acts(view, person, ("submit", _("For approval")))),
            *acts(view, person, ("time", _("At a time"))),
        ],
        *_changes(view, person),
    ]


def review(view: PostView, person: Person | None) -> list[Row]:
    """What becomes of a submitted post: yes, no, or back with it."""
    row = view.row
    if row.status is not Status.REVIEW:
        return []
    decide = acts(view, person, ("approve", _("Approve")), ("reject", _("Return")))
    theirs = person is None or person.user_id in (row.editor_id, row.changed_by)
    return [
        decide,
        [
            *acts(view, person, ("time", _("At a time"))),
            *(acts(view, person, ("recall", _("Take back"))) if theirs else []),
        ],
        *_changes(view, person),
    ]


def _changes(view: PostView, person: Person | None) -> list[Row]:
    return [
        acts(view, person, ("edit", _("Edit")), ("rubric", _("Rubric"))),
        [*opener(view, person, "more", _("More")), *acts(view, person, ("delete", _("Delete")))],
    ]


def story(view: PostView, person: Person | None) -> list[Row]:
    """The other channels of the story, and all its drafts at once."""
    if view.row.status in ON_THE_WAY:
        return []
    return [opener(view, person, "channels", _("Channels")), *queue_all(view, person)]


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


ROWS: tuple[Rows, ...] = (
    queued,
    draft,
    review,
    story,
    uncertain,
    published,
    after.out,
    alert,
    after.trouble,
    photos,
    join,
    embargo,
    last_act,
)


def card(
    view: PostView, person: Person | None, offer: Row | None = None
) -> InlineKeyboardMarkup | None:
    """The buttons of a post's card for its reader; `offer` stands above them."""
    return keyboard([offer or [], *(row for rows in ROWS for row in rows(view, person))])
