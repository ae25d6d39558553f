"""Files and text → the parts of a post (bot-api.md §3: albums of 10, captions of 1,024)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bot.domain import limits
from bot.domain.post import Part
from bot.domain.release import Media
from bot.rendering.house import Sheet
from bot.rendering.split import split

# Which files may stand in one album; animations may in none.
_FAMILY = {"photo": "visual", "video": "visual", "document": "document", "audio": "audio"}


def parts(sheet: Sheet, media: tuple[Media, ...]) -> tuple[Part, ...]:
    """The parts in order. The caption goes with the first files while it fits.

    A longer text follows the files whole: its headline begins it, so that the message that
    readers forward, and find again, says everything by itself; the files carry no caption.
    """
    groups = list(_groups(media))
    text = sheet.text
    if groups and len(text.text) <= limits.CAPTION:
        first, *rest = groups
        return (_files(first, text_of=Part("text", text)), *map(_files, rest))
    texts = split(text, limits.TEXT, sheet.tail) if text else []
    return (*map(_files, groups), *(Part("text", piece) for piece in texts))


def _files(group: tuple[Media, ...], text_of: Part | None = None) -> Part:
    text = text_of.text if text_of else Part("text").text
    return Part("album" if len(group) > 1 else group[0].kind, text, group)


def _groups(media: tuple[Media, ...]) -> Iterator[tuple[Media, ...]]:
    """Files that may be sent together: neighbours of one family, ten at most."""
    for family, run in groupby(media, key=lambda file: _FAMILY.get(file.kind)):
        files = tuple(run)
        size = limits.ALBUM if family else 1
        for start in range(0, len(files), size):
            yield files[start : start + size]
