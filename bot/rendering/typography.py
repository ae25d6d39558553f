"""Russian typography over formatted text; entities keep covering the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.domain.edits import Edit, characters, rewrite
from bot.domain.text import FormattedText
from bot.rendering.marks import quotation_edits

_NBSP = "\u00a0"
_ADDRESS = re.compile(
    r"(?:https?://|www\.|t\.me/)[^\s«»\"„“”]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w@])[@#]\w+"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,4}(?:ru|рф|com|org|net|info|gov|online|su|tv|me)(?:/\S*)?(?!\w)"
)
_HINT = re.compile(r"[@#/]|\w\.[a-zр]")
_PHONE = re.compile(
    r"(?<!\w)(?:\+7|8)(?:[\s\u00a0]?\(\d{3,5}\)|[-\s\u00a0]\d{3,5})(?:[-\s\u00a0]?\d{1,3}){2,4}(?!\d)"
    r"|(?<!\d)\d{2,3}-\d{2}-\d{2}(?!\d)"
)
_SPACES = re.compile(r"[ \t\u00a0]{2,}|\t")
_DASH = re.compile(r"(?<=\S)[ \u00a0]+(?:[-–—]|--)[ \u00a0]+(?=\S)")
_OPENING_DASH = re.compile(r"(?:(?<=\A)|(?<=\n))(?:[-–—]|--)[ \u00a0]+(?=\S)")
_GLUED_DASH = re.compile(r"(?<=[»“\"!?…,])[ \u00a0]?[-–—][ \u00a0]?(?=[а-яё])")
_RANGE = re.compile(r"(?<![\w.,:№/-])(\d{1,4})-(\d{1,4})(?![\w.,:/-]*\d|[\w-])")
_TIGHT = (
    # initials before a surname, and between themselves
    r"(?<![А-ЯЁа-яё])(?:[А-ЯЁ]\.)(?P<a> +)(?=[А-ЯЁ][а-яё.])",
    r"(?<=[а-яё] )[А-ЯЁ]\.(?P<b> +)(?=[А-ЯЁ]\.)",
    # «г. Хабаровск», «ул. Ленина», «№ 5», «ст. 159»
    r"(?<!\w)(?:г|гор|ул|пр|просп|пер|пл|бул|наб|ш|д|корп|стр|кв|оф|пос|с|обл|оз|о|ст|п|пп|ч|им|т|см|рис"
    r"|табл|тел|доб)\.(?P<c> +)(?=[\w«„(+])",
    r"[№§](?P<d> +)(?=\d)",
    # «и т. д.», «и т. п.», «т. е.»
    r"(?<!\w)т\.(?P<e> +)(?=[едпкчн]\.)",
    r"(?<!\w)и(?P<f> +)(?=(?:т\.|др\.|пр\.|о\.))",
    # numbers with their units
    r"(?<=\d)(?P<g> +)(?=(?:г\.|гг\.|в\.|км|м|см|мм|кг|т|л|га|ч|мин|сек|руб|коп|тыс|млн|млрд|трлн|"
    r"кв|куб|"
    r"чел|ед|шт|экз|м/с|км/ч|°C?|₽|%)(?![\w]))",
    # thousands
    r"(?<=\d)(?P<h> +)(?=\d{3}(?!\d))",
    # one-letter prepositions and conjunctions
    r"(?<![\w-])(?:[вксоуиаяВКСОУИАЯ])(?P<i> +)(?=[\w«„(№§])",
)
_NO_BREAK = tuple(re.compile(pattern) for pattern in _TIGHT)


def typeset(text: FormattedText) -> FormattedText:
    """`text` in Russian typography; code, addresses, phones and scores are left alone.

    Setting a set text again changes nothing.
    """
    text = _apply(text, _plain_spaces)
    text = _apply(text, quotation_edits)
    text = _apply(text, _dashes)
    return _apply(text, _no_breaks)


def _apply(text: FormattedText, find: Callable[[str], list[Edit]]) -> FormattedText:
    edits = find(text.text)
    return rewrite(text, _outside(edits, _closed(text))) if edits else text


def _outside(edits: list[Edit], closed: list[tuple[int, int]]) -> list[Edit]:
    """The edits that touch no closed stretch; both lists are in order."""
    kept, position = list[Edit](), 0
    for edit in edits:
        while position < len(closed) and closed[position][1] <= edit.start:
            position += 1
        if position == len(closed) or edit.end <= closed[position][0]:
            kept.append(edit)
    return kept


def _closed(text: FormattedText) -> list[tuple[int, int]]:
    """The stretches that nothing may change, in order."""
    found = [match.span() for match in _PHONE.finditer(text.text)]
    if _HINT.search(text.text):
        found += [match.span() for match in _ADDRESS.finditer(text.text)]
    if text.entities:
        at = characters(text.text)
        found += [(at(e.offset), at(e.end)) for e in text.entities if e.type in {"code", "pre"}]
    return sorted(found)


def _plain_spaces(text: str) -> list[Edit]:
    return [Edit(*match.span(), " ") for match in _SPACES.finditer(text)]


def _dashes(text: str) -> list[Edit]:
    edits = dict[int, Edit]()
    for pattern, dash in (
        (_OPENING_DASH, f"—{_NBSP}"),
        (_DASH, f"{_NBSP}— "),
        (_GLUED_DASH, f"{_NBSP}— "),
    ):
        for match in pattern.finditer(text):
            if match.group() != dash:
                edits.setdefault(match.start(), Edit(*match.span(), dash))
    for match in _RANGE.finditer(text):
        if _is_range(match.group(1), match.group(2)):
            dash_at = match.end(1)
            edits.setdefault(dash_at, Edit(dash_at, dash_at + 1, "–"))
    return _in_order(edits.values())


def _is_range(low: str, high: str) -> bool:
    """Whether two numbers make a range rather than a time («12-30») or a code («01-05»)."""
    if low.startswith("0") or high.startswith("0") or int(low) >= int(high):
        return False
    return not (int(low) < 24 and len(high) == 2 and high in {"00", "15", "30", "45"})


def _no_breaks(text: str) -> list[Edit]:
    edits = dict[int, Edit]()
    for pattern in _NO_BREAK:
        for match in pattern.finditer(text):
            name = match.lastgroup or ""
            start, end = match.span(name)
            edits.setdefault(start, Edit(start, end, _NBSP))
    return _in_order(edits.values())


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Sorted, and without those that overlap the one before."""
    kept = list[Edit]()
    for edit in sorted(edits, key=lambda edit: edit.start):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
