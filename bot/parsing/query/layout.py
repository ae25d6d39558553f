"""Words typed with the keyboard in the other language: «vjcn» is «мост»."""

from __future__ import annotations

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)


def in_other_layout(text: str) -> str:
    """The same keys of the other layout; Latin letters decide which one it was."""
    lower = text.lower()
    latin = sum(letter.isascii() and letter.isalpha() for letter in lower)
    return lower.translate(_TO_RUSSIAN if latin * 2 >= len(lower) else _TO_LATIN)
