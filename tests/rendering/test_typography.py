"""Russian typography (editorial.md §2.10). «⍽» stands for a no-break space."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bot.domain.text import Entity, FormattedText
from bot.rendering.typography import typeset
from tests.domain.formatted import covered, formatted_texts

SET = [
    pytest.param('Кафе "Заря"', "Кафе «Заря»", id="straight marks"),
    pytest.param('«Кафе "Заря" закрыто»', "«Кафе „Заря“ закрыто»", id="marks inside marks"),
    pytest.param("``Заря`` и “Мир”", "«Заря» и⍽«Мир»", id="other marks"),
    pytest.param("Мост - это путь", "Мост⍽— это путь", id="hyphen for dash"),
    pytest.param("Мост – это -- путь", "Мост⍽— это⍽— путь", id="other dashes"),
    pytest.param("- Мост открыт, - сказал мэр", "—⍽Мост открыт,⍽— сказал мэр", id="speech"),
    pytest.param("«Мост»,- сказал", "«Мост»,⍽— сказал", id="glued dash"),
    pytest.param("ветер 15-20 м/с", "ветер 15–20⍽м/с", id="range"),
    pytest.param("А. С. Кедров, А.С. Кедров", "А.⍽С.⍽Кедров, А.С.⍽Кедров", id="initials"),
    pytest.param("г. Мир, ул. Новая, д. 3", "г.⍽Мир, ул.⍽Новая, д.⍽3", id="postal"),
    pytest.param("школа № 3 и § 5", "школа №⍽3 и⍽§⍽5", id="signs"),
    pytest.param("столы и т. д.", "столы и⍽т.⍽д.", id="and so on"),
    pytest.param("1 302 569 руб.", "1⍽302⍽569⍽руб.", id="thousands"),
    pytest.param("в 10 км и 5 °C", "в⍽10⍽км и⍽5⍽°C", id="units"),
    pytest.param("10-15 минут, 12-30%", "10–15 минут, 12–30%", id="ranges of quarters"),
    pytest.param("в 2025-2026 годах", "в⍽2025–2026 годах", id="range of years"),
    pytest.param("Кедров А. С., Лунина В.А.", "Кедров⍽А.⍽С., Лунина⍽В.А.", id="initials behind"),
    pytest.param("мэр А. С. Кедров", "мэр А.⍽С.⍽Кедров", id="initials of the next name"),
    pytest.param("школа им. Гайдара", "школа им.⍽Гайдара", id="named after"),
    pytest.param("8 500 000 руб.", "8⍽500⍽000⍽руб.", id="millions are no phone"),
    pytest.param("мост  через   реку", "мост через реку", id="needless spaces"),
]  # fmt: skip

KEPT = [
    pytest.param("http://мост.рф/a-b--c/", "http://мост.рф/a-b--c/", id="address"),
    pytest.param('"на http://a.ru"', "«на http://a.ru»", id="address in marks"),
    pytest.param("почта a-b@mail.ru", "почта a-b@mail.ru", id="e-mail"),
    pytest.param("#мост-река @mir_a", "#мост-река @mir_a", id="hashtag, mention"),
    pytest.param("8-914-000-77-77, 59-63-22", "8-914-000-77-77, 59-63-22", id="phones"),
    pytest.param("8 (4212) 00-11-22", "8 (4212) 00-11-22", id="phone with brackets"),
    pytest.param("счёт 4:3, 10:00", "счёт 4:3, 10:00", id="score, time"),
    pytest.param("в 12-00 и 05-07", "в⍽12-00 и⍽05-07", id="times, codes"),
    pytest.param("Ту-154, М-7, 1С, 12-го", "Ту-154, М-7, 1С, 12-го", id="names with numbers"),
    pytest.param("юго-западный, по-русски", "юго-западный, по-русски", id="hyphens in words"),
    pytest.param("днём -7…-9°", "днём -7…-9°", id="minus"),
    pytest.param("начало в 10-15", "начало в⍽10-15", id="a quarter past ten"),
    pytest.param("в 10:00 100 мест", "в⍽10:00 100 мест", id="time and number"),
    pytest.param("Мост… — да...", "Мост…⍽— да...", id="ellipsis"),
    pytest.param("(4212) 00-11-22, +7(914)000-11-22", "(4212) 00-11-22, +7(914)000-11-22",
                 id="codes in brackets"),
    pytest.param("Мост - - река", "Мост - - река", id="two dashes"),
    pytest.param("мост.рф/a-1 и mail@b-c.ru", "мост.рф/a-1 и⍽mail@b-c.ru", id="bare address"),
    pytest.param("ворота 10-12.", "ворота 10–12.", id="range at the end"),
    pytest.param("№5 и № 5", "№5 и⍽№⍽5", id="no space is added"),
    pytest.param("на 42 % и 42%", "на 42⍽% и⍽42%", id="per cent as delivered"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*SET, *KEPT])
def test_typesetting(text: str, expected: str) -> None:
    assert typeset(FormattedText(text)).text.replace("\u00a0", "⍽") == expected


def test_code_is_left_alone() -> None:
    text = FormattedText('код "a" - b и "в"', (Entity("code", 4, 7),))
    assert typeset(text).text == 'код "a" - b и\u00a0«в»'


@given(formatted_texts())
@settings(max_examples=60)
def test_setting_twice_changes_nothing_more(text: FormattedText) -> None:
    once = typeset(text)
    assert typeset(once) == once


@given(formatted_texts())
@settings(max_examples=60)
def test_entities_cover_the_same_letters(text: FormattedText) -> None:
    def letters(of: FormattedText) -> list[str]:
        return ["".join(filter(str.isalnum, covered(of, entity))) for entity in of.entities]

    assert letters(typeset(text)) == letters(text)
