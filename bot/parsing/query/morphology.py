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


def loaded() -> bool:
    """Whether the dictionary is there."""
    return _analyzer.cache_info().currsize > 0


def load() -> None:
    """Reads the dictionary; on a thread, if somebody waits."""
    _analyzer()


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """The word itself and its other forms, folded; every reading of a homonym counts."""
    found = {word: None}
    if _RUSSIAN.fullmatch(word):
        found.update(dict.fromkeys(map(fold, _known(word) or _guessed(word))))
    return tuple(found)


def _known(word: str) -> list[str]:
    """The forms of a word that is in the dictionary, without the grammar that nobody asks for."""
    analyzer = _analyzer()
    dictionary, found = analyzer.dictionary, list[str]()
    for written, readings in dictionary.words.similar_items(word, analyzer.char_substitutes):
        for paradigm, place in readings:
            stem = dictionary.build_stem(dictionary.paradigms[paradigm], place, written)
            found += [before + stem + after for before, after in _endings(paradigm)]
    return found


@cache
def _endings(paradigm: int) -> list[tuple[str, str]]:
    """What stands before and after the stem in each form of a paradigm."""
    rows = _analyzer().dictionary.build_paradigm_info(paradigm)
    return list(dict.fromkeys((before, after) for before, _, after in rows))


def _guessed(word: str) -> list[str]:
    readings = _analyzer().parse(word)[:GUESSES]
    return [form.word for reading in readings for form in reading.lexeme]


@cache
def _analyzer() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()
