"""Quotations inside a paragraph: the words, the attribution, the speaker (editorial.md §1)."""

from __future__ import annotations

import re
from bisect import bisect_right

from bot.domain.quotation import Pair, pairs
from bot.domain.sentences import sentence_starts
from bot.parsing import dashes
from bot.parsing.found import Found
from bot.parsing.speech import introduced, is_speaking, signs, speaker
from bot.parsing.verbs import says_something

LONG = 60  # characters; a shorter quotation without an attribution stays in its sentence
_SIGNATURE = 200  # characters in brackets
_BEFORE = 400  # characters in which a speaker is introduced
_AFTER = re.compile(r"\s*(?P<stop>[,.!?…]*)\s*(?P<dash>[-–—]*)\s*")
_COMPLETE = re.compile(r"\s*+[.!?…]*+\s*+(?=\Z|[-–—]{0,2}\s?[«\"„`А-ЯЁA-Z0-9])")
_BRACKETS = re.compile(rf"\s*[.,]?\s*\((?P<said>[^()\n]{{3,{_SIGNATURE}}})\)\s*\.?\s*\Z")
_MISNAMED = re.compile(r"(?:так|именно так|под так\w+ назван\w+)\s+(?:назыв|имен|звуч|звал)\w+")


def find_quotes(text: str) -> list[Found]:
    """The quotations in order, not overlapping."""
    starts = sentence_starts(text)
    found = _marked(text, starts) or _half_marked(text, starts)
    taken = [(quote.start, quote.end) for quote in found]
    spoken = dashes.find_speech(text, starts, taken)
    return sorted(found + spoken, key=lambda quote: quote.start)


def _marked(text: str, starts: list[int]) -> list[Found]:
    known, found, position = set(starts), list[Found](), 0
    for pair in pairs(text):
        if pair.depth or pair.start < position:
            continue
        opening = _opening(text, pair.start, known)
        intro = opening is None and _after_colon(text, pair.start)
        if opening is None and not intro:
            continue
        start = pair.start if opening is None else opening
        previous = found[-1] if found and not text[found[-1].end : start].strip() else None
        quote = _judge(text, starts, pair, start, intro, previous)
        if quote:
            found.append(quote)
            position = quote.end
    return found


def _after_colon(text: str, start: int) -> bool:
    while start and text[start - 1].isspace():
        start -= 1
    return text[start - 1 : start] == ":"


def _opening(text: str, start: int, known: set[int]) -> int | None:
    """Where the sentence that begins with the quotation begins, dashes before it included."""
    while start not in known:
        if start == 0 or text[start - 1] not in " \u00a0-–—":
            return None
        start -= 1
    return start


def _judge(
    text: str, starts: list[int], pair: Pair, start: int, intro: bool, previous: Found | None
) -> Found | None:
    words = (pair.inner, pair.inner_end)
    long = pair.inner_end - pair.inner >= LONG
    after = _AFTER.match(text, pair.end)
    if after is None:
        return None
    stop = dashes.following(starts, max(after.end(), pair.end + 1), len(text))
    said = text[after.end() : stop]
    separated = after.group("dash") or after.group("stop") or text[pair.inner_end - 1] in "!?…"
    sure = not after.group("dash")
    if said[:1].islower() and separated and is_speaking(said, sure) and not _MISNAMED.match(said):
        end = after.end() + len(said.rstrip())
        return Found(start, end, words, (after.end(), end), speaker(said))
    if after.group("dash") and start == 0 and stop == len(text) and signs(said):
        return Found(start, len(text), words, (after.end(), len(text.rstrip())), said.strip(" ."))
    bracket = _BRACKETS.match(text, pair.end) if long else None
    if bracket and signs(bracket.group("said")):
        who = bracket.group("said")
        return Found(start, len(text), words, bracket.span("said"), who)
    complete = _COMPLETE.match(text, pair.end)
    if not complete:
        return None
    end = pair.end + len(complete.group().rstrip(" \u00a0\n-–—"))
    clause = dashes.interruption(text, *words)
    if clause:
        return Found(start, end, words, None, speaker(clause))
    if previous and start < pair.start:
        return Found(start, end, words, None, previous.speaker)
    before = _sentence(text, starts, start) if intro else _sentence(text, starts, start - 1)
    if intro and (long or is_speaking(before[-_SIGNATURE:], sure=True)):
        return Found(start, end, words, None, introduced(before))
    whole = start == 0 and not text[end:].strip()
    stated = long and says_something(text[pair.inner : pair.inner_end])
    if not whole and not stated:
        return None
    if whole and not long:
        return None
    return Found(start, end, words, None, None if whole else introduced(before.rstrip(" .!?")))


def _sentence(text: str, starts: list[int], end: int) -> str:
    """The sentence that ends at `end`, or its last words."""
    number = bisect_right(starts, end) - 1
    return text[max(starts[number], end - _BEFORE) : end].strip() if number >= 0 else ""


def _half_marked(text: str, starts: list[int]) -> list[Found]:
    """«Слова, — сказал X. with a closing mark that was lost, or with its opening mark lost."""
    if text[:1] == "«" and "»" not in text:
        speech = dashes.spoken(text, starts, 0, len(text))
        if speech:
            return [Found(0, speech.end, speech.words, speech.said, speech.speaker)]
    end = text.find("»")
    if end > 0 and "«" not in text[:end]:
        after = _AFTER.match(text, end + 1)
        stop = dashes.following(starts, end + 1, len(text))
        if after and after.group("dash") and is_speaking(text[after.end() : stop], sure=True):
            said = text[after.end() : stop].rstrip()
            words = (0, end)
            return [Found(0, after.end() + len(said), words,
                          (after.end(), after.end() + len(said)), speaker(said))]  # fmt: skip
    return []
