"""Lines that belong together: broken ones, a quotation over several lines, its speaker below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.quotation import pairs
from bot.domain.text import FormattedText, join
from bot.parsing.hardwraps import fill, whole
from bot.parsing.lines import Line
from bot.parsing.noise import is_noise

_WRAPPED = 40  # characters; a shorter line was not broken by the width of a page
_QUOTE_LINES = 8
_QUOTE_SIZE = 4000  # characters
_SMALL = re.compile(r"[а-яё]")
_SIGNED = re.compile(r"[-–—]\s*[А-ЯЁ][а-яё]+\s+[А-ЯЁ][^.!?\n]{2,140}\.?")


def unwrap(lines: list[Line]) -> list[Line]:
    """The lines, each of them whole."""
    found, broken = list[Line](), list[FormattedText]()
    for line in _quotations(fill(lines)):
        if broken and (_goes_on(broken[-1], line) or _signs(broken[-1], line)):
            broken.append(line.text)
            continue
        _close(found, broken)
        found.append(line)
        broken = [] if line.framed else [line.text]
    _close(found, broken)
    return found


def _close(found: list[Line], broken: list[FormattedText]) -> None:
    if len(broken) > 1:
        found[-1] = Line(whole(broken), found[-1].gap)


def _quotations(lines: list[Line]) -> Iterator[Line]:
    """The lines, with quotations that take several of them in one."""
    number = 0
    while number < len(lines):
        line = lines[number]
        taken = _quotation(lines, number)
        if taken:
            pieces = [other.text for other in lines[number : number + taken]]
            yield Line(join(pieces, "\n"), line.gap)
        else:
            yield line
        number += taken or 1


def _goes_on(before: FormattedText, line: Line) -> bool:
    """Whether a line was broken by the width of a page."""
    if line.gap or line.framed or "\t" in line.plain or not _SMALL.match(line.plain):
        return False
    text = before.text
    whole = len(text) < _WRAPPED or text[-1] in '.!?:;…»"”' or "\t" in text
    return not whole and not is_noise(line.plain)


def _signs(before: FormattedText, line: Line) -> bool:
    """Whether the line is «— Имя Фамилия, должность» under a line that is all quotation."""
    if line.framed or not _SIGNED.fullmatch(line.plain) or before.text[0] not in '«"“„':
        return False
    plain = before.text.rstrip(".")
    whole = pairs(plain)
    return bool(whole) and whole[0].start == 0 and whole[0].end == len(plain)


def _quotation(lines: list[Line], number: int) -> int:
    """How many lines the quotation that opens here takes; 0 where it ends in its own line."""
    first = lines[number]
    if first.framed or first.plain[0] != "«" or not _open(first.plain):
        return 0
    text = first.plain
    for taken, line in enumerate(lines[number + 1 : number + _QUOTE_LINES], start=2):
        if line.framed or len(text) > _QUOTE_SIZE:
            return 0
        text = f"{text}\n{line.plain}"
        if not _open(text):
            return taken
    return 0


def _open(text: str) -> bool:
    return text.count("«") > text.count("»")
