"""What to tell about the first word that fits nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.errors import TimeError
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import kind, text
from bot.planning.grammar.words import NUMBERS, REPEAT_WORDS, SEVERAL_WORDS, VAGUE_WORDS

UNKNOWN = (
    'I do not understand "{word}" here. '
    'Write it like "tomorrow at 9", "in 2 hours" or "25.12 10:00".'
)
SEVERAL = 'A post needs one moment, not several. Write it like "tomorrow at 9".'
VAGUE = '"{word}" is not exact enough. Say the hour, for example "tomorrow at 9".'
REPEATED = 'A post goes out once, so "{word}" does not fit. Write it like "tomorrow at 9".'
UNIT = 'Say how long after "{word}", for example "in 20 minutes" or "in 2 hours".'
PLACE = 'I do not know the time zone "{word}". Give the time by the clock of the channel.'


def complaint(tokens: Sequence[Token], at: int) -> TimeError:
    """The error for the token at a position; behind the end, for the last one."""
    at = min(at, len(tokens) - 1)
    token, after = tokens[at], text(tokens, at + 1)
    if token.text == "по" and kind(tokens, at + 1) == "word" and after not in NUMBERS:
        if after.endswith(("ам", "ям")):  # «по пятницам»
            return TimeError(REPEATED, word=f"{token.raw} {tokens[at + 1].raw}")
        return TimeError(PLACE, word=tokens[at + 1].raw)
    if token.text in ("через", "in", "+"):
        return TimeError(UNIT, word=token.raw)
    if token.text in REPEAT_WORDS:
        return TimeError(REPEATED, word=token.raw)
    if token.text in SEVERAL_WORDS or token.kind in ("dash", "hyphen"):
        return TimeError(SEVERAL)
    if token.text in VAGUE_WORDS:
        return TimeError(VAGUE, word=token.raw)
    if token.text in ("в", "во", "на", "at", "on") and after:
        return complaint(tokens, at + 1)  # the fault is in what follows
    return TimeError(UNKNOWN, word=token.raw)
