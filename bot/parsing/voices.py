"""Quotations that take two lines: the words, and who says them above or below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.quotation import pairs
from bot.domain.release import Block, Paragraph, Quote
from bot.domain.text import FormattedText
from bot.parsing import verbs
from bot.parsing.lines import Line
from bot.parsing.persons import find_person
from bot.parsing.roles import names_role
from bot.parsing.speech import introduced, is_speaking, opens_speech, signs, speaker

_SPOKEN = re.compile(r"[-–—][\s\u00a0]*(?=[а-яё])")
_SIGNATURE = 160  # characters
_INTRODUCTION = 300
_LEAST = 40  # characters of a speech without marks
_DASH = re.compile(r"[-–—][\s\u00a0]+(?=[«\"„А-ЯЁA-Z0-9])")
_MARKS = ("»", '"', "”", "“", "''", ">>")
_STOPS = (".", "!", "?", "…", "»", '"', "”")


def read_pair(lines: Sequence[Line], number: int) -> list[Block]:
    """The blocks of the lines `number` and `number` + 1 where they make one quotation."""
    if number + 1 >= len(lines) or lines[number].framed or lines[number + 1].framed:
        return []
    first, second = lines[number], lines[number + 1]
    words = unquoted(first.text)
    if words:
        return _signed(words, second)
    if first.plain.endswith(":"):
        after = lines[number + 2] if number + 2 < len(lines) else None
        return _announced(first, second, after)
    return []


def unquoted(words: FormattedText) -> FormattedText | None:
    """The words without the marks around all of them; None where no marks are."""
    plain = words.text.rstrip(",. \u00a0")
    if not plain.endswith(_MARKS):
        return None
    found = pairs(plain)
    if not found or found[0].start or found[0].end != len(plain):
        return None
    return words.slice(found[0].inner, found[0].inner_end)


def _signed(words: FormattedText, below: Line) -> list[Block]:
    """A quotation under which its speaker stands."""
    text = below.plain
    spoken = _SPOKEN.match(text)
    if spoken and is_speaking(text[spoken.end() :], sure=True):
        said = below.text.slice(spoken.end())
        return [Quote(words, said, speaker(said.text))]
    inner = below.text
    if text[0] == "(" and text.rstrip(".")[-1] == ")":
        inner = inner.slice(1, text.rindex(")"))
    said_by = inner.text.strip(" .")
    bare = len(said_by) <= _SIGNATURE and signs(said_by) and not verbs.says_something(said_by)
    if not bare or text.endswith((":", "!", "?", ";")):
        return []
    name = find_person(said_by)
    alone = name is not None and name[1] == len(said_by)
    if alone or names_role(said_by[name[1] if name else 0 :]):
        return [Quote(words, inner.slice(0, len(inner.text.rstrip(" ."))), said_by)]
    return []


def _announced(above: Line, line: Line, after: Line | None) -> list[Block]:
    """A line that names a speaker, and the speech under it."""
    text = line.plain
    if len(above.plain) > _INTRODUCTION or not opens_speech(above.plain):
        return []
    who = introduced(above.plain)
    head = Paragraph(above.text)
    words = unquoted(line.text)
    if words:
        return [head, Quote(words, None, who)]
    dash = _DASH.match(text)
    goes_on = after is not None and after.plain[:1] == text[:1] and text[:1] in "-–—"
    if goes_on or len(text) < _LEAST or not text.endswith(_STOPS):
        return []
    if dash:
        return [head, Quote(line.text.slice(dash.end()), None, who)]
    if text[0].isupper() and is_name_and_role(above.plain.rstrip(": \u00a0")):
        return [head, Quote(line.text, None, who)]
    return []


def is_name_and_role(text: str) -> bool:
    """Whether a line is nothing but somebody's name and role, in any order."""
    name = find_person(text)
    if name is None or len(text) > _SIGNATURE or verbs.says_something(text):
        return False
    return name[0] == 0 or names_role(text) or name[1] == len(text)
