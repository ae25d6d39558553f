"""Two versions of a text as one: what went is struck through, what came is underlined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.sentences import sentence_starts
from bot.domain.text import EMPTY, Entity, FormattedText, join, utf16_len, wrap
from bot.rendering.changes import Looks, Stretch, readable, stretches

LIMIT = 3500  # UTF-16 units: a message takes 4096, and the card says something too
MOST_ENTITIES = 100  # Telegram drops those after (bot-api.md §3)

REMOVED, ADDED = "strikethrough", "underline"

# How many characters are shown of what stayed beside a change, and of a change; the first that
# fits is taken.
_LEVELS = ((200, 3000), (120, 600), (60, 250), (30, 90))
_ADDRESS = 80  # characters shown of a link's address
_CUT = "…"

_WORD = re.compile(r"\w+(?:[-.,:/'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Summary:
    """How many words came and went, and in how many places only the formatting changed."""

    added: int
    removed: int
    restyled: int


def summary(old: FormattedText, new: FormattedText) -> Summary:
    """What the difference comes to, in numbers."""
    found = stretches(old, new)
    changed = [stretch for stretch in found if not stretch.kept]
    return Summary(
        sum(len(_WORD.findall(stretch.new)) for stretch in changed),
        sum(len(_WORD.findall(stretch.old)) for stretch in changed),
        sum(stretch.kept and bool(stretch.lost or stretch.won) for stretch in found),
    )


def difference(
    old: FormattedText, new: FormattedText, names: Mapping[str, str] | None = None
) -> FormattedText:
    """The new text with what went struck through and what came underlined.

    Of what stayed only the surroundings of changes are shown. Words that are only dressed
    otherwise stand as "[words: formatting]"; `names` has the reader's words for the Bot API's
    kinds of entity, a link shows its address. Empty if nothing changed; at most LIMIT UTF-16
    units and MOST_ENTITIES entities, with "…" where it was cut.
    """
    found = readable(stretches(old, new))
    if all(stretch.kept and not (stretch.lost or stretch.won) for stretch in found):
        return EMPTY
    borders = _borders(new.text)
    for level in _LEVELS:
        pieces = list(_pieces(found, borders, names or {}, *level))
        shown = join(pieces, "").strip()
        if utf16_len(shown.text) <= LIMIT and len(shown.entities) <= MOST_ENTITIES:
            return shown
        if len(shown.entities) > MOST_ENTITIES:
            break  # shorter surroundings don't help
    return (join(_fitting(pieces), "") + _CUT).strip()


def _borders(text: str) -> list[int]:
    """Where sentences and paragraphs begin, in order."""
    paragraphs = (match.end() for match in re.finditer(r"\n+", text))
    return sorted({*sentence_starts(text), *paragraphs})


def _pieces(
    found: Sequence[Stretch], borders: list[int], names: Mapping[str, str], around: int, most: int
) -> Iterator[FormattedText]:
    for number, stretch in enumerate(found):
        if not stretch.kept:
            yield from _change(stretch, most, names)
        elif stretch.lost or stretch.won:
            yield from _restyled(stretch, most, names)
        else:
            head = around if number else 0
            tail = around if number < len(found) - 1 else 0
            yield FormattedText(_surroundings(stretch, borders, head, tail))


def _change(stretch: Stretch, most: int, names: Mapping[str, str]) -> Iterator[FormattedText]:
    gone, come = _clipped(stretch.old, most), _clipped(stretch.new, most)
    if not come.strip() and not gone.strip():
        gone, come = "¶" if "\n" in gone else gone, "¶" + come if "\n" in come else come
    yield _marked(gone, REMOVED)
    if gone and come and not (gone[-1].isspace() or come[0].isspace()):
        yield FormattedText(" ")
    yield _marked(come, ADDED)
    if stretch.won:
        yield FormattedText(" [") + _dress(frozenset(), stretch.won, names) + "]"


def _restyled(stretch: Stretch, most: int, names: Mapping[str, str]) -> Iterator[FormattedText]:
    yield FormattedText(f"[{_clipped(stretch.new, most)}: ")
    yield _dress(stretch.lost, stretch.won, names) + "]"


def _dress(lost: Looks, won: Looks, names: Mapping[str, str]) -> FormattedText:
    before = [wrap(FormattedText(name), REMOVED) for name in _names(lost, names)]
    after = [wrap(FormattedText(name), ADDED) for name in _names(won, names)]
    return join([*before, *after], " ")


def _names(looks: Looks, names: Mapping[str, str]) -> list[str]:
    found = (_clipped(e.url, _ADDRESS) if e.url else names.get(e.type, e.type) for e in looks)
    return sorted(set(found))


def _marked(text: str, kind: str) -> FormattedText:
    """`text` under an entity that covers no white space at its ends: Telegram cuts that off."""
    core = text.strip()
    if not core:
        return FormattedText(text)
    before = text[: len(text) - len(text.lstrip())]
    mark = Entity(kind, utf16_len(before), utf16_len(core))
    return FormattedText(text, (mark,))


def _surroundings(stretch: Stretch, borders: list[int], head: int, tail: int) -> str:
    """What stands beside the changes before (`head` characters) and after (`tail`)."""
    text = stretch.new
    end = _head_end(text, stretch.start, borders, head) if head else 0
    start = _tail_start(text, stretch.start, borders, tail) if tail else len(text)
    if start - end < 20:  # not worth an ellipsis
        return text
    left, middle, right = text[:end].rstrip(), text[end:start], text[start:].lstrip()
    if not left or not right:
        return f"{left} {_CUT} {right}"
    return f"{left}\n{_CUT}\n{right}" if "\n" in middle else f"{left} {_CUT} {right}"


def _head_end(text: str, start: int, borders: list[int], room: int) -> int:
    """The last border within `room` characters, or the last space."""
    if len(text) <= room:
        return len(text)
    border = borders[max(0, bisect_right(borders, start + room) - 1)] - start
    return border if border > 0 else max(0, text.rfind(" ", 0, room))


def _tail_start(text: str, start: int, borders: list[int], room: int) -> int:
    """The first border within `room` characters of the end, or the first space."""
    if len(text) <= room:
        return 0
    place = bisect_left(borders, start + len(text) - room)
    border = borders[place] - start if place < len(borders) else len(text)
    if border < len(text):
        return border
    space = text.find(" ", len(text) - room)
    return space + 1 if space >= 0 else len(text)


def _clipped(text: str, most: int) -> str:
    """`text`, or its beginning and its end."""
    if len(text) <= most:
        return text
    half = most // 2
    head = text[:half].rsplit(" ", 1)[0] if " " in text[half // 2 : half] else text[:half]
    tail = text[-half:].split(" ", 1)[-1] if " " in text[-half : -half // 2] else text[-half:]
    return f"{head.rstrip()} {_CUT} {tail.lstrip()}"


def _fitting(pieces: Sequence[FormattedText]) -> Iterator[FormattedText]:
    room, entities = LIMIT - len(_CUT), MOST_ENTITIES
    for piece in pieces:
        room -= utf16_len(piece.text)
        entities -= len(piece.entities)
        if room < 0 or entities < 0:
            return
        yield piece
