"""The card of a post, and news of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiogram.utils.formatting import Bold, Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import moment_text
from bot.chat.texts import standing
from bot.chat.texts.cautions import caution_lines
from bot.chat.texts.cuts import cut_summary, short
from bot.chat.texts.lists import paused
from bot.chat.texts.options import options
from bot.chat.texts.problems import problem
from bot.chat.texts.published import after_lines, earlier_line
from bot.chat.texts.searches import search_lines, twin_removed
from bot.chat.texts.voices import from_reader
from bot.domain.post import EDITABLE, Status
from bot.services.views import Copy, PostView
from bot.store.rows import NoticeKind

LONG_LINK = 200  # characters of an address that are shown


def state_line(view: PostView, now: datetime) -> str:
    """Where the post stands, in a line."""
    row, zone = view.row, view.channel.zone
    match row.status:
        case Status.QUEUED if view.channel.lost is not None:
            return _("In the queue. {problem}").format(problem=problem(view.channel.lost))
        case Status.QUEUED if row.due_at is not None and row.due_at <= now and _stopped(view, now):
            was = moment_text(row.due_at, now, zone)
            return _("Held back by the pause; it was due: {moment}.").format(moment=was)
        case Status.QUEUED if row.due_at is not None and row.due_at <= now:
            return _("Going out now.")
        case Status.QUEUED if row.due_at is not None:
            return _("In the queue: {moment}.").format(moment=moment_text(row.due_at, now, zone))
        case Status.REVIEW:
            return standing.waiting(view, now)
        case Status.SENDING:
            return _("On its way to the channel.")
        case Status.SENT if row.sent_at is not None:
            return _("Out: {moment}.").format(moment=moment_text(row.sent_at, now, zone))
        case Status.CHECKING:
            return _(
                "Telegram did not confirm it. The bot is looking whether it is in the channel; "
                "this takes about a minute."
            )
        case Status.UNCERTAIN:
            return _("Telegram did not answer. Look into the channel: is the post there?")
        case Status.HELD:
            return _("It missed its time while the bot was away. Decide when it goes out.")
        case Status.FAILED:
            return _("Not published. {problem}").format(problem=problem(row.error))
        case Status.WITHDRAWN if view.after.standing:
            return _("Withdrawn, but not all of it is gone from the channel.")
        case Status.WITHDRAWN:
            return _("Withdrawn: it is no longer in the channel.")
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


def _rubric(view: PostView, _now: datetime) -> list[Text]:
    rubric = view.release.rubric
    return [Text(_("Rubric: {rubric}").format(rubric=rubric))] if rubric else []


def _cuts(view: PostView, _now: datetime) -> list[Text]:
    if not view.release.cuts or view.row.status not in (Status.DRAFT, Status.REVIEW):
        return []
    return [Text(_("Cut: {lines}").format(lines=cut_summary(view)))]


def _link(view: PostView, _now: datetime) -> list[Text]:
    link = view.raw.link
    return [Text(_("Link: {address}").format(address=short(link, LONG_LINK)))] if link else []


def _stopped(view: PostView, now: datetime) -> bool:
    """Whether a pause holds the post."""
    channel = view.channel
    return channel.stopped(now) and not (channel.calm and view.row.urgent)


def _pause(view: PostView, now: datetime) -> list[Text]:
    waits = view.row.status in EDITABLE and view.channel.stopped(now)
    return [Text(paused(view.channel, now))] if waits else []


def _state(view: PostView, now: datetime) -> list[Text]:
    return [Text(state_line(view, now))]


def _copies(view: PostView, now: datetime) -> list[Text]:
    """Where else the story is told, and how it stands there."""
    return [Text(_("Also: {copy}").format(copy=copy_line(copy, now))) for copy in view.copies]


def copy_line(copy: Copy, now: datetime) -> str:
    """Another channel's copy: «Вести-2 № 13, в очереди на завтра, 12:00»."""
    row, zone = copy.row, copy.channel.zone
    match row.status:
        case Status.QUEUED if row.due_at is not None:
            moment = moment_text(row.due_at, now, zone)
            state = _("in the queue for {moment}").format(moment=moment)
        case Status.SENT if row.sent_at is not None:
            state = _("out {moment}").format(moment=moment_text(row.sent_at, now, zone))
        case Status.SENDING | Status.CHECKING:
            state = _("on its way")
        case Status.DRAFT:
            state = _("a draft")
        case _:
            state = _("waits for you")
    return f"{copy.channel.title} № {row.id}, {state}"


def _urgent(view: PostView) -> list[str]:
    return [_("⚡ urgent")] if view.row.urgent else []


def _repeat(view: PostView, _now: datetime) -> list[Text]:
    rule = view.row.repeat
    return [Text(_("🔁 {rule}").format(rule=rule))] if rule else []


def _from_reader(view: PostView, _now: datetime) -> list[Text]:
    return [Text(from_reader(view.tip))] if view.tip else []


FACTS: tuple[Facts, ...] = (_channel, _length, _shape, options, _urgent)
LINES: tuple[Lines, ...] = (
    *(standing.embargo_lines, _from_reader, _rubric, caution_lines, _cuts, _link, earlier_line),
    *(_repeat, _pause),
    *(standing.approval_lines, _state, search_lines, standing.lease_lines, after_lines, _copies),
)


def news(kind: NoticeKind, view: PostView, now: datetime) -> Text | None:
    """What a notice of the kind says; None where the card says it all."""
    match kind:
        case "approved":
            return standing.approved(view, state_line(view, now))
        case "voided":
            return standing.voided(view, state_line(view, now))
        case "lifted":
            return standing.lifted(view)
        case "twin":
            return twin_removed(view)
    return None


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
