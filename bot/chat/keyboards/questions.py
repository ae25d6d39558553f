"""The answers that stand below a question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import CloseButton, ConsentButton, QuietButton, TimeButton
from bot.chat.keyboards.building import Row, act, button
from bot.chat.texts import cautions
from bot.domain.release import Caution
from bot.services.views import PostView


def confirm(view: PostView, name: str, label: str) -> InlineKeyboardMarkup:
    """«Да», which does the act of that name, and «Нет», which brings the card back."""
    return _choice([act(view, name, label)], _no(view))


def consent(view: PostView, caution: Caution, wanted: str, at: int) -> InlineKeyboardMarkup:
    """«Да» to one caution, what can be mended at once, and the way back."""
    row, embargo = view.row, view.release.embargo
    number = row.cautions.index(caution)
    yes = ConsentButton(post=row.id, version=row.version, caution=number, act=wanted, at=at)
    choices = [button(cautions.consent(caution, view), yes)]
    if caution.code in ("no_headline", "headline_long", "headline_case"):
        choices.append(act(view, "headline", _("Write a headline")))
    if caution.code == "headline_caps":
        choices.append(act(view, "case", _("In normal case")))
    if caution.code == "embargo" and embargo and embargo.until:
        until = TimeButton(post=row.id, version=row.version, at=int(embargo.until.timestamp()))
        local = embargo.until.astimezone(view.channel.zone)
        label = _("After the embargo: {time}").format(time=f"{local:%d.%m, %H:%M}")
        choices.append(button(label, until))
    return _choice(choices, _no(view))


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
    return _choice(offered, _cancel("time", row.id))


def leave(what: str, post_id: int, choices: Iterable[Row] = ()) -> InlineKeyboardMarkup:
    """The way out of a dialogue, below answers to choose from."""
    return InlineKeyboardMarkup(inline_keyboard=[*choices, _cancel(what, post_id)])


def _no(view: PostView) -> Row:
    return [act(view, "card", _("No"))]


def _cancel(what: str, post_id: int) -> Row:
    return [button(_("Cancel"), CloseButton(what=what, post=post_id))]


def _choice(choices: Row, way_out: Row) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[*([choice] for choice in choices), way_out])
