"""Sentence ends, with the abbreviations of editorial.md §2.11."""

from __future__ import annotations

import pytest

from bot.domain.sentences import ends_with_abbreviation, sentence_starts

SENTENCES = [
    pytest.param("Дом сдан. Ключи выданы.", 2, id="plain"),
    pytest.param("Пришла А. С. Кедрова. Все встали.", 2, id="initials"),
    pytest.param("Цех построил Е.В. Панов за год.", 1, id="glued initials"),
    pytest.param("Из г. Приамурск на ул. Портовую.", 1, id="a town, a street"),
    pytest.param("Так было в 2027 г. В крае помнят.", 2, id="the year ends it"),
    pytest.param("Ущерб 500 руб. Полиция ищет вора.", 2, id="roubles end it"),
    pytest.param("По ст. 159 ч. 4 УК РФ. Дело в суде.", 2, id="an article of law"),
    pytest.param("Куплены столы, стулья и т. д. Школа готова.", 2, id="and so on"),
    pytest.param("И. о. мэра открыл парк.", 1, id="acting"),
    pytest.param("Школа им. Гайдара и 12 чел. Всё.", 2, id="named after"),
    pytest.param("Правда? Да! И что… Ничего.", 4, id="other ends"),
    pytest.param("Снег шёл 3.5 часа. Потом стих.", 2, id="a decimal"),
    pytest.param("«Ура!» Все хлопали.", 2, id="inside marks"),
    pytest.param("", 0, id="nothing"),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences_are_counted(text: str, count: int) -> None:
    starts = sentence_starts(text)
    assert len(starts) == count, [text[start:] for start in starts]


@pytest.mark.parametrize("text", ["и т. д.", "им.", "500 руб.", "Кедров А.", "в 2027 г."])
def test_abbreviations_are_known(text: str) -> None:
    assert ends_with_abbreviation(text)


@pytest.mark.parametrize("text", ["Дом сдан.", "в 2027", "Ура!", ""])
def test_full_stops_are_no_abbreviations(text: str) -> None:
    assert not ends_with_abbreviation(text)


@pytest.mark.parametrize("unit", ["А. ", "!?", "т. ", ". А", "а.", "«.» "])
def test_a_long_monotonous_text_is_read_to_its_end(unit: str) -> None:
    assert sentence_starts(unit * 50_000)[0] == 0
