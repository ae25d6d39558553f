"""What was published: lists of it, and what a card says of a post that is out."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.formatting import Bold, Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import moment_text
from bot.chat.texts.cuts import short
from bot.chat.texts.lists import line_label
from bot.chat.texts.problems import problem_of_change
from bot.domain.post import Status
from bot.services.aftermath import Failure
from bot.services.archive import Published, PublishedPage
from bot.services.views import PostView

TITLE = 64  # characters


def label(published: Published) -> str:
    """A line of the list, without the time."""
    row = published.row
    if row is None:
        return "✍️ " + (short(published.text, TITLE) or _("no text"))
    known = line_label(row.title, row.id)
    return known if published.numbers and row.status is Status.SENT else "🗑 " + known


def published(page: PublishedPage, now: datetime) -> Text:
    """A page of what was published, by the bot and by hand."""
    title = ngettext("{n} post published", "{n} posts published", page.total)
    lines = [Bold(title.format(n=page.total))]
    return as_list(*lines, *(_line(each, page, now) for each in page.lines))


def _line(each: Published, page: PublishedPage, now: datetime) -> Text:
    known, note = label(each), ""
    if each.row is None:
        note = _("by hand")
    elif each.row.status is Status.WITHDRAWN:
        note = _("withdrawn")
    when = moment_text(each.at, now, page.channel.zone)
    shown = TextLink(known, url=each.link) if each.link else known
    return Text(shown, f" · {when}", f" · {note}" if note else "")


def after_lines(view: PostView, now: datetime) -> list[Text]:
    """What became of a post that is out: corrections, pin, refusals."""
    after, lines = view.after, list[Text]()
    for each in after.corrections:
        verb = {
            "typo": _("Corrected {time} (typo) — {name}"),
            "fact": _("Corrected {time} (fact) — {name}"),
            "addition": _("Added to {time} — {name}"),
            "withdrawn": _("Withdrawn {time} — {name}"),
        }[each.kind]
        local = each.at.astimezone(view.channel.zone)
        today = local.date() == now.astimezone(view.channel.zone).date()
        time = f"{local:%H:%M}" if today else moment_text(each.at, now, view.channel.zone)
        said = verb.format(time=time, name=each.name)
        lines.append(Text(f"{said}: {each.text}" if each.text else said))
    if after.pinned:
        lines.append(Text(_("📌 Pinned in the channel.")))
    if after.waiting:
        lines.append(Text(_("⏳ The channel is being changed.")))
    if view.row.status is Status.SENT and after.lost:
        lines.append(Text(_("⚠️ It is no longer in the channel: somebody deleted it there.")))
    lines += [Text("⚠️ ", failure_text(failure)) for failure in after.failures]
    return lines


def failure_text(failure: Failure) -> str:
    """What could not be changed, and what to do."""
    what = {
        "edit": ngettext("{n} message was not corrected.", "{n} messages were not corrected.",
                         failure.count),
        "delete": ngettext("{n} message was not deleted.", "{n} messages were not deleted.",
                           failure.count),
        "pin": _("It was not pinned."),
        "unpin": _("It was not unpinned."),
        "comment": _("The first comment was not put."),
    }.get(failure.kind, "")  # fmt: skip
    return what.format(n=failure.count) + " " + problem_of_change(failure)


def earlier_line(view: PostView, _now: datetime) -> list[Text]:
    """Which post this one continues."""
    earlier = view.earlier
    if earlier is None:
        return []
    known = line_label(earlier.title, earlier.number)
    shown = TextLink(known, url=earlier.link) if earlier.link else known
    line = [Text(_("Continues: "), shown)]
    if earlier.link is None and view.row.status is not Status.SENT:
        line.append(Text(_("It is not in this channel: the sequel goes out without a reply.")))
    return line
