"""What was left out of a post, shortly and in full."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.domain.release import CutReason
from bot.services.views import PostView

CUTS_SHOWN = 8  # lines of a page
LONG_CUT = 200  # characters of a line that are shown
IN_SUMMARY = 2


def cut_text(reason: CutReason) -> str:
    """Why a line was left out."""
    return {
        "noise": _("site noise"),
        "repeated_headline": _("repeated headline"),
        "footer": _("old footer"),
        "contacts": _("press contacts"),
        "embargo": _("the embargo, for the desk"),
        "style": _("not in the house style"),
    }.get(reason, reason)


def cut_summary(view: PostView) -> str:
    """What was left out, shortly: «logo» (шум сайта), …"""
    shown = view.release.cuts[:IN_SUMMARY]
    cuts = [f"«{short(cut.text, 24)}» ({cut_text(cut.reason)})" for cut in shown]
    more = len(view.release.cuts) - len(cuts)
    if more > 0:
        cuts.append(ngettext("and {n} more line", "and {n} more lines", more).format(n=more))
    return ", ".join(cuts)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: put back (`reason` is None), or cut; `number` counts either kind."""

    number: int
    text: str
    reason: CutReason | None = None


def entries(view: PostView) -> list[Entry]:
    """Everything that was cut or put back; the latter comes first."""
    kept = [Entry(number, text) for number, text in enumerate(view.wishes.keep)]
    cut = [Entry(number, cut.text, cut.reason) for number, cut in enumerate(view.release.cuts)]
    return kept + cut


def page_of(view: PostView, page: int) -> list[Entry]:
    """The lines of a page."""
    return entries(view)[page * CUTS_SHOWN :][:CUTS_SHOWN]


def pages(view: PostView) -> int:
    """How many pages the list has, at least one."""
    return max(1, -(-len(entries(view)) // CUTS_SHOWN))


def cuts(view: PostView, page: int) -> Text:
    """A page of the lines that were left out, and why; those put back come first."""
    number = view.row.id
    lines: list[Text | str] = [Bold(_("№ {number}: cut from the release").format(number=number))]
    back = _("• {line} — put back")
    for entry in page_of(view, page):
        line = short(entry.text, LONG_CUT)
        why = cut_text(entry.reason) if entry.reason else ""
        lines.append(f"• {line} — {why}" if why else back.format(line=line))
    if pages(view) > 1:
        lines.append(_("Page {page} of {pages}").format(page=page + 1, pages=pages(view)))
    return as_list(*lines)


def short(text: str, limit: int) -> str:
    """The text in one line, of at most so many characters."""
    words = " ".join(text.split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
