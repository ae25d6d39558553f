"""Buttons of alerts: on a published post's card, and below their progress."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.follow_callbacks import BroadcastButton
from bot.chat.keyboards.building import Row, acts, button, keyboard
from bot.domain.bulletins import Progress, Sending
from bot.domain.people import Person
from bot.domain.post import Status
from bot.services.alerts import Estimate
from bot.services.views import PostView


def alert(view: PostView, person: Person | None) -> list[Row]:
    """Readers ask the bot about the main channel alone."""
    if view.row.status is not Status.SENT or view.after.lost or not view.channel.main:
        return []
    return [acts(view, person, ("alert", _("Alert the subscribers")))]


def whom(view: PostView, person: Person, estimate: Estimate) -> InlineKeyboardMarkup | None:
    """To everybody, to those who follow it, or not at all."""
    everybody, fitting = estimate.everybody.count, estimate.fitting.count
    rows = list[Row]()
    if everybody:
        rows.append(acts(view, person, ("alert_all", _("Yes, all: {n}").format(n=everybody))))
    if fitting and fitting != everybody:
        label = _("Yes, who follow this: {n}").format(n=fitting)
        rows.append(acts(view, person, ("alert_fit", label)))
    return keyboard([*rows, acts(view, person, ("card", _("No")))])


def progress(number: int, found: Progress) -> InlineKeyboardMarkup | None:
    """Pause and stop, while there is something to stop."""
    if not found.left or found.state in (Sending.DONE, Sending.STOPPED):
        return None

    def to(label: str, act: str) -> Row:
        return [button(label, BroadcastButton(act=act, number=number))]

    paused = found.state is Sending.PAUSED
    first = to(_("Go on"), "go_on") if paused else to(_("Pause"), "pause")
    return keyboard([[*first, *to(_("Stop"), "stop")]])
