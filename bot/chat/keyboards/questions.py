"""The answers that stand below a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import (
    CloseButton,
    ConsentButton,
    QuietButton,
    ReasonButton,
    TimeButton,
)
from bot.chat.keyboards.building import Row, act, button
from bot.chat.texts import cautions
from bot.domain.release import Caution
from bot.services.views import PostView


def confirm(view: PostView, name: str, label: str) -> InlineKeyboardMarkup:
    """«Да», which does the act of that name, and «Нет», which brings the card back."""
    return _choice([act(view, name, label)], _no(view))


def consent(view: PostView, caution: Caution, wanted: str, at: int) -> InlineKeyboardMarkup:
    """«Да» to one caution, what can be mended at once, and the way back."""
    row = view.row
    number = row.cautions.index(caution)
    yes = ConsentButton(post=row.id, version=row.version, caution=number, act=wanted, at=at)
    choices = [button(cautions.consent(caution), yes)]
    if caution.code in ("no_headline", "headline_long", "headline_case"):
        choices.append(act(view, "headline", _("Write a headline")))
    if caution.code == "headline_caps":
        choices.append(act(view, "case", _("In normal case")))
    return _choice(choices, _no(view))


def reasons(view: PostView, ready: Mapping[str, str]) -> InlineKeyboardMarkup:
    """Ready reasons to return a post, as name and words, and one of the person's own."""
    row = view.row
    offered = [
        button(words, ReasonButton(post=row.id, version=row.version, reason=name))
        for name, words in ready.items()
    ]
    return _choice([*offered, act(view, "reject_own", _("In my own words…"))], _no(view))


def quiet(view: PostView, wanted: str, at: int, end: datetime) -> InlineKeyboardMarkup:
    """In the quiet hours all the same, at their end (local), or as an urgent post."""
    row = view.row
    yes = QuietButton(post=row.id, version=row.version, act=wanted, at=at)
    then = TimeButton(post=row.id, version=row.version, at=int(end.timestamp()))
    choices = [
        button(_("Yes, in the quiet hours"), yes),
        button(_("At {time}").format(time=f"{end:%H:%M}"), then),
    ]
    if wanted == "now":
        choices.append(act(view, "flash", _("⚡ Urgent")))
    return _choice(choices, _no(view))


def times(view: PostView, choices: list[tuple[str, int]]) -> InlineKeyboardMarkup:
    """Instants to choose from, as label and seconds since the epoch."""
    row = view.row
    offered = [
        button(label, TimeButton(post=row.id, version=row.version, at=at)) for label, at in choices
    ]
    return _choice(offered, [button(_("Cancel"), CloseButton(what="time", post=row.id))])


def leave(
    what: str, post_id: int, rows: Sequence[Row] = (), *, many: bool = False
) -> InlineKeyboardMarkup:
    """The way out of a dialogue, below what else may be done; «Готово» where answers go on."""
    label = _("Done") if many else _("Cancel")
    way_out = [button(label, CloseButton(what=what, post=post_id, done=many))]
    return InlineKeyboardMarkup(inline_keyboard=[*filter(None, rows), way_out])


def _no(view: PostView) -> Row:
    return [act(view, "card", _("No"))]


def _choice(choices: Row, way_out: Row) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[*([choice] for choice in choices), way_out])
