"""Spaces at which no line may break (editorial.md §2.10)."""

from __future__ import annotations

import re

from bot.domain.edits import Edit
from bot.domain.words import words

_NBSP = "\u00a0"
_ABBREVIATIONS = words("""
    г ш д с о п т ч ул пр пл кв оф ст пп им см гор пер бул наб обл стр рис тел доб корп табл просп
""")
# A look-behind is of one width: one for each length of word.
_ABBREVIATED = "|".join(
    rf"(?<=(?<!\w)(?:{'|'.join(sorted(group))})\. )"
    for group in ([word for word in _ABBREVIATIONS if len(word) == size] for size in range(1, 6))
    if group
)
_UNITS = (
    r"(?:гг?\.|в\.|км|м|см|мм|кг|т|л|га|ч|мин|сек|руб|коп|тыс|млн|млрд|трлн|кв|куб|чел|ед|шт|экз|"
    r"м/с|км/ч|°C?|₽|%)(?!\w)"
)
# Every alternative looks around one space: linear, and chains («1 302 569») need no second pass.
_SPACE = re.compile(
    r" (?:"
    # one-letter prepositions and conjunctions, «и т. д.»
    r"(?<=(?<![\w-])[вксоуиаяВКСОУИАЯ] )(?=[\w«„(№§])"
    # «г. Хабаровск», «ул. Ленина», «т. д.»; «А. С. Кедров»
    rf"|(?<=\. )(?:(?:{_ABBREVIATED})(?=[\w«„(+])|(?<=(?<![^\W\d_])[А-ЯЁ]\. )(?=[А-ЯЁ][а-яё.]))"
    # «Кедров А. С.»
    r"|(?<=[а-яё] )(?=[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.(?![ \u00a0]?[А-ЯЁ][а-яё]))"
    # units and thousands
    rf"|(?<=\d )(?:(?={_UNITS})|(?:(?<=(?<![\d:.,-])\d )|(?<=(?<![\d:.,-])\d\d )|"
    r"(?<=(?<![\d:.,-])\d\d\d ))(?=\d{3}(?!\d)))"
    r"|(?<=[№§] )(?=\d)"
    r")"
)


def space_edits(text: str) -> list[Edit]:
    """The edits that make such spaces no-break spaces."""
    return [Edit(*match.span(), _NBSP) for match in _SPACE.finditer(text)]
