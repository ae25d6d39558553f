"""Every way to read a phrase with no word left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.errors import TimeError
from bot.planning.grammar.clocks import clocks
from bot.planning.grammar.days import days
from bot.planning.grammar.items import Day, Item, Kind, Now, Part, Piece
from bot.planning.grammar.leftover import complaint
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import follows, skip, text
from bot.planning.grammar.places import places
from bot.planning.grammar.refusals import CLASH
from bot.planning.grammar.spans import spans
from bot.planning.grammar.words import MORNING, NOW, PART_ADVERBS, PART_GENITIVES

MOST_DAYS = 3  # «завтра, в среду, 25.11»


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the whole phrase; at most one piece of each kind but days."""

    pieces: tuple[Piece[Item], ...] = ()

    @property
    def days(self) -> tuple[Piece[Day], ...]:
        """The days, in the order of the phrase."""
        return tuple(
            Piece(piece.item, piece.words) for piece in self.pieces if isinstance(piece.item, Day)
        )

    def only(self, kind: type[Kind]) -> Piece[Kind] | None:
        """The piece of a kind, if the phrase has one."""
        for piece in self.pieces:
            if isinstance(piece.item, kind):
                return Piece(piece.item, piece.words)
        return None


def read(tokens: Sequence[Token]) -> list[Reading]:
    """The readings, likeliest first. Raises TimeError for the first word that fits nowhere."""
    search = _Search(tokens)
    readings = list(search.walk(0, Reading()))
    if readings:
        return readings
    raise search.clash if search.clash is not None else complaint(tokens, search.furthest)


class _Search:
    """A walk over every split of the tokens into items.

    A reading takes at most one item of a kind, so the walk is never deeper than a few items.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.furthest = 0
        self.clash: TimeError | None = None  # two items that exclude each other, at `furthest`

    def walk(self, at: int, reading: Reading) -> Iterator[Reading]:
        """The readings that go on from a position."""
        if at == len(self.tokens):
            yield reading
            return
        if at > self.furthest:
            self.furthest, self.clash = at, None
        for item, end in self._items(at):
            if end > at:
                words = " ".join(token.raw for token in self.tokens[at:end])
                longer = self._with(reading, Piece(item, words), at)
                if longer is not None:
                    yield from self.walk(end, longer)

    def _items(self, at: int) -> Iterator[tuple[Item, int]]:
        yield from _now(self.tokens, at)
        yield from spans(self.tokens, at)
        yield from days(self.tokens, at)
        yield from clocks(self.tokens, at)
        yield from _parts(self.tokens, at)
        yield from places(self.tokens, at)

    def _with(self, reading: Reading, piece: Piece[Item], at: int) -> Reading | None:
        """The reading with one more item; None where it has such an item already."""
        if isinstance(piece.item, Day):
            other, full = None, len(reading.days) == MOST_DAYS
        else:
            other = reading.only(type(piece.item))
            full = other is not None
        if not full:
            return Reading((*reading.pieces, piece))
        if other is not None and at >= self.furthest:
            self.clash = TimeError(CLASH, first=other.words, second=piece.words)
        return None


def _now(tokens: Sequence[Token], at: int) -> Iterator[tuple[Now, int]]:
    start = skip(tokens, at, "прямо", "right")
    if text(tokens, start) in NOW:
        yield Now(), skip(tokens, start + 1, "же")


def _parts(tokens: Sequence[Token], at: int) -> Iterator[tuple[Part, int]]:
    if (end := follows(tokens, at, "с утра")) is not None:
        yield Part(MORNING, alone=True), end
    start = at
    for words in ("in the", "at"):
        start = follows(tokens, at, words) or start
    word = text(tokens, start)
    if word in PART_ADVERBS:
        yield Part(PART_ADVERBS[word], alone=True), start + 1
    elif word in PART_GENITIVES and start == at:
        yield Part(PART_GENITIVES[word], alone=False), at + 1
