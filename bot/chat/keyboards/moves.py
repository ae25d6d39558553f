"""«Переставить»: where a queued post may go, and beside which other."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import BesideButton, DaysButton, OrderButton
from bot.chat.keyboards.building import MAX_LABEL, Row, act, acts, button
from bot.chat.moments import weekday_text
from bot.chat.texts.cuts import short
from bot.chat.texts.timetable import queued_line
from bot.domain.people import Person
from bot.domain.post import Status
from bot.services.moving import Proposal
from bot.services.views import PostView
from bot.store.rows import PostLine


def beside(view: PostView, person: Person | None) -> list[Row]:
    """Next to another post."""
    if view.row.status is not Status.QUEUED:
        return []
    return [acts(view, person, ("before", _("Before…")), ("after", _("After…")))]


def elsewhere(view: PostView, person: Person | None) -> list[Row]:
    """To another day, in another's place, or to any time."""
    if view.row.status is not Status.QUEUED:
        return []
    return [
        acts(view, person, ("to_day", _("To another day")), ("swap", _("Swap"))),
        acts(view, person, ("calendar", _("📅 Calendar")), ("flash", _("⚡ Urgent"))),
        acts(view, person, ("repeat", _("🔁 Repeat"))),
    ]


def neighbours(view: PostView, name: str, lines: Sequence[PostLine]) -> InlineKeyboardMarkup:
    """The posts around, to choose the other one of a move."""
    row, zone = view.row, view.channel.zone

    def label(line: PostLine) -> str:
        day = weekday_text(line.due_at.astimezone(zone).date()) if line.due_at else ""
        return short(f"{day} {queued_line(line, view.channel)}", MAX_LABEL)

    def data(line: PostLine) -> BesideButton:
        return BesideButton(act=name, post=row.id, version=row.version, other=line.id)

    rows: list[Row] = [[button(label(line), data(line))] for line in lines]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [act(view, "card", _("‹ Back"))]])


def orders(channel_id: int, day: int) -> InlineKeyboardMarkup:
    """«Порядок»: what can be done with the whole queue."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [button(_("Shuffle"), OrderButton(act="shuffle", channel=channel_id))],
            [button(_("Fill the slots anew"), OrderButton(act="refill", channel=channel_id))],
            _back(channel_id, day),
        ]
    )


def proposal(offered: Proposal, another: int) -> InlineKeyboardMarkup:
    """«Да» to the new order, or no; of a shuffle, also another one by the seed `another`."""
    channel, rows = offered.channel.id, list[Row]()
    label = _("Yes, shuffle") if offered.order == "shuffle" else _("Yes, fill anew")
    if offered.changes:
        yes = OrderButton(
            act=offered.order, channel=channel, seed=offered.seed, plan=offered.fingerprint
        )
        rows.append([button(label, yes)])
    if offered.changes and offered.order == "shuffle":
        again = OrderButton(act="shuffle", channel=channel, seed=another)
        rows.append([button(_("Another order"), again)])
    return InlineKeyboardMarkup(inline_keyboard=[*rows, _back(channel, 1)])


def _back(channel_id: int, day: int) -> Row:
    return [button(_("‹ Back"), DaysButton(channel=channel_id, day=day, part=0))]
