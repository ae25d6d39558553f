"""Finite verbs, told by their endings: a hint, never a proof."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOUNS = re.compile(
    r"(?:совет|комитет|университет|кабинет|бюджет|интернет|паспорт|отдел|раздел|центр|департамент|"
    r"зал|квартал|канал|журнал|портал|персонал|филиал|вокзал|музыкал|союз|школ|материал|капитал|"
    r"генерал|фестивал|апрел|предел|модел|недел|сил|автомобил|пят|десят|салют|приют|маршрут)\w*",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"(?<!\w)[а-яё]{2,}(?:[аеиуюяоы]л(?:а|о|и)?(?:сь|ся)?|[уюая]т(?:ся)?|[еиё]т(?:ся)?|нут|дут|ыт[аоы]?)"
    r"(?!\w)",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?<!\w)[а-яё]{2,}[аеиоуыюя]л(?:а|о|и)?(?:сь|ся)?(?!\w)", re.IGNORECASE)


def says_something(line: str) -> bool:
    """Whether a line seems to hold a finite verb of the third person or of the past."""
    return any(not _NOUNS.fullmatch(word) for word in _FINITE.findall(line))


def past(text: str) -> Iterator[re.Match[str]]:
    """The words that seem to be verbs of the past."""
    return (match for match in _PAST.finditer(text) if not _NOUNS.fullmatch(match.group()))
