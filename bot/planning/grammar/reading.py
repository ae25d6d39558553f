"""Every way to read a phrase with no word left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.domain.errors import TimeError
from bot.planning.grammar.clocks import clocks
from bot.planning.grammar.days import days
from bot.planning.grammar.items import Day, Item, Kind, Piece
from bot.planning.grammar.leftover import complaint
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import kind
from bot.planning.grammar.parts import now, parts
from bot.planning.grammar.places import places
from bot.planning.grammar.refusals import CLASH
from bot.planning.grammar.spans import spans

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

    @property
    def last(self) -> Item | None:
        """The item that was read last."""
        return self.pieces[-1].item if self.pieces else None

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
        for item, end in chain(self._items(at), self._behind_dash(at, reading)):
            if end > at:
                words = " ".join(token.raw for token in self.tokens[at:end])
                longer = self._with(reading, Piece(item, words), at)
                if longer is not None:
                    yield from self.walk(end, longer)

    def _items(self, at: int) -> Iterator[tuple[Item, int]]:
        yield from now(self.tokens, at)
        yield from spans(self.tokens, at)
        yield from days(self.tokens, at)
        yield from clocks(self.tokens, at)
        yield from parts(self.tokens, at)
        yield from places(self.tokens, at)

    def _behind_dash(self, at: int, reading: Reading) -> Iterator[tuple[Item, int]]:
        """«завтра — 9:00»: between a day and a time a dash says nothing, elsewhere a stretch."""
        if kind(self.tokens, at) == "dash" and isinstance(reading.last, Day):
            yield from parts(self.tokens, at + 1)
            for clock, end in clocks(self.tokens, at + 1):
                if not clock.maybe_date:
                    yield clock, end

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
