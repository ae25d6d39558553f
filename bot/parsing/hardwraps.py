"""Lines that a page or a mail program broke at its width, told by their lengths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.domain.text import FormattedText, join
from bot.parsing.lines import Line

_WIDEST = 120  # characters of a broken line
_NARROWEST = 45
_LEAST = 4  # lines
_FULL = 0.86  # of the width; proportional letters and a right margin are uneven
_STOPS = '.!?:;…»"”)'
_ITEM = re.compile(r"\s*(?:[-–—•▪●*·]\s|\d{1,2}[.)]\s|#\w)")
_LABELLED = re.compile(r"[А-ЯЁA-Z][\w .-]{1,30}:\s")  # «Тема: …», «Фото: …»
_TITLE_LINES = 3
_FIRST_WORD = re.compile(r"\S+")
_HYPHENATED = re.compile(r"([А-Яа-яЁё]+)-\Z")
_SMALL = re.compile(r"[а-яё]+")
# A hyphen after or before these is one of the word, not of the page.
_COMPOUND = re.compile(
    r"(?:пресс|вице|экс|мини|онлайн|интернет|бизнес|арт|видео|фото|медиа|северо|юго|южно|военно|"
    r"научно|учебно|социально|культурно|физкультурно|историко|торгово|жилищно|пожарно|спортивно|"
    r"материально|дорожно|северно|восточно|западно|из|по|кое|во|в)",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"(?:то|либо|нибудь|ка|за|под|таки|х|м|й|го|му|е|я)")


def fill(lines: list[Line]) -> list[Line]:
    """The lines, with those joined that were one before the page broke them."""
    width = _width(lines)
    found, broken = list[Line](), list[Line]()
    for number, line in enumerate(lines):
        if broken and _one_line(lines, number, width):
            broken.append(line)
            continue
        _close(found, broken)
        broken = [line]
    _close(found, broken)
    return found


def _close(found: list[Line], broken: list[Line]) -> None:
    if not broken:
        return
    if len(broken) == 1:
        found.append(broken[0])
        return
    found.append(Line(whole([line.text for line in broken]), broken[0].gap))


def whole(texts: Sequence[FormattedText]) -> FormattedText:
    """The pieces of a line as one; a word that was divided is whole again."""
    pieces = list[FormattedText]()
    for number, text in enumerate(texts):
        if number:
            hyphen = _hyphen(texts[number - 1].text, text.text)
            if hyphen == "":
                pieces[-1] = pieces[-1].slice(0, len(pieces[-1].text) - 1)
            elif hyphen is None:
                pieces.append(FormattedText(" "))
        pieces.append(text)
    return join(pieces, "")


def _hyphen(before: str, after: str) -> str | None:
    """What stands between the halves of a divided word; None where none was divided."""
    divided = _HYPHENATED.search(before[-40:])
    if divided is None or not after[:1].isalnum():
        return None
    left, right = divided.group(1), _SMALL.match(after)
    if right is None or _COMPOUND.fullmatch(left) or _PARTICLE.fullmatch(right.group()):
        return "-"
    return ""


def _width(lines: list[Line]) -> int:
    """The width at which the text was broken; 0 where its lines are as they were written."""
    plain = [line.plain for line in lines if not line.framed and "\t" not in line.plain]
    narrow = [len(text) for text in plain if len(text) <= _WIDEST]
    if len(narrow) < _LEAST or len(narrow) < 0.9 * len(plain):
        return 0
    width = max(narrow)
    if width < _NARROWEST:
        return 0
    pairs = full = goes_on = 0
    for above, below in pairwise(lines):
        if not below.gap:
            pairs += 1
            reaches = _reaches(above.plain, below.plain, width)
            full += reaches
            goes_on += reaches and below.plain[0].islower() and above.plain[-1] not in ".!?:;"
    return width if goes_on >= 2 and full >= 0.5 * pairs and goes_on >= 0.2 * pairs else 0


def _reaches(above: str, below: str, width: int) -> bool:
    """Whether the first word of the line below had no room in the line above."""
    word = _FIRST_WORD.match(below)
    return len(above) + 1 + (len(word.group()) if word else 0) > _FULL * width


def _one_line(lines: list[Line], number: int, width: int) -> bool:
    """Whether the line goes on with the one above it."""
    above, line = lines[number - 1], lines[number]
    if line.gap or not (width or above.plain[-1] == "-"):
        return False
    if line.framed or above.framed or "\t" in line.plain or "\t" in above.plain:
        return False
    if _HYPHENATED.search(above.plain[-40:]) and line.plain[0].islower() and len(above.plain) > 20:
        return True
    if not width or len(above.plain) > width or not _reaches(above.plain, line.plain, width):
        return False
    ended = above.plain[-1] in _STOPS
    if ended and (_ITEM.match(line.plain) or _LABELLED.match(line.plain)):
        return False
    if line.plain[0].islower() or above.plain[-1] in ",-–—":
        return True
    return not _is_title(lines, number)


def _is_title(lines: list[Line], number: int) -> bool:
    """Whether the line above is a title by itself, and the line begins the text.

    Where empty lines set paragraphs apart, they set the title apart too.
    """
    start = number - 1
    while start and not lines[start].gap and number - start <= _TITLE_LINES:
        start -= 1
    if start and not lines[start].gap:
        return False
    end = number
    while end < len(lines) and not lines[end].gap and end - start <= _TITLE_LINES:
        end += 1
    short = end - start <= _TITLE_LINES and end < len(lines)
    title = not any(lines[other].plain.endswith(".") for other in range(start, min(end, number)))
    return title and not short and number - start == 1 and start == 0
