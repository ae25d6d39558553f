"""Headings inside the body: «Для справки», bold short lines, titles between paragraphs."""

from __future__ import annotations

import re

from bot.domain.text import utf16_len
from bot.parsing import verbs
from bot.parsing.lines import Line

_KNOWN = re.compile(
    r"(?:для справки|справка|справочно|справочная информация|кстати|важно|напоминаем|"
    r"о (?:компании|проекте|программе|конкурсе)|контекст|предыстория|"
    r"программа(?: мероприяти[яй])?|"
    r"как (?:принять участие|добраться|записаться)|что (?:дальше|известно|делать))\s*[:.!]?",
    re.IGNORECASE,
)
_DATA = re.compile(r":|\d{2}[.-]\d{2}|\d{5}|@|[а-я]\d|\d\s*\+")
_LONGEST = 90  # characters
_PLAIN = 60  # characters of a heading that nothing but its place tells
_ENDS = (".", "!", "?", "…", "»", '"', "”", ")")


def is_subhead(lines: list[Line], number: int) -> bool:
    """Whether the line heads what stands below it."""
    line = lines[number]
    text = line.plain
    if line.framed or len(text) > _LONGEST or "\t" in text or number + 1 == len(lines):
        return False
    if line.heading:
        return True
    if not text[0].isalnum() and text[0] not in '«"':
        return False
    if _KNOWN.fullmatch(text):
        return True
    if text.endswith((".", ";", ",", "—", "–", "-", "…")):
        return False
    if is_bold(line):
        return not text.endswith((":", "!", "?"))
    return number > 0 and _stands_between(lines, number)


def _stands_between(lines: list[Line], number: int) -> bool:
    """Whether a short line without a stop parts two paragraphs of prose."""
    text, above, below = lines[number].plain, lines[number - 1], lines[number + 1]
    if (
        len(text) > _PLAIN
        or text.endswith((":", "!", "?", "»", '"', ")"))
        or not text[0].isupper()
    ):
        return False
    if not (lines[number].gap and below.gap) or _DATA.search(text):
        return False
    prose = len(above.plain) > 2 * _PLAIN and len(below.plain) > 2 * _PLAIN
    ends = above.plain.endswith(_ENDS) and below.plain.endswith((*_ENDS, ":"))
    return prose and ends and not verbs.says_something(text)


def is_bold(line: Line) -> bool:
    """Whether all of the line is bold."""
    covered = sum(entity.length for entity in line.text.entities if entity.type == "bold")
    return bool(line.plain) and covered >= utf16_len(line.plain.strip()) * 0.9
