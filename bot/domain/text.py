"""Text as Telegram holds it: plain text plus entities with offsets in UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

# Kinds that may hold other entities; the rest are leaves (bot-api.md §3).
QUOTES = frozenset({"blockquote", "expandable_blockquote"})

# Kinds that Telegram finds by itself; we never need to send them.
AUTOMATIC = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
)


def utf16_len(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of formatting; `type` is the Bot API's word for it. Offsets in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    user_id: int | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        """The first unit after the entity."""
        return self.offset + self.length

    def shifted(self, units: int) -> Entity:
        """The same entity `units` further on."""
        return replace(self, offset=self.offset + units)

    def clipped(self, start: int, end: int) -> Entity | None:
        """The part of the entity inside [start, end), counted from `start`; None if empty."""
        low, high = max(self.offset, start), min(self.end, end)
        if low >= high:
            return None
        return replace(self, offset=low - start, length=high - low)


@dataclass(frozen=True, slots=True)
class FormattedText:
    """Plain text and its entities; immutable, and every operation keeps the formatting."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    def __add__(self, other: FormattedText | str) -> FormattedText:
        tail = FormattedText(other) if isinstance(other, str) else other
        shift = utf16_len(self.text) if tail.entities else 0
        return FormattedText(
            self.text + tail.text,
            self.entities + tuple(entity.shifted(shift) for entity in tail.entities),
        )

    def slice(self, start: int, end: int | None = None) -> FormattedText:
        """The characters [start, end) (Python indices) with the entities that touch them."""
        start, end, _ = slice(start, end).indices(len(self.text))
        piece = self.text[start:end]
        if not self.entities:
            return FormattedText(piece)
        low = utf16_len(self.text[:start])
        high = low + utf16_len(piece)
        clipped = (entity.clipped(low, high) for entity in self.entities)
        return FormattedText(piece, tuple(entity for entity in clipped if entity is not None))

    def strip(self) -> FormattedText:
        """Without white space at both ends."""
        if self.text and not (self.text[0].isspace() or self.text[-1].isspace()):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(start, len(self.text.rstrip())))

    def lines(self) -> Iterator[FormattedText]:
        """The lines, without their ends; linear in the length of the text."""
        pieces = self.text.split("\n")
        if not self.entities:
            yield from map(FormattedText, pieces)
            return
        starts = accumulate((utf16_len(piece) + 1 for piece in pieces), initial=0)
        waiting = sorted(self.entities, key=lambda entity: entity.offset)
        position, alive = 0, list[Entity]()
        for piece, start in zip(pieces, starts, strict=False):
            end = start + utf16_len(piece)
            while position < len(waiting) and waiting[position].offset < end:
                alive.append(waiting[position])
                position += 1
            alive = [entity for entity in alive if entity.end > start]
            clipped = (entity.clipped(start, end) for entity in alive)
            yield FormattedText(piece, tuple(entity for entity in clipped if entity is not None))


EMPTY = FormattedText()


def wrap(text: FormattedText, kind: str) -> FormattedText:
    """`text` under one entity of the given kind, outermost."""
    if not text:
        return text
    return FormattedText(text.text, (Entity(kind, 0, utf16_len(text.text)), *text.entities))


def join(pieces: Iterable[FormattedText], separator: str) -> FormattedText:
    """The pieces one after another with `separator` between them; linear in their length."""
    texts, entities, offset = list[str](), list[Entity](), 0
    for number, piece in enumerate(pieces):
        if number:
            texts.append(separator)
            offset += utf16_len(separator)
        texts.append(piece.text)
        entities.extend(entity.shifted(offset) for entity in piece.entities)
        offset += utf16_len(piece.text)
    return FormattedText("".join(texts), tuple(entities))
