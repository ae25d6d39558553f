"""How a post is sent and what becomes of it once it is out, in words."""

from __future__ import annotations

from datetime import timedelta

from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.domain.channel import LinkPreview
from bot.domain.post import Options
from bot.services.views import PostView

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def period(length: timedelta) -> str:
    """«3 дня», «1 день 12 часов»; whole minutes."""
    days, rest = divmod(length, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    said = [
        days and ngettext("{n} day", "{n} days", days).format(n=days),
        hours and ngettext("{n} hour", "{n} hours", hours).format(n=hours),
        minutes and ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes),
    ]
    return " ".join(words for words in said if words)


def link_preview(where: LinkPreview) -> str:
    """Where the preview of a link stands."""
    return {
        "off": _("Links: no preview"),
        "below": _("Links: preview below the text"),
        "above": _("Links: preview above the text"),
    }[where]


def options(view: PostView) -> list[str]:
    """What is on, for the first line of a card."""
    on, count = chosen(view.row.post.options), sum(map(len, view.row.post.buttons))
    if count:
        on.append(ngettext("{n} button", "{n} buttons", count).format(n=count))
    return on


def chosen(options: Options) -> list[str]:
    """The options that are on."""
    on = list[str]()
    if options.silent:
        on.append(_("without sound"))
    if options.pin:
        lasts = options.pin.period
        on.append(_("📌 for {period}").format(period=period(lasts)) if lasts else _("📌 pinned"))
    if options.protect:
        on.append(_("🔒 protected"))
    if options.delete_after:
        on.append(_("⏱ {period}").format(period=period(options.delete_after)))
    if options.comment:
        on.append(_("💬 comment"))
    if options.link_preview != "off":
        on.append(_("🔗 preview"))
    return on
