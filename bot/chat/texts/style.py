"""The house style in words."""

from __future__ import annotations

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.domain.channel import Channel, Element, HouseStyle
from bot.services.styling import NEVER_FOLDS


def element(name: Element) -> str:
    """An element of a post."""
    return {
        "headline": _("headline"),
        "subtitle": _("subtitle"),
        "body": _("text"),
        "byline": _("author"),
        "source": _("source"),
        "photo_credit": _("photo credit"),
        "hashtags": _("hashtags"),
        "footer": _("footer"),
    }[name]


def style(channel: Channel, *, may_change: bool) -> Text:
    """Everything that the style says, and whom a change concerns."""
    now = channel.style
    last = (
        _(
            "Press what is to change: the sample above follows at once. Posts in the queue go out "
            "as they were shown; drafts get the new look when you open them."
        )
        if may_change
        else _("Only the owner or the chief editor can change this.")
    )
    return as_list(
        Bold(_("The look of posts in {channel}").format(channel=channel.title)),
        *(Text(f"• {name}: {value}") for name, value in _values(now)),
        Text("\n", last),
    )


def elements() -> Text:
    """Above the buttons of elements."""
    return Text(_("What a post consists of, from top to bottom. Press a name to show or hide it."))


def _values(style: HouseStyle) -> list[tuple[str, str]]:
    order = ", ".join(element(name) for name in style.elements)
    folds = style.expandable_from
    return [
        (_("order"), order),
        (_("emoji before the headline"), style.emoji or _("none")),
        (_("footer"), style.footer or _("none")),
        (
            _("hashtags"),
            _("at most {n}").format(n=style.hashtags) if style.hashtags else _("none"),
        ),
        (
            _("quotations"),
            _("never folded")
            if folds >= NEVER_FOLDS
            else ngettext(
                "folded above {n} character", "folded above {n} characters", folds
            ).format(n=folds),
        ),
        (_("a long text"), long_text(style)),
        (_("tables"), _("as rich messages") if style.tables == "rich" else _("as lists")),
        (_("a photo with a long text"), long_with_photo(style)),
        (
            _("the text of a photo"),
            _("above the photo") if style.caption_above else _("below the photo"),
        ),
        (_("links"), links(style)),
    ]


def long_text(style: HouseStyle) -> str:
    """What becomes of a text that is too long for one message."""
    return _("one rich message") if style.long_text == "rich" else _("several messages")


def long_with_photo(style: HouseStyle) -> str:
    """What becomes of a photo whose text is too long for a caption."""
    return {
        "photo_first": _("the photo first"),
        "text_first": _("the text first"),
        "rich": _("one rich message"),
    }[style.long_with_photo]


def links(style: HouseStyle) -> str:
    """Where the preview of a link stands."""
    return {
        "off": _("no preview"),
        "below": _("preview below the text"),
        "above": _("preview above the text"),
    }[style.link_preview]
