"""Dashes instead of hyphens, and ranges (editorial.md §2.10)."""

from __future__ import annotations

import re

from bot.domain.edits import Edit

_NBSP = "\u00a0"
_BLANK = " \u00a0"
_RUN = re.compile(r"[-–—]{1,2}")
_DASHES = frozenset({"-", "–", "—", "--"})
_LOW = re.compile(r"(?<![\w.,:№/-])\d{1,4}$")
_HIGH = re.compile(r"(\d{1,4})(?![.,:/-]*[\w])")
_COUNTED = re.compile(
    r"[\s\u00a0]?(?:%|°|₽|(?:процент|мин|час|дн|лет|год|сут|недел|месяц|раз|сек|чел|дет|мест|тыс|"
    r"млн|млрд|руб|шт|градус|метр|килом|машин|школ|квартир)\w*|(?:км|м|см|мм|кг|т|л|га|м/с|км/ч)"
    r"(?!\w))"
)


def dash_edits(text: str) -> list[Edit]:
    """The edits that put « — » and «15–20» where hyphens stand for them."""
    edits, position = list[Edit](), 0
    for run in _RUN.finditer(text):
        edit = _edit(text, run.start(), run.end()) if run.group() in _DASHES else None
        if edit and edit.start >= position:
            edits.append(edit)
            position = edit.end
    return edits


def _edit(text: str, start: int, end: int) -> Edit | None:
    low, high = start, end
    while low and text[low - 1] in _BLANK:
        low -= 1
    while high < len(text) and text[high] in _BLANK:
        high += 1
    before, after = text[low - 1 : low], text[high : high + 1]
    if not after or after in "\n-–—" or (before and before in "-–—"):
        return None
    spaced = high > end
    if not before or before == "\n":
        # «— Когда? — Завтра.», «— первое;»
        dash = f"—{_NBSP}" if spaced and low == start else None
    elif spaced and low < start:
        dash = f"{_NBSP}— "
    elif before in '»“"!?…,' and "а" <= after.lower() <= "ё" and after.islower():
        dash = f"{_NBSP}— "  # «…»,- сказал
    elif text[start:end] == "-" and low == start and high == end and _is_range(text, start):
        return Edit(start, end, "–")
    else:
        dash = None
    if dash is None or text[low:high] == dash:
        return None
    return Edit(low, high, dash)


def _is_range(text: str, at: int) -> bool:
    """Whether the hyphen stands in a range rather than in a time («12-30») or a code («01-05»)."""
    first, second = _LOW.search(text[max(0, at - 5) : at]), _HIGH.match(text, at + 1)
    if not first or not second:
        return False
    low, high = first.group(), second.group(1)
    if low.startswith("0") or high.startswith("0") or int(low) >= int(high):
        return False
    if int(low) < 24 and high in {"15", "30", "45"}:
        return bool(_COUNTED.match(text, second.end()))
    return True
