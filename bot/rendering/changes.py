"""What became of a text: kept, changed and dressed otherwise, stretch by stretch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from bot.domain.text import AUTOMATIC, Entity, FormattedText, utf16_len
from bot.rendering.alignment import align
from bot.rendering.canonical import canonical

# A word with what is written inside it (12:30, 5,3, кое-кто), a break, spaces, emoji, a sign.
_TOKEN = re.compile(
    r"\w[\w\u0300-\u036f]*(?:[-.,:/'’]\w[\w\u0300-\u036f]*)*|[^\S\n]*\n\s*|\s+"
    r"|[\u200d\ufe0f\u20e3\u2600-\u27bf\U0001f000-\U0001faff\U000e0020-\U000e007f]+|."
)
_ISLAND = 24  # characters: a kept stretch so short between two changes only hinders reading

Looks = frozenset[Entity]
_PLAIN: Looks = frozenset()
_UNTOUCHED = (_PLAIN, _PLAIN)


@dataclass(frozen=True, slots=True)
class Stretch:
    """`old` became `new`; both are the same words where `kept`.

    `start` is where `new` begins in the new text. `lost` and `won` are the formatting that
    changed: entities at offset 0 if they cover whole words.
    """

    old: str
    new: str
    start: int
    kept: bool
    lost: Looks = _PLAIN
    won: Looks = _PLAIN


def stretches(old: FormattedText, new: FormattedText) -> list[Stretch]:
    """The new text from end to end, and in it what was there before; nothing is left out."""
    a, b = _Tokens(old), _Tokens(new)
    found, i, j = list[Stretch](), 0, 0
    for block in align(a.keys, b.keys):
        found += _changed(a, b, i, block.a, j, block.b)
        found += _kept(a, b, block.a, block.b, block.size)
        i, j = block.a + block.size, block.b + block.size
    return [*found, *_changed(a, b, i, len(a.words), j, len(b.words))]


def readable(found: Sequence[Stretch]) -> list[Stretch]:
    """Without the small islands between changes: a phrase rewritten is one change."""
    out = list[Stretch]()
    for stretch in found:
        out.append(stretch)
        while len(out) > 2 and _is_island(out[-2], out[-3], out[-1]):
            left, island, right = out[-3:]
            out[-3:] = [
                Stretch(
                    left.old + island.old + right.old,
                    left.new + island.new + right.new,
                    left.start,
                    kept=False,
                    won=left.won | right.won,
                )
            ]
    return out


class _Tokens:
    """A text in words, spaces and signs, and how each of them is dressed."""

    def __init__(self, text: FormattedText) -> None:
        self.words = _TOKEN.findall(text.text)
        self.keys = [_key(word) for word in self.words]
        self.starts = list(accumulate(map(len, self.words), initial=0))
        self.text = text.text
        entities = [e for e in canonical(text).entities if e.type not in AUTOMATIC]
        self.looks = list(self._looks(entities)) if entities else [_PLAIN] * len(self.words)

    def between(self, start: int, end: int) -> str:
        """The text of the tokens [start, end)."""
        return self.text[self.starts[start] : self.starts[end]]

    def _looks(self, entities: list[Entity]) -> Iterator[Looks]:
        """Of each word; an entity over a part of it says which part."""
        whole = [replace(entity, offset=0, length=0) for entity in entities]
        low, position, alive = 0, 0, list[int]()
        for word in self.words:
            high = low + utf16_len(word)
            while position < len(entities) and entities[position].offset < high:
                alive.append(position)
                position += 1
            alive = [number for number in alive if entities[number].end > low]
            looks = list[Entity]()
            for number in alive:
                entity = entities[number]
                covers = entity.offset <= low and entity.end >= high
                part = None if covers else entity.clipped(low, high)
                looks.append(part or whole[number])
            yield frozenset(looks)
            low = high


def _key(word: str) -> str:
    """Spaces of any kind are alike, and so are breaks: typography is no change of the text."""
    return word if not word.isspace() else "\n" if "\n" in word else " "


def _changed(a: _Tokens, b: _Tokens, i: int, i_end: int, j: int, j_end: int) -> Iterator[Stretch]:
    if i == i_end and j == j_end:
        return
    won = frozenset(e for look in b.looks[j:j_end] for e in look if e.url)
    yield Stretch(a.between(i, i_end), b.between(j, j_end), b.starts[j], kept=False, won=won)


def _kept(a: _Tokens, b: _Tokens, i: int, j: int, size: int) -> Iterator[Stretch]:
    """A block in stretches of one change of formatting each."""
    dressed = [
        (a.looks[i + step] - b.looks[j + step], b.looks[j + step] - a.looks[i + step])
        for step in range(size)
    ]
    for step in range(size):  # white space goes with its neighbours where these agree
        if b.keys[j + step].isspace():
            sides = dressed[max(0, step - 1)], dressed[min(step + 1, size - 1)]
            dressed[step] = sides[0] if sides[0] == sides[1] else _UNTOUCHED
    begin = 0
    for state, run in groupby(dressed):
        length = len(list(run))
        yield _same(a, b, i + begin, j + begin, length, state)
        begin += length


def _same(
    a: _Tokens, b: _Tokens, i: int, j: int, size: int, state: tuple[Looks, Looks]
) -> Stretch:
    old, new = a.between(i, i + size), b.between(j, j + size)
    return Stretch(old, new, b.starts[j], kept=True, lost=state[0], won=state[1])


def _is_island(island: Stretch, left: Stretch, right: Stretch) -> bool:
    if not island.kept or left.kept or right.kept or island.lost or island.won:
        return False
    least = min(max(len(each.old), len(each.new)) for each in (left, right))
    return len(island.new) <= min(least, _ISLAND) and "\n" not in island.new
