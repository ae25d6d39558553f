"""All forms of a Russian word. The dictionary is loaded at the first use: 15 MB and 0.2 s."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.domain.terms import fold

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_RUSSIAN = re.compile(r"[а-я]{2,}")

GUESSES = 3  # of what an unknown word may be


def load() -> None:
    """Reads the dictionary; on a thread, if somebody waits."""
    _analyzer()


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """The word itself and its other forms, folded; every reading of a homonym counts."""
    found = {word: None}
    if _RUSSIAN.fullmatch(word):
        readings = _analyzer().parse(word)
        known = [reading for reading in readings if reading.is_known]
        for reading in known or readings[:GUESSES]:
            found.update((fold(form.word), None) for form in reading.lexeme)
    return tuple(found)


@cache
def _analyzer() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()
