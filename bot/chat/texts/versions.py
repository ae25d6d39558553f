"""The versions of a post: the list, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.formatted import Formatted
from bot.chat.moments import moment_text
from bot.chat.texts.cuts import short
from bot.chat.texts.options import chosen
from bot.domain.aspects import Aspect
from bot.domain.post import Post
from bot.domain.text import FormattedText
from bot.rendering.difference import difference
from bot.services.history import Version

LONG = 100  # characters of a list of buttons that are shown
SHOWN = 8  # versions of a page, the newest first


def aspect(name: Aspect) -> str:
    """In what versions differ."""
    return {
        "text": _("text"),
        "headline": _("headline"),
        "rubric": _("rubric"),
        "source": _("source"),
        "photos": _("photos"),
        "cuts": _("cut lines"),
        "buttons": _("buttons"),
        "options": _("options"),
        "notes": _("correction"),
        "style": _("house style"),
    }[name]


def page_of(versions: Sequence[Version], page: int) -> list[Version]:
    """The versions of a page."""
    return list(reversed(versions))[page * SHOWN :][:SHOWN]


def pages(versions: Sequence[Version]) -> int:
    """How many pages there are; at least one."""
    return max(1, -(-len(versions) // SHOWN))


def what(version: Version) -> str:
    """What changed with it, in words."""
    if version.edition.edition == 1:
        return _("first version")
    return ", ".join(map(aspect, version.changed)) or _("nothing that can be seen")


def versions(
    number: int, found: Sequence[Version], page: int, now: datetime, zone: ZoneInfo
) -> Text:
    """A page of the list."""
    title = _("History of № {number}").format(number=number)
    count = ngettext("{n} version", "{n} versions", len(found)).format(n=len(found))
    lines = [
        Text(Bold(str(one.edition.edition)), f" · {_line(one, now, zone)}")
        for one in page_of(found, page)
    ]
    return as_list(Text(Bold(title), f" · {count}"), *lines)


def compared(
    number: int, old: Version, new: Version, shown: Version, now: datetime, zone: ZoneInfo
) -> Text:
    """What differs from one to the other, under the name of the version that is looked at."""
    name = _("Version {n} of № {number}").format(n=shown.edition.edition, number=number)
    pair = _("From version {old} to version {new}:").format(
        old=old.edition.edition, new=new.edition.edition
    )
    beside = "".join(f"{line}\n" for line in _beside_text(old.edition.post, new.edition.post))
    found = difference(old.text, new.text, _formatting())
    if not found:
        found = FormattedText(_("The text is the same."))
    # Without formatting of its own: Telegram shows 100 entities, and the difference may take all.
    title = f"{name} · {_line(shown, now, zone)}\n{pair}\n{beside}\n"
    return Formatted(FormattedText(title) + found)


def _beside_text(old: Post, new: Post) -> Iterator[str]:
    """What differs beside the text: files, buttons, options."""
    files = [
        [file.file_unique_id for part in post.parts for file in part.media] for post in (old, new)
    ]
    if files[0] != files[1]:
        yield _("Photos: {old} → {new}").format(old=len(files[0]), new=len(files[1]))
    labels = [", ".join(b.text for row in post.buttons for b in row) for post in (old, new)]
    if old.buttons != new.buttons:
        line = _("Buttons: {old} → {new}")
        yield line.format(old=short(labels[0] or "—", LONG), new=short(labels[1] or "—", LONG))
    on = [", ".join(chosen(post.options)) or "—" for post in (old, new)]
    if on[0] != on[1]:
        yield _("Options: {old} → {new}").format(old=on[0], new=on[1])


def _line(version: Version, now: datetime, zone: ZoneInfo) -> str:
    when = moment_text(version.edition.made_at, now, zone)
    return " · ".join(filter(None, [when, version.author, what(version)]))


def _formatting() -> dict[str, str]:
    """The kinds of formatting, in the reader's words."""
    return {
        "bold": _("bold"),
        "italic": _("italic"),
        "underline": _("underlined"),
        "strikethrough": _("struck through"),
        "spoiler": _("hidden"),
        "code": _("monospaced"),
        "pre": _("monospaced"),
        "text_link": _("link"),
        "blockquote": _("quotation"),
        "expandable_blockquote": _("quotation"),
    }
