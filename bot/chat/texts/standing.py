"""How a post stands with the desk: what locks it, who decided on it, who is at work on it."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.formatting import Bold, Text
from aiogram.utils.i18n import gettext as _

from bot.chat.moments import day_text, moment_text
from bot.domain.post import EDITABLE, Status
from bot.services.leases import holder_of
from bot.services.views import PostView


def name_of(view: PostView, user_id: int | None) -> str:
    """A person that the post concerns."""
    return view.names.get(user_id or 0, "?")


def embargo_lines(view: PostView, now: datetime) -> list[Text]:
    """The lock, and who asks to open it."""
    until = view.row.embargo_until
    if until is None or not view.locked or view.row.status not in EDITABLE:
        return []
    local = until.astimezone(view.channel.zone)
    day = day_text(local.date(), now.astimezone(view.channel.zone).date())
    lock = _("Embargo until {time}, {day}").format(time=f"{local:%H:%M}", day=day)
    lines = [Text("⛔ ", Bold(lock))]
    if asked := view.lifting:
        said = _("{name} asks to lift the embargo: {reason}")
        name = name_of(view, asked.user_id)
        lines.append(Text("🔓 ", said.format(name=name, reason=asked.reason)))
    return lines


def approval_lines(view: PostView, _now: datetime) -> list[Text]:
    """Who hands the post in, who said yes, or why it came back."""
    row = view.row
    last = view.approvals[-1] if view.approvals else None
    if row.status is Status.REVIEW:
        return [Text("👤 ", _("From: {name}").format(name=name_of(view, row.editor_id)))]
    if row.approved_by is not None:
        return [Text("✅ ", _("Approved: {name}").format(name=name_of(view, row.approved_by)))]
    if (
        last
        and last.act == "approved"
        and last.edition != row.edition
        and row.status is Status.DRAFT
    ):
        said = _("Changed after the approval ({name}), so it left the queue.")
        return [Text("⚠️ ", said.format(name=name_of(view, row.changed_by)))]
    if last and last.act == "rejected" and row.status is Status.DRAFT:
        said = _("Returned ({name}): {reason}")
        name = name_of(view, last.user_id)
        return [Text("↩️ ", said.format(name=name, reason=last.reason))]
    return []


def lease_lines(view: PostView, now: datetime) -> list[Text]:
    """Who is at work on the post, and until when at the latest."""
    row = view.row
    if holder_of(row, now) is None or row.held_until is None:
        return []
    until = row.held_until.astimezone(view.channel.zone)
    said = _("{name} edits it until {time}")
    return [Text("✏️ ", said.format(name=name_of(view, row.holder_id), time=f"{until:%H:%M}"))]


def waiting(view: PostView, now: datetime) -> str:
    """That a post waits for approval, and what comes after it."""
    row = view.row
    if row.wanted == "now":
        return _("Waits for approval, then goes out at once.")
    if row.wanted == "at" and row.wanted_at is not None:
        moment = moment_text(row.wanted_at, now, view.channel.zone)
        return _("Waits for approval. Wanted: {moment}.").format(moment=moment)
    return _("Waits for approval, then goes into the queue.")


def decided(view: PostView) -> str | None:
    """Who was faster with a decision; None where nobody decided."""
    last = view.approvals[-1] if view.approvals else None
    if last is None or last.act not in ("approved", "rejected"):
        return None
    name = name_of(view, last.user_id)
    if last.act == "approved":
        return _("№ {number} is approved already: {name}.").format(number=view.row.id, name=name)
    return _("№ {number} was returned already: {name}.").format(number=view.row.id, name=name)


def approved(view: PostView, state: str) -> Text:
    """News for the maker of a post."""
    said = _("№ {number} is approved ({name}).")
    name = name_of(view, view.row.approved_by)
    return Text("✅ ", said.format(number=view.row.id, name=name), " ", state)


def voided(view: PostView, state: str) -> Text:
    """News for the maker and the approver of a post that is not as it was approved."""
    said = _("№ {number} is not approved as it is now, so it left the queue ({name}).")
    name = name_of(view, view.row.changed_by)
    return Text("⚠️ ", said.format(number=view.row.id, name=name), " ", state)


def lifted(view: PostView) -> Text:
    """News for the one who asked to lift an embargo."""
    last = view.approvals[-1] if view.approvals else None
    name = name_of(view, last.user_id if last else None)
    said = _("The embargo of № {number} is lifted ({name}).")
    return Text("🔓 ", said.format(number=view.row.id, name=name))
