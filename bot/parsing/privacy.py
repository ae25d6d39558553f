"""What looks like a private person's: a mobile phone, a passport, a number of a card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.parsing.persons import FIRST_NAMES

_DIGITS = re.compile(r"\d{3}")
_MOBILE = re.compile(
    r"(?<![\w+])(?:\+7|8)[\s\u00a0(-]{0,2}9\d{2}[\s\u00a0)-]{0,2}\d{3}[\s\u00a0-]?\d{2}[\s\u00a0-]?\d{2}(?!\d)"
)
_PASSPORT = re.compile(
    r"паспорт\w*[^\d\n]{0,40}\d{2}[\s\u00a0]?\d{2}[\s\u00a0]?(?:№|номер)?[\s\u00a0]?\d{6}(?!\d)"
)
_SNILS = re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[\s\u00a0-]\d{2}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d{4}(?:[\s\u00a0-]?\d{4}){3}(?!\d)")
# A phone of which the words before say that it is there for everybody.
_PUBLIC = re.compile(
    r"(?:горяч|довери|дежурн|диспетч|справоч|справк|приемн|приёмн|регистратур|запис|касс|брон|"
    r"колл|call|контакт-центр|единый|аварийн|полици|следств|мчс|спасат|волонт|штаб|администрац|"
    r"редакци|заявк|заявит|обращать|звонить по|предварит|whatsapp|вотсап|ватсап|telegram|магазин|"
    r"клиник|организатор|консультац|билет|доставк|сбор)"
)
_BEFORE = 90  # characters
_NAME = 50
_SENTENCE_END = re.compile(r"[!?\n]|(?<=\w{4})\.\s")
_NAME_AFTER = re.compile(r"[\s,(—–-]{1,4}(?P<name>[А-ЯЁ][а-яё]+)")
_NAME_BEFORE = re.compile(r"[А-ЯЁ][а-яё]{2,} [А-ЯЁ][а-яё]{2,}[\s,:(—–-]{1,4}\Z")
_MOST = 3  # of one kind; more tell an editor nothing new


def private(text: str) -> Iterator[str]:
    """The stretches of `text` that look private, each once."""
    if not _DIGITS.search(text):
        return
    folded = text.casefold()
    found = [
        match.group()
        for match in _MOBILE.finditer(text)
        if _of_a_person(text, match) or not _for_everybody(folded, match.start())
    ]
    if "паспорт" in folded:
        found += [text[slice(*match.span())] for match in _PASSPORT.finditer(folded)]
    found += [match.group() for match in _SNILS.finditer(text)]
    found += [match.group() for match in _CARD.finditer(text) if _luhn(match.group())]
    yield from list(dict.fromkeys(" ".join(stretch.split()) for stretch in found))[:_MOST]


def _for_everybody(folded: str, start: int) -> bool:
    """Whether the words before it in its sentence say that a phone is there for all."""
    before = folded[max(0, start - _BEFORE) : start]
    return bool(_PUBLIC.search(_SENTENCE_END.split(before)[-1]))


def _of_a_person(text: str, phone: re.Match[str]) -> bool:
    """Whether a name stands beside a phone: such a one is a person's, whatever it is for."""
    after = _NAME_AFTER.match(text, phone.end())
    known = after is not None and after.group("name").lower() in FIRST_NAMES
    return known or bool(_NAME_BEFORE.search(text[max(0, phone.start() - _NAME) : phone.start()]))


def _luhn(number: str) -> bool:
    """Whether the last digit checks the others, as on a bank card."""
    digits = [int(char) for char in number if char.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
