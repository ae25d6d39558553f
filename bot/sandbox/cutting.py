"""Cutting a long text into messages as Telegram's apps do before they send it."""

import re
from collections.abc import Iterator

from bot.sandbox.shapes import Json
from bot.sandbox.texts import Formatted, utf16

APP_LIMIT = 4096  # UTF-16 units: the apps are more cautious than the server

# Best first; a cut must leave the first half of the room in use.
_SEAMS = (
    re.compile(r"\n[ \t\r]*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?…]['\"»)]*\s"),
    re.compile(r"\s"),
)


def pieces(text: Formatted, limit: int = APP_LIMIT) -> Iterator[Formatted]:
    """The text in pieces within the limit, each with its share of the entities."""
    start = 0
    while start < len(text.text):
        end = _cut(text.text, start, limit)
        yield _part(text, start, end)
        start = end


def _cut(text: str, start: int, limit: int) -> int:
    room = start + limit
    while utf16(text[start:room]) > limit:
        room -= max(1, (utf16(text[start:room]) - limit) // 2)
    if room >= len(text):
        return len(text)
    for seam in _SEAMS:
        ends = [match.end() for match in seam.finditer(text, start, room)]
        if ends and ends[-1] > (start + room) // 2:
            return ends[-1]
    return room


def _part(text: Formatted, start: int, end: int) -> Formatted:
    first, last = utf16(text.text[:start]), utf16(text.text[:end])
    entities: list[Json] = []
    for entity in text.entities:
        left = max(entity["offset"], first)
        right = min(entity["offset"] + entity["length"], last)
        if left < right:
            entities.append({**entity, "offset": left - first, "length": right - left})
    return Formatted(text.text[start:end], entities)
