"""The card of a post, and news of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiogram.utils.formatting import Bold, Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import moment_text
from bot.chat.texts.cautions import caution_lines
from bot.chat.texts.cuts import cut_summary, short
from bot.chat.texts.problems import problem
from bot.domain.post import Status
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


# What a feature says of a post: facts stand in the first line, lines below it.
Facts = Callable[[PostView], list[str]]
Lines = Callable[[PostView, datetime], list[Text]]


def card(view: PostView, now: datetime) -> Text:
    """The card of a post: its number and facts, then what each feature says of it."""
    facts = " · ".join(fact for facts in FACTS for fact in facts(view))
    lines = [line for lines in LINES for line in lines(view, now)]
    return as_list(Text(Bold(f"№ {view.row.id}"), " · ", facts), *lines)


def _channel(view: PostView) -> list[str]:
    return [view.channel.title]


def _length(view: PostView) -> list[str]:
    characters = view.row.post.characters
    return [ngettext("{n} character", "{n} characters", characters).format(n=characters)]


def _shape(view: PostView) -> list[str]:
    """How many messages the post has, where it is not one; and that it is a rich one."""
    parts = view.row.post.parts
    count = sum(part.messages for part in parts)
    if any(part.kind == "rich" for part in parts):
        return [_("one rich message") if len(parts) == 1 else _("with a rich message")]
    if len(parts) > 1:
        return [ngettext("{n} message", "{n} messages", len(parts)).format(n=len(parts))]
    if count > 1:
        return [ngettext("album of {n}", "album of {n}", count).format(n=count)]
    return []


def _sound(view: PostView) -> list[str]:
    return [_("without sound")] if view.row.post.options.silent else []


def _rubric(view: PostView, _now: datetime) -> list[Text]:
    rubric = view.release.rubric
    return [Text(_("Rubric: {rubric}").format(rubric=rubric))] if rubric else []


def _cuts(view: PostView, _now: datetime) -> list[Text]:
    if not view.release.cuts or view.row.status is not Status.DRAFT:
        return []
    return [Text(_("Cut: {lines}").format(lines=cut_summary(view)))]


def _link(view: PostView, _now: datetime) -> list[Text]:
    link = view.raw.link
    return [Text(_("Link: {address}").format(address=short(link, LONG_LINK)))] if link else []


def _state(view: PostView, now: datetime) -> list[Text]:
    return [Text(state_line(view, now))]


def _urgent(view: PostView) -> list[str]:
    return [_("⚡ urgent")] if view.row.urgent else []


def _repeat(view: PostView, _now: datetime) -> list[Text]:
    rule = view.row.repeat
    return [Text(_("🔁 {rule}").format(rule=rule))] if rule else []


FACTS: tuple[Facts, ...] = (_channel, _length, _shape, _sound, _urgent)
LINES: tuple[Lines, ...] = (_rubric, caution_lines, _cuts, _link, _repeat, _state)


def went_out(view: PostView, again: PostView | None, now: datetime) -> Text:
    """The confirmation after publishing; `again` is the copy that is queued to follow."""
    title = _("№ {number} is in the channel").format(number=view.row.id)
    said = Text("✅ ", title, ".")
    if view.links:
        said = Text("✅ ", title, ": ", TextLink(view.links[0], url=view.links[0]))
    if again is None or again.row.due_at is None:
        return said
    moment = moment_text(again.row.due_at, now, view.channel.zone)
    following = _("Again as № {number}: {moment}.").format(number=again.row.id, moment=moment)
    return as_list(said, Text("🔁 ", following))
