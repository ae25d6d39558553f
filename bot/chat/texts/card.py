"""The card of a post, and news of it."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.formatting import Bold, Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import moment_text
from bot.chat.texts.cautions import caution_lines
from bot.chat.texts.cuts import cut_summary, short
from bot.chat.texts.problems import problem
from bot.domain.post import Part, Status
from bot.services.views import PostView

LONG_LINK = 200  # characters of an address that are shown


def state_line(view: PostView, now: datetime) -> str:
    """Where the post stands, in a line."""
    row, zone = view.row, view.channel.zone
    match row.status:
        case Status.QUEUED if row.due_at is not None and row.due_at <= now:
            return _("Going out now.")
        case Status.QUEUED if row.due_at is not None:
            return _("In the queue: {moment}.").format(moment=moment_text(row.due_at, now, zone))
        case Status.SENDING:
            return _("On its way to the channel.")
        case Status.SENT if row.sent_at is not None:
            return _("Out: {moment}.").format(moment=moment_text(row.sent_at, now, zone))
        case Status.UNCERTAIN:
            return _("Telegram did not answer. Look into the channel: is the post there?")
        case Status.HELD:
            return _("It missed its time while the bot was away. Decide when it goes out.")
        case Status.FAILED:
            return _("Not published. {problem}").format(problem=problem(row.error))
        case Status.DELETED:
            return _("Deleted.")
    if view.next_free is None:
        return _("Draft. There are no free slots: set a timetable with /slots.")
    return _("Draft. The next free slot: {moment}.").format(
        moment=moment_text(view.next_free, now, zone)
    )


def card(view: PostView, now: datetime) -> Text:
    """The card of a post: number, channel, length, parts, warnings, cuts, state."""
    row, release = view.row, view.release
    characters = row.post.characters
    facts = [
        view.channel.title,
        ngettext("{n} character", "{n} characters", characters).format(n=characters),
        *_shape(row.post.parts),
    ]
    if row.post.options.silent:
        facts.append(_("without sound"))
    lines: list[Text] = [Text(Bold(f"№ {row.id}"), " · ", " · ".join(facts))]
    if release.rubric:
        lines.append(Text(_("Rubric: {rubric}").format(rubric=release.rubric)))
    lines.extend(caution_lines(view, now))
    if release.cuts and row.status is Status.DRAFT:
        lines.append(Text(_("Cut: {lines}").format(lines=cut_summary(view))))
    if view.raw.link:
        lines.append(Text(_("Link: {address}").format(address=short(view.raw.link, LONG_LINK))))
    lines.append(Text(state_line(view, now)))
    return as_list(*lines)


def _shape(parts: tuple[Part, ...]) -> list[str]:
    """How many messages the post has, where it is not one; and that it is a rich one."""
    count = sum(part.messages for part in parts)
    if any(part.kind == "rich" for part in parts):
        return [_("one rich message") if len(parts) == 1 else _("with a rich message")]
    if len(parts) > 1:
        return [ngettext("{n} message", "{n} messages", len(parts)).format(n=len(parts))]
    if count > 1:
        return [ngettext("album of {n}", "album of {n}", count).format(n=count)]
    return []


def went_out(view: PostView) -> Text:
    """The confirmation after publishing."""
    title = _("№ {number} is in the channel").format(number=view.row.id)
    if not view.links:
        return Text("✅ ", title, ".")
    return Text("✅ ", title, ": ", TextLink(view.links[0], url=view.links[0]))
