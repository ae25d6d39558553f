"""The files of a post, listed."""

from __future__ import annotations

from collections.abc import Collection

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.texts.cuts import short
from bot.domain.release import Media
from bot.services.views import PostView

LONGEST_NAME = 40


def kind(file: Media) -> str:
    """What a file is, in a word."""
    return {
        "photo": _("photo"),
        "video": _("video"),
        "animation": _("animation"),
        "document": _("file"),
        "audio": _("audio"),
    }[file.kind]


def files(view: PostView, lost: Collection[int] = ()) -> Text:
    """The numbered list, and what the signs of the buttons below mean.

    `lost` are the numbers, from 0, of files that Telegram no longer has.
    """
    title = Bold(_("Photos of № {number}").format(number=view.row.id))
    media = view.raw.media
    if not media:
        return as_list(title, Text(_("There are none.")))
    lines = list[Text]()
    for number, file in enumerate(media):
        name = f" {short(file.name, LONGEST_NAME)}" if file.name else ""
        gone = " — ⚠️ " + _("Telegram no longer has it, replace it") if number in lost else ""
        lines.append(Text(f"{number + 1}. {kind(file)}{name}{gone}"))
    signs = _("🔁 replaces, ⬆️ ⬇️ move, ✖️ removes.")
    return as_list(title, *lines, Text(signs))


def lost_files(view: PostView, lost: Collection[int]) -> str:
    """Which files Telegram no longer has, and what to do."""
    media = view.raw.media
    named = ", ".join(f"{kind(media[number])} {number + 1}" for number in sorted(lost))
    return _("Telegram no longer has {photos} of this post. Send another.").format(photos=named)
