"""Quotations inside a paragraph: the words, the attribution, the speaker (editorial.md §1)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from bot.domain.quotation import Pair, pairs
from bot.domain.sentences import sentence_starts
from bot.parsing.speech import introduced, is_speaking, signs, speaker

LONG = 60  # characters; a shorter quotation without an attribution stays in its sentence
_CLAUSE = 300  # characters of an attribution inside a quotation
_AFTER = re.compile(r"\s*(?P<stop>[,.!?…]*)\s*(?P<dash>[-–—]*)\s*")
_COMPLETE = re.compile(r"\s*[.!?…]*\s*(?=\Z|[-–—]?\s*[«\"„А-ЯЁA-Z0-9])")
_INTERRUPTION = re.compile(r"[,!?…]\s*[-–—]\s*(?=[а-яё])")
_RESUMED = re.compile(r"[.,]\s*[-–—]\s*\S")
_DASH_OPENING = re.compile(r"[-–—]\s+(?=[«\"„А-ЯЁA-Z0-9])")


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation at [start, end) of a paragraph; `words` and `said` are stretches of it."""

    start: int
    end: int
    words: tuple[int, int]
    said: tuple[int, int] | None = None
    speaker: str | None = None


def find_quotes(text: str, dashes: bool = True) -> list[Found]:
    """The quotations in order, not overlapping. `dashes`: a dash may open one (no interview)."""
    starts = sentence_starts(text)
    found = _marked(text, starts)
    if dashes:
        found = sorted(found + _dashed(text, starts, found), key=lambda quote: quote.start)
    return found


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
    after = _AFTER.match(text, pair.end)
    if after is None:
        return None
    stop = _next(starts, max(after.end(), pair.end + 1), len(text))
    said = text[after.end() : stop]
    separated = after.group("dash") or after.group("stop") or text[pair.inner_end - 1] in "!?…"
    if said[:1].islower() and separated and is_speaking(said, sure=not after.group("dash")):
        end = after.end() + len(said.rstrip())
        return Found(start, end, words, (after.end(), end), speaker(said))
    if after.group("dash") and start == 0 and stop == len(text) and signs(said):
        return Found(start, len(text), words, (after.end(), len(text.rstrip())), said.strip(" ."))
    complete = _COMPLETE.match(text, pair.end)
    if not complete:
        return None
    end = pair.end + len(complete.group().rstrip())
    clause = _interruption(text, *words)
    if clause:
        return Found(start, end, words, None, speaker(clause))
    if previous and start < pair.start:
        return Found(start, end, words, None, previous.speaker)
    long = pair.inner_end - pair.inner >= LONG
    if intro and long:
        sentence = text[starts[bisect_right(starts, start - 1) - 1] : start]
        return Found(start, end, words, None, introduced(sentence.rstrip(" :\u00a0")))
    whole = start == 0 and not text[end:].strip()
    return Found(start, end, words) if whole and long else None


def _interruption(text: str, start: int, end: int) -> str | None:
    """The attribution inside a quotation: «…, — сказал X. — …»; None where there is none."""
    for match in _INTERRUPTION.finditer(text, start, end):
        resumed = _RESUMED.search(text, match.end(), min(end, match.end() + _CLAUSE))
        if resumed and is_speaking(text[match.end() : resumed.start()], sure=True):
            return text[match.end() : resumed.start()]
    return None


def _dashed(text: str, starts: list[int], marked: list[Found]) -> list[Found]:
    openings = [start for start in starts if _DASH_OPENING.match(text, start)]
    found = list[Found]()
    for number, start in enumerate(openings):
        if found and start < found[-1].end:
            continue
        limit = openings[number + 1] if number + 1 < len(openings) else len(text)
        before = bisect_left(marked, limit, key=lambda quote: quote.start)
        if before and start < marked[before - 1].end:
            continue
        quote = _spoken(text, starts, start, limit)
        if quote:
            found.append(quote)
    return found


def _spoken(text: str, starts: list[int], start: int, limit: int) -> Found | None:
    """«— Слова, — сказал X.»: the words up to the attribution."""
    inner = start + 1 + (len(text[start + 1 : limit]) - len(text[start + 1 : limit].lstrip()))
    for match in _INTERRUPTION.finditer(text, inner, limit):
        stop = _next(starts, match.end(), len(text))
        said = text[match.end() : stop]
        if not is_speaking(said, sure=False):
            continue
        end = match.end() + len(said.rstrip())
        if start == 0 and _DASH_OPENING.match(text, stop):
            # The speech goes on after the attribution, to the end of its own paragraph.
            return Found(0, len(text), (inner, len(text)), None, speaker(said))
        comma = match.group()[0] == ","
        return Found(
            start, end, (inner, match.start() + (not comma)), (match.end(), end), speaker(said)
        )
    return None


def _next(starts: list[int], index: int, size: int) -> int:
    position = bisect_right(starts, index)
    return starts[position] if position < len(starts) else size
