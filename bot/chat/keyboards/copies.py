"""«Каналы»: in which channels a story is told, and its copies there."""

from __future__ import annotations

from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import CopyButton, OpenButton
from bot.chat.keyboards.building import MAX_LABEL, Row, acts, button
from bot.chat.rights import may
from bot.chat.texts.cuts import short
from bot.domain.people import Person, Right
from bot.domain.post import Status
from bot.services.views import PostView


def channels(view: PostView, person: Person | None) -> list[Row]:
    """A button for each channel: the story is told there, or it is not."""
    if not may(person, CopyButton.act, view):
        return []
    told = {view.channel.id, *(copy.channel.id for copy in view.copies)}
    offered = [
        channel
        for channel in view.channels
        if person is None or person.may(Right.DRAFT, channel.id)
    ]
    if len(offered) + (view.channel not in offered) < 2:
        return []
    row, rows = view.row, list[Row]()
    for channel in offered:
        there = channel.id in told
        label = short(f"{'✅' if there else '▫️'} {channel.title}", MAX_LABEL)
        data = CopyButton(post=row.id, version=row.version, channel=channel.id, wanted=not there)
        rows.append([button(label, data)])
    return rows


def others(view: PostView, person: Person | None) -> list[Row]:
    """The way to the cards of the story's other copies."""
    return [
        [
            button(
                short(f"№ {copy.row.id} · {copy.channel.title}", MAX_LABEL),
                OpenButton(post=copy.row.id),
            )
        ]
        for copy in view.copies
        if person is None or person.may(Right.SEE, copy.channel.id)
    ]


def queue_all(view: PostView, person: Person | None) -> list[Row]:
    """All drafts of the story at once, where the person may publish several."""
    drafts = any(
        copy.row.status is Status.DRAFT
        and (person is None or person.may(Right.PUBLISH, copy.channel.id))
        for copy in view.copies
    )
    if view.row.status is not Status.DRAFT or not drafts:
        return []
    return [acts(view, person, ("queue_all", _("Queue all")))]
