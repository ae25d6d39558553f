"""Words by which a line names where a release comes from (editorial.md §1)."""

from __future__ import annotations

import re

# A line that begins with one of these names its source without the word «Источник».
OFFICE = re.compile(
    r"иа [«\"]|(?:(?:объедин[её]нн|региональн|городск|краев|областн|районн|главн)\w+\s+)?"
    r"(?:(?:пресс-(?:служб|центр|секретар|групп)|"
    r"информационн\w+ (?:отдел|управлен|центр|служб|агентств)|"
    r"(?:отдел|отделение|управлени[ея]|департамент|сектор) (?:по )?"
    r"(?:пресс|информ|связ|работе со сми|общественн|внутренн))\w*|"
    r"(?:едс|еддс|оду|цукс|гу мчс|умвд|гу мвд|прокуратура|администрация|правительство|мэрия|"
    r"министерство|управление мчс|управление мвд)\b)",
    re.IGNORECASE,
)

# A line that begins with one of these says by itself who wrote, or who took the photo.
BYLINE = re.compile(
    r"(?:автор|текст|корреспондент|журналист|редактор|беседовал|подготовил|записал|материал)",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:источник фото|автор фото|фото|снимк|снимо|иллюстрац|коллаж|видео|кадр)", re.IGNORECASE
)
