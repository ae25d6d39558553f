"""Contacts of a press office (for the desk), against those meant for readers (content)."""

from __future__ import annotations

import re

from bot.parsing import verbs

_FOR_PRESS = re.compile(
    r"(?:[а-яё]+(?:ая|ые|ый|ую|ей|ой)\s+)?(?:контакт\w*|телефон\w*|тел\.?|связ\w+|вопрос\w*|информаци\w+|аккредитаци\w+|заявк\w+|почт\w+)"
    r"(?:\W+[\w-]+){0,5}?\W+(?:для\s+)?(?:сми|пресс[ыа]|журналист\w+|представител\w+\s+сми)(?!\w)"
    r"|(?:для\s+)?(?:сми|журналист\w+|пресс[ыа])\s*:\s*\S.*\d"
    r"|(?:за|по)\s[^.:]{0,60}(?:информаци|вопрос)[^.:]{0,60}(?:обращ|связ|звон)[^.:]{0,40}"
    r"(?:пресс-(?:служб|секретар|центр)|pr-)"
    r"|исп(?:олнитель|\.)\s?:?\s[А-ЯЁ]"
    r"|(?:контактное лицо|контактный телефон пресс|media contact|press contact)",
    re.IGNORECASE,
)
_PRESS_DESK = re.compile(
    r"(?:пресс-(?:служб|секретар|центр|атташе)|pr-|пиар|специалист по связям|отдел по связям|"
    r"редакци)[^.]{0,120}?(?:(?<!\w)тел|(?<!\w)моб|\+7|8[\s(-]{1,3}\d{3}|\S+@\S+\.\w)",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"(?:руководител\w+ |начальник |менеджер |специалист |сотрудник )?"
    r"(?:пресс-(?:служб|секретар|центр|атташе)|pr-|пиар|(?:по |отдел\w* )?связ\w+ с обществ)",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"(?:\+7|(?<!\d)8)[\s(-]{0,3}\d{3}|(?:сайт\W{1,3}|^)(?:https?://|www\.)|\(\d{3,5}\)\s?\d|\d{2,3}-\d{2}-\d{2}|\S+@\S+\.\w|(?<!\w)(?:моб|тел|факс)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][а-яё.]+){1,2},?.{0,60}")
_NAMED = 120  # characters


def opens_contacts(line: str) -> bool:
    """Whether the line begins (or is) the contacts for the press."""
    return len(line) <= 250 and bool(_FOR_PRESS.match(line) or _PRESS_DESK.match(line))


def goes_on(line: str) -> bool:
    """Whether a line under such contacts still belongs to them."""
    return len(line) <= 100 and bool(_REACH.search(line) or _NAME.fullmatch(line))


def heads_contacts(line: str, below: str | None) -> bool:
    """Whether a line names a press desk over its phones or addresses."""
    return (
        below is not None
        and len(line) <= _NAMED
        and bool(_DESK.match(line))
        and not verbs.says_something(line)
        and goes_on(below)
    )
