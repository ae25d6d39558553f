"""Found that a dash opens, and attributions inside speech: «— Слова, — сказал X. — Слова»."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from bot.parsing.found import Found
from bot.parsing.speech import introduced, is_speaking, opens_speech, speaker

_CLAUSE = 300  # characters of an attribution inside a quotation
_TAIL = 700  # characters; speech that goes on after its attribution ends with its paragraph
_INTERRUPTION = re.compile(r"[,!?…]\s*[-–—]\s*(?=[а-яё])")
_RESUMED = re.compile(r"[.,]\s*[-–—]\s*\S")
_GOES_ON = re.compile(r",\s*[-–—]\s+(?=[а-яё])")
_OPENING = re.compile(r"[-–—]\s+(?=[«\"„А-ЯЁA-Z0-9])")
_INTRODUCED = re.compile(r":\s*(?=[-–—]\s+[А-ЯЁA-Z0-9«\"„])")


def find_speech(text: str, starts: list[int], taken: list[tuple[int, int]]) -> list[Found]:
    """The speech that dashes open, outside the stretches that are `taken`."""
    openings = [start for start in starts if _OPENING.match(text, start)]
    found = list[Found]()
    for number, start in enumerate(openings):
        if found and start < found[-1].end:
            continue
        limit = openings[number + 1] if number + 1 < len(openings) else len(text)
        before = bisect_left(taken, limit, key=lambda stretch: stretch[0])
        if before and start < taken[before - 1][1]:
            continue
        last = limit == len(text)
        speech = spoken(text, starts, start, limit)
        if speech is None and last and before and taken[before - 1][1] >= start - 2:
            speech = _rest(text, start, start, None)
        if speech:
            found.append(speech)
    return found or _after_colon(text, taken)


def spoken(text: str, starts: list[int], start: int, limit: int) -> Found | None:
    """«— Слова, — сказал X.»: the words up to the attribution, or to the paragraph's end."""
    inner = start + 1 + (len(text[start + 1 : limit]) - len(text[start + 1 : limit].lstrip()))
    for match in _INTERRUPTION.finditer(text, inner, limit):
        stop = following(starts, match.end(), len(text))
        said = text[match.end() : stop]
        if not is_speaking(said, sure=False):
            continue
        resumed = _GOES_ON.search(said, 0, _CLAUSE)
        if resumed:
            end = len(text) if start == 0 and len(text) - stop <= _TAIL else stop
            words = (inner, end)
            return Found(start, end, words, None, speaker(said[: resumed.start()]))
        end = match.end() + len(said.rstrip())
        goes_on = _OPENING.match(text, stop) and len(text) - stop <= _TAIL
        if goes_on and not _attributed(text, starts, stop):
            return Found(start, len(text), (inner, len(text)), None, speaker(said))
        comma = match.group()[0] == ","
        words = (inner, match.start() + (not comma))
        return Found(start, end, words, (match.end(), end), speaker(said))
    return None


def interruption(text: str, start: int, end: int) -> str | None:
    """The attribution inside a quotation: «…, — сказал X. — …»; None where there is none."""
    for match in _INTERRUPTION.finditer(text, start, end):
        resumed = _RESUMED.search(text, match.end(), min(end, match.end() + _CLAUSE))
        if resumed and is_speaking(text[match.end() : resumed.start()], sure=True):
            return text[match.end() : resumed.start()]
    return None


def following(starts: list[int], index: int, size: int) -> int:
    """Where the sentence after the one at `index` begins."""
    position = bisect_right(starts, index)
    return starts[position] if position < len(starts) else size


def _attributed(text: str, starts: list[int], start: int) -> bool:
    """Whether the speech from `start` on has an attribution of its own."""
    return any(
        is_speaking(text[match.end() : following(starts, match.end(), len(text))], sure=True)
        for match in _INTERRUPTION.finditer(text, start + 1)
    )


def _rest(text: str, start: int, dash: int, who: str | None) -> Found | None:
    if len(text) - dash > _TAIL:
        return None
    inner = dash + 1 + (len(text[dash + 1 :]) - len(text[dash + 1 :].lstrip()))
    return Found(start, len(text), (inner, len(text.rstrip())), None, who)


def _after_colon(text: str, taken: list[tuple[int, int]]) -> list[Found]:
    """«Слово взял X: — Слова.», to the end of the paragraph."""
    match = _INTRODUCED.search(text)
    if match is None or taken or len(text) - match.end() > _TAIL:
        return []
    before = text[max(0, match.start() - _CLAUSE) : match.start()]
    before = before[before.rfind(". ") + 1 :]
    who = introduced(before) if opens_speech(before) else None
    speech = _rest(text, match.end(), match.end(), who) if who else None
    return [speech] if speech and "; -" not in text[match.end() :] else []
