"""What to tell about the first word that fits nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.errors import TimeError
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import kind, text
from bot.planning.grammar.refusals import (
    NO_SUCH_PLACE,
    PAST,
    REPEATED,
    SEVERAL,
    UNCLEAR,
    UNIT,
    UNKNOWN,
    VAGUE,
)
from bot.planning.grammar.words import (
    NUMBERS,
    PAST_WORDS,
    REPEAT_WORDS,
    SEVERAL_WORDS,
    UNITS,
    VAGUE_WORDS,
)


def complaint(tokens: Sequence[Token], at: int) -> TimeError:
    """The error for the token at a position; behind the end, for the last one."""
    at = min(at, len(tokens) - 1)
    for number, past in enumerate(tokens):
        if past.text in PAST_WORDS or (past.kind == "dash" and _is_negative(tokens, number)):
            return TimeError(PAST, word=past.raw)
    token, after = tokens[at], text(tokens, at + 1)
    if token.text == "по" and kind(tokens, at + 1) == "word" and after not in NUMBERS:
        if after.endswith(("ам", "ям")):  # «по пятницам»
            return TimeError(REPEATED, word=f"{token.raw} {tokens[at + 1].raw}")
        return TimeError(NO_SUCH_PLACE, word=tokens[at + 1].raw)
    if token.text in ("через", "in", "+") and kind(tokens, at + 1) == "hyphen":
        return TimeError(SEVERAL)  # «через 5-10 минут»
    if token.text in ("через", "in", "+"):
        return TimeError(UNIT, word=token.raw)
    if token.text in UNITS or token.text.startswith("полчас"):
        return TimeError(UNCLEAR, word=" ".join(each.raw for each in tokens))
    if token.text in REPEAT_WORDS:
        return TimeError(REPEATED, word=token.raw)
    if token.text in SEVERAL_WORDS or token.kind in ("dash", "hyphen"):
        return TimeError(SEVERAL)
    if token.text in VAGUE_WORDS:
        return TimeError(VAGUE, word=token.raw)
    if token.text in ("в", "во", "на", "at", "on") and after:
        return complaint(tokens, at + 1)  # the fault is in what follows
    return TimeError(UNKNOWN, word=token.raw)


def _is_negative(tokens: Sequence[Token], dash: int) -> bool:
    """«-5 минут»: a dash before a stretch, with nothing ahead that it could part it from."""
    stretch = kind(tokens, dash + 1) == "number" and text(tokens, dash + 2) in UNITS
    return stretch and (dash == 0 or text(tokens, dash - 1) in ("через", "in", "+"))
