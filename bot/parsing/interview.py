"""Interviews: who asks, who answers; their words are paragraphs, no quotations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from bot.domain.edits import split_at
from bot.domain.sentences import sentence_starts
from bot.domain.text import wrap
from bot.parsing.lines import Line

_TOLD = re.compile(r"[,!?…]\s*[-–—]\s*[а-яё]")  # «…, — сказал»: a quotation of an article
_TAG = re.compile(
    r"(?P<tag>(?i:корр(?:еспондент|\.)?|вопрос|ответ|ведущ(?:ий|ая)|редакция|журналист)"
    r"|[А-ЯЁ]\.(?:[ \u00a0]?[А-ЯЁ]\.?)?|[А-ЯЁ][а-яё]+[ \u00a0][А-ЯЁ][а-яё-]+|[А-ЯЁ]{2,20})"
    r"[ \u00a0]?[:.—–-]?:[ \u00a0]"
)
_ASKING = re.compile(
    r"[-–—\s\u00a0]*(?:расскажите|поясните|объясните|напомните|скажите|назовите|давайте|поделитесь)"
    r"(?!\w)",
    re.IGNORECASE,
)
_DASHES = ("-", "–", "—")
_VOICES = 4
_QUESTIONS = 2
_BARE_QUESTIONS = 3
_LONGEST = 250  # characters of a question that nothing marks but its sign
_ORDER = 300  # characters of a request to tell


@dataclass(frozen=True, slots=True)
class Interview:
    """The lines with every voice on its own; the voices begin at `begins`."""

    lines: list[Line]
    begins: int


def read_interview(lines: list[Line]) -> Interview:
    """The lines as they are, or, of an interview, parted and with their questions in bold."""
    parted = _parted(lines)
    voices = [n for n, line in enumerate(parted) if _dashed(line)]
    if not _is_talk([parted[n].plain for n in voices]):
        parted = lines
        voices = _tagged(lines)
    if voices:
        return Interview(_emphasised(parted, _asked(parted, voices)), voices[0])
    bare = _bare_questions(lines)
    return Interview(_emphasised(lines, bare) if bare else lines, len(lines))


def _dashed(line: Line) -> bool:
    return line.plain.startswith(_DASHES) and not line.framed


def _is_talk(spoken: list[str]) -> bool:
    """Whether what dashes open is asked and answered, not quoted."""
    if len(spoken) < _VOICES:
        return False
    asked = sum(text.endswith("?") or bool(_ASKING.match(text)) for text in spoken)
    told = sum(bool(_TOLD.search(text)) for text in spoken)
    return asked >= _QUESTIONS and told * 2 < len(spoken)


def _parted(lines: list[Line]) -> list[Line]:
    """The lines, those that hold several voices cut before each dash."""
    found = list[Line]()
    for line in lines:
        text = line.plain
        starts = []
        if "?" in text and not line.framed:
            starts = [at for at in sentence_starts(text)[1:] if text.startswith(_DASHES, at)]
        if len(starts) < _QUESTIONS:
            found.append(line)
            continue
        pieces = [piece.strip() for piece in split_at(line.text, starts)]
        found.append(replace(line, text=pieces[0]))
        found += [replace(line, text=piece, gap=True, continues=True) for piece in pieces[1:]]
    return found


def _tagged(lines: list[Line]) -> list[int]:
    """The lines that begin with the name of a voice, where two of them take turns."""
    tags = {
        number: match.group("tag")
        for number, line in enumerate(lines)
        if not line.framed and (match := _TAG.match(line.plain))
    }
    turns = [tag for tag, count in Counter(tags.values()).items() if count >= _QUESTIONS]
    return [number for number, tag in tags.items() if tag in turns] if len(turns) > 1 else []


def _asked(lines: list[Line], voices: list[int]) -> set[int]:
    """Which of the voices ask: an answer may end with a question too, but not two in turn."""
    found = set[int]()
    asked = False
    for number in voices:
        text = lines[number].plain
        request = len(text) <= _ORDER and bool(_ASKING.match(_TAG.sub("", text, 1)))
        asked = not asked and (text.endswith("?") or request)
        if asked:
            found.add(number)
    return found


def _bare_questions(lines: list[Line]) -> set[int]:
    """Questions that stand alone over their answers, without dashes and names."""
    found = {
        number
        for number, line in enumerate(lines[:-1])
        if not line.framed
        and len(line.plain) <= _LONGEST
        and line.plain.endswith("?")
        and line.plain[0].isupper()
        and len(lines[number + 1].plain) > len(line.plain)
        and not lines[number + 1].plain.endswith("?")
    }
    return found if len(found) >= _BARE_QUESTIONS else set()


def _emphasised(lines: list[Line], numbers: set[int]) -> list[Line]:
    return [
        replace(line, text=wrap(line.text, "bold")) if number in numbers else line
        for number, line in enumerate(lines)
    ]
