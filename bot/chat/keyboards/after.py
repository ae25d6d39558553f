"""What can be done to a post once it is out, and how a draft is tied to an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import SequelButton
from bot.chat.keyboards.building import MAX_LABEL, Row, acts, button, keyboard
from bot.chat.keyboards.menus import opener
from bot.chat.texts import line_label, short
from bot.domain.people import Person
from bot.domain.post import Status
from bot.services.views import PostView
from bot.store.rows import PostLine


def out(view: PostView, person: Person | None) -> list[Row]:
    """Correct, withdraw, pin."""
    if view.row.status is not Status.SENT:
        return []
    if view.after.lost:
        return [acts(view, person, ("republish", _("Publish again")))]
    pinned = view.after.pinned
    pin = ("unpin", _("Unpin")) if pinned else ("pin_out", _("Pin"))
    return [
        [*opener(view, person, "mend", _("Correct")), *acts(view, person, pin)],
        acts(view, person, ("withdraw", _("Withdraw"))),
    ]


def trouble(view: PostView, person: Person | None) -> list[Row]:
    """What to do about changes that were refused."""
    rows = list[Row]()
    failed = {failure.kind for failure in view.after.failures}
    if view.row.status is Status.WITHDRAWN and view.after.standing and not view.after.waiting:
        rows.append(acts(view, person, ("note", _("Replace the text"))))
    if failed:
        again = ("retry", _("Try again"))
        rows.append(acts(view, person, again, ("forgive", _("Understood"))))
    return rows


def kinds(view: PostView, person: Person | None) -> InlineKeyboardMarkup | None:
    """What kind of correction it is."""
    choices = [("typo", _("Typo")), ("fact", _("Fact")), ("addition", _("Addition"))]
    rows = [acts(view, person, choice) for choice in choices]
    return keyboard([*rows, acts(view, person, ("card", _("Cancel")))])


def earlier(
    view: PostView, person: Person | None, recent: Sequence[PostLine]
) -> InlineKeyboardMarkup | None:
    """The posts that this one may continue."""
    row = view.row
    rows = [
        [button(
            short(line_label(line.title, line.id), MAX_LABEL),
            SequelButton(post=row.id, version=row.version, earlier=line.id),
        )]
        for line in recent
    ]  # fmt: skip
    rows.append(acts(view, person, ("sequel_of", _("Number or link"))))
    if row.continues_id is not None:
        rows.append(acts(view, person, ("no_sequel", _("Not a sequel"))))
    return keyboard([*rows, acts(view, person, ("card", _("Cancel")))])
