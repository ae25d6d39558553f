"""Texts that are hard on patterns: long runs of what a rule waits for and never gets."""

from __future__ import annotations

import random
from collections.abc import Iterator

_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_SIGNS = " .,:;!?—–-«»„“\"()[]/\\|#@+*№%…'`\t\n\u00a00123456789"
_PIECES = (
    *("Источник:", "Фото:", "Рубрика:", "Реклама.", "erid:", "16+", "18+", "г. ", "ул. ", "т. д."),
    *("— сказал", "», — ", "«", "»", "Корр.:", "https://", "http://a.b/", "@name", "#тег", "От: "),
    *("+7 914 ", "8 (4212) ", "не публиковать до ", "25 ноября", "10:00", "\n\n", "\n• ", "\n1. "),
    *("\t", " | ", "Для справки:", "ПОЖАР ", "Иван Петров", "И. П. ", "пред-\n", "> ", "--- "),
)  # fmt: skip

# What is repeated to the wanted length; the patterns of a parser begin or go on with each.
_UNITS = {
    "one letter": "а",
    "one capital": "Ж",
    "capitals and spaces": "ПОЖАР В ГОРОДЕ ",
    "capitalised words": "Иван Петров ",
    "initials": "А. Б. ",
    "glued sentences": "Слово.Слово",
    "full stops": ".",
    "opening marks": "«",
    "closing marks": "»",
    "straight marks": '"',
    "marks in turn": "« »",
    "nested marks": "«а „б “",
    "back quotes": "``",
    "hyphens": "-",
    "dashes and spaces": " — ",
    "speech that never ends": "«да, — сказал он, — ",
    "dash speech": "\n— Слово, — сказал",
    "speaker lines": "Иван Петров:\n",
    "spaces": " ",
    "spaces at line ends": " \n",
    "no-break spaces": "\u00a0",
    "line ends": "\n",
    "short lines": "да\n",
    "carriage returns": "\r",
    "tabs": "\t",
    "table rows": "а\tб\tв\n",
    "ragged rows": "а\tб\nа\tб\tв\n",
    "bars": "|",
    "bars and lines": "| а | б |\n",
    "wide gaps": "а    б    в\n",
    "digits": "7",
    "digits and spaces": "8 914 ",
    "phone beginnings": "+7 (4212",
    "brackets": "(",
    "square brackets": "[",
    "clocks": "10:00 ",
    "dates": "25.11.2026 ",
    "months": "25 ноября ",
    "hashes": "#",
    "hashtags": "#а",
    "ats": "@",
    "addresses": "a@a.",
    "dots and letters": "а.",
    "links": "http://",
    "link tails": "a.ru/",
    "slashes": "/",
    "abbreviations": "г. ул. ",
    "and so on": "и т. д. ",
    "bullets": "• ",
    "bullet lines": "\n• а",
    "numbered lines": "\n1. а",
    "numbers in a line": "1) а; ",
    "emoji": "🔥",
    "emoji and letters": "🔥а",
    "facts without values": "Фото: ",
    "sources": "Источник: а\n",
    "mail quotes": "> ",
    "mail heads": "От: а\n",
    "bars of a menu": "Главная / ",
    "promises": "Подписывайтесь ",
    "broken words": "пред-\n",
    "asterisks": "*",
    "underscores": "_",
    "colons": ":",
    "age marks": "16+",
    "embargoes": "не публиковать до ",
    "zero bytes": "\x00",
    "combining marks": "а\u0301",
    "soft hyphens": "а\u00ad",
}


def hostile(length: int) -> Iterator[tuple[str, str]]:
    """Names and texts of about `length` characters; the same at every run."""
    for name, unit in _UNITS.items():
        yield name, (unit * (length // len(unit) + 1))[:length]
        if "\n" not in unit:
            broken = (unit * (200 // len(unit) + 1))[:200] + "\n"
            yield f"{name}, in lines", (broken * (length // 201 + 1))[:length]
    for seed in range(6):
        yield f"mixture {seed}", mixture(seed, length)


def mixture(seed: int, length: int) -> str:
    """A random text of words, signs and beginnings of rules; mostly letters at even seeds."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    pieces, size = list[str](), 0
    while size < length:
        kind = chance.random()
        if kind < 0.3:
            piece = chance.choice(_PIECES)
        elif kind < (0.9 if seed % 2 == 0 else 0.5):
            piece = "".join(chance.choices(_LETTERS, k=chance.randint(1, 12))) + " "
        else:
            piece = chance.choice(_SIGNS) * chance.randint(1, 8)
        pieces.append(piece)
        size += len(piece)
    return "".join(pieces)[:length]
