"""What a word may have been meant to be: one letter more, less, another, or two exchanged."""

from __future__ import annotations

SHORTEST = 5  # letters; shorter words have too many neighbours
LONGEST = 24

_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def slips(word: str) -> list[str]:
    """All words at one slip from this one, which is folded; none for short ones and numbers."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return []
    letters = _LATIN if word.isascii() else _RUSSIAN
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = dict.fromkeys(
        [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
        + [a + b[1:] for a, b in cuts if b]
        + [a + letter + b[1:] for a, b in cuts if b for letter in letters]
        + [a + letter + b for a, b in cuts for letter in letters]
    )
    found.pop(word, None)
    return list(found)
