"""Files and text → the parts of a post (bot-api.md §3: albums of 10, captions of 1,024)."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

from bot.domain import limits
from bot.domain.post import Part
from bot.domain.release import Media
from bot.rendering.house import Sheet
from bot.rendering.split import split

# Which files may stand in one album; animations may in none.
_FAMILY = {"photo": "visual", "video": "visual", "document": "document", "audio": "audio"}


def parts(
    sheet: Sheet,
    media: tuple[Media, ...],
    long_text_first: bool = False,
    *,
    under_text: bool = False,
) -> tuple[Part, ...]:
    """The parts in order. The caption goes with the first files while it fits.

    A longer text stands whole before or after the files: its headline begins it, so that the
    message that readers forward, and find again, says everything by itself; the files carry no
    caption. `under_text`: so does one that buttons stand under, where there are only albums.
    """
    groups = albums(media)
    if not sheet.text:
        return groups
    apart = under_text and all(group.kind == "album" for group in groups)
    if groups and not apart and len(sheet.text.text) <= limits.CAPTION:
        return (replace(groups[0], text=sheet.text), *groups[1:])
    texts = tuple(Part("text", piece) for piece in split(sheet.text, limits.TEXT, sheet.tail))
    return (*texts, *groups) if long_text_first else (*groups, *texts)


def albums(media: tuple[Media, ...]) -> tuple[Part, ...]:
    """Files that may be sent together: neighbours of one family, ten at most, evenly dealt."""
    found = list[Part]()
    for family, run in groupby(media, key=lambda file: _FAMILY.get(file.kind)):
        files = tuple(run)
        count = -(-len(files) // limits.ALBUM) if family else len(files)
        bounds = [-(-number * len(files) // count) for number in range(count + 1)]
        for start, end in pairwise(bounds):
            group = files[start:end]
            found.append(Part("album" if len(group) > 1 else group[0].kind, media=group))
    return tuple(found)
