"""«Параметры»: how one post is sent, and what becomes of it once it is out."""

from __future__ import annotations

from datetime import timedelta

from aiogram.types import InlineKeyboardButton
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import PeriodButton
from bot.chat.keyboards.building import Row, acts, button
from bot.chat.rights import may
from bot.chat.texts.options import link_preview, period
from bot.domain.people import Person
from bot.domain.release import Table
from bot.services.views import PostView

OFF, FOR_EVER = 0, -1  # seconds of a PeriodButton

PERIODS = (timedelta(hours=1), timedelta(days=1), timedelta(weeks=1))


def sending(view: PostView, person: Person | None) -> list[Row]:
    """How it is sent."""
    options = view.row.post.options
    sound = _("🔔 With sound") if options.silent else _("🔕 Without sound")
    lock = _("🔓 Allow forwarding") if options.protect else _("🔒 Forbid forwarding")
    return [
        acts(view, person, ("silent", sound), ("protect", lock)),
        acts(view, person, ("link_preview", link_preview(options.link_preview))),
    ]


def shape(view: PostView, person: Person | None) -> list[Row]:
    """Where the text stands, and whether all of it is one message."""
    post, rows = view.row.post, list[Row]()
    if any(part.media and part.text for part in post.parts if part.kind != "rich"):
        above = post.options.caption_above
        label = _("Text: above the photo") if above else _("Text: below the photo")
        rows.append(acts(view, person, ("caption_above", label)))
    if any(part.kind == "rich" for part in post.parts):
        rows.append(acts(view, person, ("rich", _("Send as usual messages"))))
    elif len(post.parts) > 1 or any(isinstance(block, Table) for block in view.release.blocks):
        rows.append(acts(view, person, ("rich", _("Send as one rich message"))))
    return rows


def comment(view: PostView, person: Person | None) -> list[Row]:
    """The first comment."""
    return [acts(view, person, ("comment", _("💬 Comment under the post")))]


def pins(view: PostView, person: Person | None) -> list[Row]:
    """For how long it is pinned."""
    pin = view.row.post.options.pin
    lasts = pin.period if pin else None
    rows = [_periods(view, person, "pin", lasts)]
    ever = _("For ever") if pin is None or pin.period else _("✓ For ever")
    last = [_period(view, "pin", ever, FOR_EVER)]
    if pin is not None:
        last.append(_period(view, "pin", _("Don't pin"), OFF))
    return [*rows, last] if may(person, "pin", view) else []


def expiry(view: PostView, person: Person | None) -> list[Row]:
    """After how long it is deleted."""
    after = view.row.post.options.delete_after
    rows = [
        _periods(view, person, "expire", after),
        acts(view, person, ("expire_in", _("Another time…"))),
    ]
    if after is not None and may(person, "expire", view):
        rows.append([_period(view, "expire", _("Don't delete"), OFF)])
    return rows


def _periods(view: PostView, person: Person | None, act: str, now: timedelta | None) -> Row:
    if not may(person, act, view):
        return []
    return [
        _period(
            view,
            act,
            f"✓ {period(length)}" if length == now else period(length),
            int(length.total_seconds()),
        )
        for length in PERIODS
    ]


def _period(view: PostView, act: str, label: str, seconds: int) -> InlineKeyboardButton:
    row = view.row
    return button(label, PeriodButton(act=act, post=row.id, version=row.version, seconds=seconds))
