"""What readers get by their subscriptions."""

from __future__ import annotations

from aiogram.utils.formatting import Bold, Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.domain.bulletins import Bulletin, BulletinKind, Item


def bulletin(what: Bulletin) -> Text:
    """A digest, the best of a week, or one publication by its title."""
    if what.kind in (BulletinKind.ALERT, BulletinKind.NEWS):
        sign = "❗️ " if what.kind is BulletinKind.ALERT else ""
        return as_list(*(Text(sign, Bold(_title(item))) for item in what.items))
    if what.kind is BulletinKind.WEEKLY:
        head = Bold(_("🏆 Best of the week"))
        lines = [Text(f"{n}. ", _title(item)) for n, item in enumerate(what.items, 1)]
    else:
        head = Bold(_("🗞 News for you"))
        lines = [Text("• ", _title(item)) for item in what.items]
    if what.more:
        more = ngettext("and {n} more: /latest", "and {n} more: /latest", what.more)
        lines.append(Text(more.format(n=what.more)))
    return as_list(head, "", *lines)


def _title(item: Item) -> Text:
    title = item.title or _("Open in the channel")
    return Text(TextLink(title, url=item.link)) if item.link else Text(title)
