"""What editors write becomes buttons, or one sentence that says what is wrong."""

from __future__ import annotations

import pytest

from bot.domain import limits
from bot.domain.errors import InputError
from bot.domain.keyboard import UrlButton, read_keyboard
from bot.domain.text import Entity, FormattedText

MORE = UrlButton("Подробнее", "https://b.ru/1")
MAP = UrlButton("Карта", "https://b.ru/map?a=1;b=2")

WRITTEN = [
    ("Подробнее — https://b.ru/1", [[MORE]]),
    ("Подробнее | https://b.ru/1", [[MORE]]),
    ("Подробнее - b.ru/1", [[MORE]]),
    ("Подробнее: https://b.ru/1", [[MORE]]),
    ("Подробнее|https://b.ru/1", [[MORE]]),
    ("Подробнее https://b.ru/1", [[MORE]]),
    ("https://b.ru/1 — Подробнее", [[MORE]]),
    ("Подробнее — https://b.ru/1\n\n Карта — https://b.ru/map?a=1;b=2 ", [[MORE], [MAP]]),
    ("Подробнее — b.ru/1; Карта — b.ru/map?a=1;b=2;", [[MORE, MAP]]),
    ("Подробнее | b.ru/1 && Карта | b.ru/map?a=1;b=2", [[MORE, MAP]]),
    ("https://www.b.ru/1", [[UrlButton("b.ru", "https://www.b.ru/1")]]),
    ("https://xn--80adxhks.xn--p1ai/", [[UrlButton("москва.рф", "https://xn--80adxhks.xn--p1ai/")]]),
    ("мост.рф", [[UrlButton("мост.рф", "https://мост.рф")]]),
    ("Канал — @khabvesti", [[UrlButton("Канал", "https://t.me/khabvesti")]]),
    ("В 10:30 — 12+ — b.ru/1", [[UrlButton("В 10:30 — 12+", "https://b.ru/1")]]),
    ("Бот — tg://resolve?domain=b", [[UrlButton("Бот", "tg://resolve?domain=b")]]),
    ("-", []),
    (" — ", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("said", "rows"), WRITTEN)
def test_buttons_as_editors_write_them(said: str, rows: list[list[UrlButton]]) -> None:
    assert read_keyboard(FormattedText(said)) == tuple(map(tuple, rows))


def test_linked_words_are_buttons() -> None:
    links = (Entity("text_link", 0, 9, "https://b.ru/1"), Entity("text_link", 12, 5, MAP.url))
    assert read_keyboard(FormattedText("Подробнее · Карта", links)) == ((MORE, MAP),)


REFUSED = [
    ("Подробнее", '"Подробнее" is no button'),
    ("Подробнее — b.ru; Карта", '"Карта" is no button'),
    ("Подробнее — http://b", '"http://b" can\'t be opened'),
    ("Подробнее — ftp://b.ru", '"ftp://b.ru" can\'t be opened'),
    ("Подробнее — http://b.ru:х", "can't be opened"),
    ("Подробнее — javascript:alert(1)", "is no button"),
    ("Подробнее — https://b.ru/" + "a" * limits.BUTTON_URL, "can't be opened"),
    ("а" * 65 + " — b.ru", "room for 64 characters"),
    ("; ".join(["b.ru"] * 9), "At most 8 buttons fit beside each other"),
    ("\n".join(["b.ru"] * 101), "at most 100 buttons"),
]


@pytest.mark.parametrize(("said", "sentence"), REFUSED)
def test_what_is_no_button_is_refused(said: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        read_keyboard(FormattedText(said))
    assert sentence in str(caught.value)
