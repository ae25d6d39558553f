"""Readable paragraphs out of a text that lost its line breaks."""

from __future__ import annotations

import re

from bot.domain.edits import split_at
from bot.domain.quotation import pairs
from bot.domain.sentences import sentence_starts
from bot.domain.text import FormattedText

FLAT = 600  # characters; a longer paragraph of a flat text is divided
_READABLE = 350
_LONG = 600
# A sentence that begins so leans on the one before it.
_LEANS = re.compile(
    r"(?:Он|Она|Оно|Они|Его|Её|Ее|Их|Ему|Ей|Им|Это|Эта|Этот|Эти|Такой|Такая|Такие|"
    r"Там|Тогда|Но|А|И|Однако|Поэтому|Причём|Причем|При этом|Затем|Потом|Также|Тоже|Кроме того|"
    r"Туда|Здесь|Тем не менее|В результате|Из-за этого|В том числе|Например)(?!\w)"
)
_TURNS = re.compile(
    r"(?:Напомним|Ранее|Отметим|Добавим|По словам|По данным|По информации|Как сообщ|Как расска|"
    r"Как отме|Также сообщ|Кстати|Накануне|Сегодня|Вчера)(?!\w)"
)


def readable(text: FormattedText) -> list[FormattedText]:
    """The text in paragraphs of a few sentences each; no quotation is torn."""
    plain = text.text
    if len(plain) <= FLAT:
        return [text]
    marked = [(pair.start, pair.end) for pair in pairs(plain) if not pair.depth]
    starts = sentence_starts(plain)
    voices = {start for start in starts if plain[start] in "-–—"}  # questions and answers
    positions, last, number = list[int](), 0, 0
    for start in starts[1:]:
        while number < len(marked) and marked[number][1] <= start:
            number += 1
        if number < len(marked) and marked[number][0] < start:
            continue
        voice = len(voices) > 1 and start in voices
        rest = len(plain) - start
        if voice or (start - last >= _wanted(plain, start) and rest >= _READABLE // 3):
            positions.append(start)
            last = start
    return [piece.strip() for piece in split_at(text, positions)]


def _wanted(text: str, start: int) -> int:
    """How long a paragraph must be to end before this sentence."""
    if text[start - 2 : start].isspace():  # two spaces are what is left of a line break
        return _READABLE // 3
    if _LEANS.match(text, start):
        return _LONG
    return _READABLE // 2 if _TURNS.match(text, start) else _READABLE
