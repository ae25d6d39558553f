"""What the bot says of posts: the card, lists, news for the desk."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import groupby

from aiogram.utils.formatting import Bold, Text, TextLink, as_line, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import day_text, moment_text
from bot.domain.channel import Channel
from bot.domain.errors import BotError, mark
from bot.domain.post import Status
from bot.domain.release import CutReason, WarningCode
from bot.services.scheduling import Page
from bot.services.views import PostView

LONG_CUT = 90
MOST_CUTS = 30  # of such lines fit into one message

# Telegram's own sentences (bot-api.md §2) and what an editor can do about each.
REFUSALS = (
    (
        "chat not found",
        mark("The bot does not see the channel. Add it there as an administrator."),
    ),
    (
        "was kicked",
        mark("The bot was removed from the channel. Add it there as an administrator."),
    ),
    ("not a member", mark("The bot is not in the channel. Add it there as an administrator.")),
    (
        "need administrator rights",
        mark("The bot may not post in the channel. Give it the right to post messages."),
    ),
    (
        "not enough rights",
        mark("The bot may not post this in the channel. Check its rights there."),
    ),
    ("CHAT_WRITE_FORBIDDEN", mark("The bot may not post in the channel. Check its rights there.")),
    ("wrong file", mark("Telegram no longer has a file of this post. Send it again with «Edit».")),
    ("too long", mark("Telegram finds the text too long. Shorten it with «Edit».")),
)


def problem(reason: str | None) -> str:
    """Why a post was refused, in words that say what to do."""
    for sentence, advice in REFUSALS:
        if reason and sentence in reason:
            return _(advice)
    return _("Telegram's answer: {reason}").format(reason=reason or "?")


def error_text(error: BotError) -> str:
    """An error in the reader's language."""
    return _(error.message).format(**error.params)


def stored_error(text: str) -> str:
    """The same, from the text of a notice."""
    stored = json.loads(text)
    message: str = stored["message"]
    return _(message).format(**stored["params"])


def warning_text(code: WarningCode) -> str:
    """One warning of a card."""
    return {
        "no_headline": _("there is no headline"),
        "headline_long": _("the headline is over 200 characters"),
        "ad_without_label": _("it looks like advertising without its label"),
        "embargo": _("the release names an embargo"),
        "adult": _("18+ material"),
        "nothing_but_media": _("there is no text"),
    }.get(code, code)


def _codes(view: PostView) -> list[WarningCode]:
    return [caution.code for caution in view.row.unconfirmed]


def warned(view: PostView) -> str:
    """The question before a post with warnings goes towards readers."""
    warnings = "; ".join(warning_text(code) for code in _codes(view))
    text = _("№ {number}: {warnings}. Publish all the same?")
    return text.format(number=view.row.id, warnings=warnings)


def cut_text(reason: CutReason) -> str:
    """Why a line was left out."""
    return {
        "noise": _("site noise"),
        "repeated_headline": _("repeated headline"),
        "footer": _("old footer"),
        "contacts": _("press contacts"),
    }.get(reason, reason)


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
    ]
    if len(row.post.parts) > 1:
        parts = len(row.post.parts)
        facts.append(ngettext("{n} message", "{n} messages", parts).format(n=parts))
    if row.post.options.silent:
        facts.append(_("without sound"))
    lines: list[Text] = [Text(Bold(f"№ {row.id}"), " · ", " · ".join(facts))]
    if release.rubric:
        lines.append(Text(_("Rubric: {rubric}").format(rubric=release.rubric)))
    lines.extend(
        Text("⚠️ ", _("Check: {what}.").format(what=warning_text(code))) for code in _codes(view)
    )
    if release.cuts and row.status is Status.DRAFT:
        lines.append(Text(_("Cut: {lines}").format(lines=cut_summary(view))))
    lines.append(Text(state_line(view, now)))
    return as_list(*lines)


def cut_summary(view: PostView) -> str:
    """What was left out, shortly: «logo» (шум сайта), …"""
    cuts = [f"«{_short(cut.text, 24)}» ({cut_text(cut.reason)})" for cut in view.release.cuts[:4]]
    more = len(view.release.cuts) - len(cuts)
    if more > 0:
        cuts.append(ngettext("and {n} more line", "and {n} more lines", more).format(n=more))
    return ", ".join(cuts)


def cuts(view: PostView) -> Text:
    """Every line that was left out, and why."""
    shown = view.release.cuts[:MOST_CUTS]
    lines = [f"• {_short(cut.text, LONG_CUT)} — {cut_text(cut.reason)}" for cut in shown]
    if more := len(view.release.cuts) - len(shown):
        lines.append(ngettext("and {n} more line", "and {n} more lines", more).format(n=more))
    return as_list(Bold(_("№ {number}: cut from the release").format(number=view.row.id)), *lines)


def went_out(view: PostView) -> Text:
    """The confirmation after publishing."""
    title = _("№ {number} is in the channel").format(number=view.row.id)
    if not view.links:
        return Text("✅ ", title, ".")
    return Text("✅ ", title, ": ", TextLink(view.links[0], url=view.links[0]))


def line_label(title: str, post_id: int) -> str:
    """A post in a list."""
    shown = title or _("no headline")
    return f"№ {post_id} · {shown}"


def queue(page: Page, now: datetime) -> tuple[Text, list[str]]:
    """The queue by day, and a label for each post's button."""
    zone, channel = page.channel.zone, page.channel
    blocks: list[Text] = [
        Bold(
            ngettext("{n} post in the queue", "{n} posts in the queue", page.total).format(
                n=page.total
            )
        )
    ]
    if channel.stopped(now):
        blocks.append(Text(paused(channel, now)))
    labels = []
    today = now.astimezone(zone).date()
    timed = [(line.due_at.astimezone(zone), line) for line in page.lines if line.due_at]
    for day, group in groupby(timed, key=lambda pair: pair[0].date()):
        lines: list[Text] = [Bold(day_text(day, today).capitalize())]
        for at, line in group:
            lines.append(Text(f"{at:%H:%M}  {line_label(line.title, line.id)}"))
            labels.append(f"{at:%H:%M} · {line_label(line.title, line.id)}")
        blocks.append(as_list(*lines))
    return as_list(*blocks, sep="\n\n"), labels


def paused(channel: Channel, now: datetime) -> str:
    """That the channel is paused, and how to go on."""
    if channel.paused_until is None:
        return _("⏸ Paused. Nothing goes out until /resume.")
    until = moment_text(channel.paused_until, now, channel.zone)
    return _("⏸ Paused until {moment}. Sooner: /resume.").format(moment=until)


def slots(channel: Channel) -> Text:
    """The timetable and how to change it."""
    example = "/slots пн-пт 09:00 12:00 18:00; сб-вс 11:00"
    return as_list(
        Bold(_("Timetable of {channel}").format(channel=channel.title)),
        channel.slots or _("empty"),
        _("Zone: {zone}").format(zone=channel.timezone),
        as_line(_("To change it, send for example:"), "\n", example, end=""),
    )


def _short(text: str, limit: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
