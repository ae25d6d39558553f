"""What was found out about a post whose sending Telegram did not confirm."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.texts.problems import problem
from bot.domain.post import Status
from bot.services.views import PostView
from bot.store.rows import SearchRow


def search_lines(view: PostView, _now: datetime) -> list[Text]:
    """What is known to whom is asked; how it ended, once the post is out."""
    if not view.searches:
        return []
    settled = [search for search in view.searches if search.kind == "settle"]
    if view.row.status is Status.UNCERTAIN:
        return [Text(line) for line in _known(settled[-1])] if settled else []
    if view.row.status not in (Status.SENT, Status.WITHDRAWN):
        return []
    return [Text(line) for line in _ended(view, settled)]


def twin_removed(view: PostView) -> Text:
    """The news that a late copy is gone, or has to be deleted by hand."""
    audits = [search.finding for search in view.searches if search.kind == "audit"]
    if audits and not audits[-1].removed:
        words = _(
            "№ {number} stands twice in the channel, and Telegram does not let the bot delete the "
            "second copy. Delete it by hand: {reason}"
        )
        reason = problem(audits[-1].obstacle)
        return Text("⚠️ ", words.format(number=view.row.id, reason=reason))
    words = _("№ {number}: a late second copy came to the channel, the bot has deleted it.")
    return Text("🧹 ", words.format(number=view.row.id))


def _known(search: SearchRow) -> list[str]:
    finding = search.finding
    if finding.strangers:
        count = finding.strangers
        seen = ngettext(
            "There is {n} message in the channel that the bot does not know.",
            "There are {n} messages in the channel that the bot does not know.",
            count,
        ).format(n=count)
    elif finding.obstacle in ("", "no journal chat"):
        seen = _("The bot sees no new message in the channel.")
    else:
        return [_("The bot could not look by itself: {reason}").format(reason=finding.obstacle)]
    advice = _("With a journal chat it finds out by itself: /settings, «Journal chat».")
    return [seen, advice] if finding.obstacle == "no journal chat" else [seen]


def _ended(view: PostView, settled: list[SearchRow]) -> list[str]:
    lines = list[str]()
    verdicts = [search.finding.verdict for search in settled]
    if "found" in verdicts:
        lines.append(_("Telegram's answer was lost; the bot found the post in the channel."))
    if "absent" in verdicts:
        lines.append(_("It did not arrive at first: the bot made sure of that and sent it again."))
    if any(search.finding.removed for search in view.searches):
        lines.append(_("A late second copy was deleted."))
    return lines
