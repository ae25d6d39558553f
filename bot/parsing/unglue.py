"""Lines whose breaks were lost: furniture at either end gets its own line (editorial.md §1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.edits import split_at, substitute
from bot.domain.sentences import ends_with_abbreviation
from bot.domain.text import FormattedText
from bot.parsing import facts, noise
from bot.parsing.kinds import LABEL, is_tags
from bot.parsing.lines import Line

_STAMP_LINE = 80  # characters
_BAR = re.compile(r"\s[|•·]\s")
LONG = 60  # characters; shorter lines have nothing to lose
_TAIL = 700  # characters at the end in which furniture is looked for
_GLUED_SENTENCE = re.compile(r"(?<=[а-яё»)А-ЯЁ])([.!?])(?=[А-ЯЁ][а-яё]+[\s,.:])")
_FACT = r"(?:Источник фото|Источник|Фото(?:граф)?|Рубрика|Автор|Текст)(?=\s|:)"
_STARTER = re.compile(
    rf"(?:(?<=[\s.!?»\"”)])|(?<=[а-яё])(?=[А-ЯЁ])){_FACT}"
    r"|(?<=[\s.!?»\"”)])(?:Наш[аеи]?\s|Мы в\s|Подпис|Читай|Смотри|Следите|Присоединя|"
    r"Подробнее|Самое |Больше |Добав|Ты |Вы |Пришли|Присылай|Поделит|Будь)"
)
_AGENCY = re.compile(
    r"(Источник(?: информации)?\s*[:—–-]\s*(?:ИТАР-ТАСС|ТАСС|РИА Новости|РИА|Интерфакс|РБК|"
    r"Коммерсант[ъ]?|Регнум|Росбалт|Лента\.ру|Российская газета))\s+(?=\S)"
)
_STAMP = re.compile(
    r"(?:\d{1,2}:\d{2}(?=[А-ЯЁ])|\d{1,2}:\d{2}\s*,?\s+\d{1,2}\.\d{1,2}\.\d{4}|"
    r"\d{1,2}\.\d{1,2}\.\d{4},?\s+\d{1,2}:\d{2})"
    r"\s*(?=[А-ЯЁ«\"])"
)
_FIRST_CREDIT = re.compile(r"Фото:\s*[\w-]+(?:\.[\w-]+)+?(?:\d+\s+\d+|\s)\s*(?=[А-ЯЁ«\"])")
_NAME_LAST = re.compile(r"(?<=[.!?])\s+(?=[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+\.?\s*\Z)")


def unglue(lines: list[Line]) -> list[Line]:
    """The lines, with glued sentences parted and furniture on lines of its own."""
    found = list[Line]()
    for line in lines:
        stamps = _stamps(line)
        if stamps:
            found.extend(stamps)
            continue
        if line.framed or len(line.plain) < LONG or "\t" in line.plain:
            found.append(line)
            continue
        parted = replace(line, text=substitute(_GLUED_SENTENCE, _with_space, line.text))
        found.extend(_pieces(parted))
    return found


def _stamps(line: Line) -> list[Line]:
    """The rubric, date and time of «Город | 24.11.2026 | 18:45», each on its own; else nothing."""
    text = line.plain
    if len(text) > _STAMP_LINE or line.framed:
        return []
    pieces = [piece.strip() for piece in _BAR.split(text)]
    if len(pieces) < 2 or not any(map(facts.date, pieces)):
        return []
    if not all(facts.date(piece) or facts.rubric(piece) for piece in pieces):
        return []
    return [Line(FormattedText(piece), line.gap) for piece in pieces]


def _with_space(match: re.Match[str]) -> str:
    """A space after the full stop, unless it belongs to an abbreviation or an initial."""
    before = match.string[max(0, match.start() - 15) : match.start() + 1]
    initial = re.search(r"(?<!\w)[А-ЯЁа-яё]\.\Z", before)
    if match.group() == "." and (initial or ends_with_abbreviation(before)):
        return match.group()
    return match.group() + " "


def _pieces(line: Line) -> Iterator[Line]:
    head = _head(line.plain)
    positions = sorted({*head, *_tail(line.plain, head[-1] if head else 0)})
    for number, piece in enumerate(split_at(line.text, positions)):
        stripped = piece.strip()
        if stripped:
            yield Line(stripped, line.gap if number == 0 else False)


def _head(text: str) -> list[int]:
    """Where a time stamp and a photo credit at the beginning end."""
    positions = list[int]()
    stamp = _STAMP.match(text)
    if stamp:
        positions.append(stamp.end())
    credit = _FIRST_CREDIT.match(text, positions[-1] if positions else 0)
    if credit:
        positions.append(credit.end())
    return positions


def _tail(text: str, least: int) -> list[int]:
    """Where furniture at the end begins, piece by piece."""
    low = max(least, len(text) - _TAIL)
    places = {match.start() for match in _STARTER.finditer(text, low)}
    places |= {match.end() for match in _AGENCY.finditer(text, low)}
    places |= {match.end() for match in _NAME_LAST.finditer(text, low)}
    tags = _tags(text, low)
    if tags is not None:
        places = {place for place in places if place < tags} | {tags}
    edges = [*sorted(place for place in places if place > least), len(text)]
    positions = list[int]()
    for number in range(len(edges) - 2, -1, -1):
        start, end = edges[number], edges[number + 1]
        piece = text[start:end].strip()
        if not _is_furniture(piece, _AGENCY.match(text, edges[number - 1] if number else 0)):
            break
        positions.append(start)
        if number and not text[edges[number - 1] : start].strip():
            break
    named = _NAME_LAST.search(text, low, positions[-1] if positions else len(text))
    if named:
        positions.append(named.end())
    return positions


def _is_furniture(piece: str, after_agency: re.Match[str] | None) -> bool:
    if not piece or LABEL.search(piece):
        return False
    if is_tags(piece) or noise.is_noise(piece) or facts.photo_credit(piece):
        return True
    if facts.source(piece) or facts.rubric(piece) or facts.author(piece, last=True):
        return True
    return bool(after_agency) and not re.search(r"[.!?:;]", piece)


def _tags(text: str, low: int) -> int | None:
    """Where the hashtags at the end begin."""
    position, best = len(text), None
    while (position := text.rfind("#", low, position)) >= 0:
        if not is_tags(text[position:]):
            break
        if position == 0 or not text[position - 1].isalnum():
            best = position
    return best
