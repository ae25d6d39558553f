"""Numbers in figures and in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.planning.grammar.lexer import Token
from bot.planning.grammar.words import NUMBERS, NUMBERS_GENITIVE, ORDINALS, TENS

Found = tuple[int, int]  # the number and the position after it


def text(tokens: Sequence[Token], at: int) -> str:
    """The folded text at a position; empty behind the end."""
    return tokens[at].text if at < len(tokens) else ""


def kind(tokens: Sequence[Token], at: int) -> str:
    """The kind of the token at a position; empty behind the end."""
    return tokens[at].kind if at < len(tokens) else ""


def skip(tokens: Sequence[Token], at: int, *words: str) -> int:
    """The position after an optional word."""
    return at + 1 if text(tokens, at) in words else at


def follows(tokens: Sequence[Token], at: int, phrase: str) -> int | None:
    """The position after `phrase` if it stands here."""
    words = phrase.split()
    if [token.text for token in tokens[at : at + len(words)]] == words:
        return at + len(words)
    return None


def spelled(tokens: Sequence[Token], at: int) -> Found | None:
    """A number in words: «двадцать пять»."""
    word = text(tokens, at)
    if word in TENS:
        unit = NUMBERS.get(text(tokens, at + 1), 0)
        return (TENS[word] + unit, at + 2) if 0 < unit < 10 else (TENS[word], at + 1)
    return (NUMBERS[word], at + 1) if word in NUMBERS else None


def cardinal(tokens: Sequence[Token], at: int) -> Found | None:
    """A number in figures or words."""
    if kind(tokens, at) == "number":
        return int(tokens[at].text), at + 1
    return spelled(tokens, at)


def genitive(tokens: Sequence[Token], at: int) -> Found | None:
    """«пяти», «двадцати пяти», or figures."""
    if kind(tokens, at) == "number":
        return int(tokens[at].text), at + 1
    number = NUMBERS_GENITIVE.get(text(tokens, at))
    if number is None:
        return None
    unit = NUMBERS_GENITIVE.get(text(tokens, at + 1), 0)
    return (number + unit, at + 2) if number == 20 and 0 < unit < 10 else (number, at + 1)


def ordinal(tokens: Sequence[Token], at: int) -> Found | None:
    """«25-го», «пятого», «двадцать пятого»."""
    if kind(tokens, at) == "ordinal":
        return tokens[at].numbers[0], at + 1
    word = text(tokens, at)
    if word in ("двадцать", "тридцать"):
        unit = ORDINALS.get(text(tokens, at + 1), 0)
        return (TENS[word] + unit, at + 2) if 0 < unit < 10 else None
    return (ORDINALS[word], at + 1) if word in ORDINALS else None
