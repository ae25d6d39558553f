"""What a reader follows is found in a publication, in any of its forms."""

from __future__ import annotations

import pytest

from bot.domain.errors import InputError
from bot.domain.following import Interest, InterestKind
from bot.parsing.interests import Story, district, interests_in, rubric

WORDS = InterestKind.WORDS


@pytest.mark.parametrize(
    ("followed", "text", "fits"),
    [
        ("отключение воды", "В среду ждут отключений: не будет воды", True),
        ("отключение воды", "Воду дали", False),
        ("мэр", "Открыли с мэром Хабаровска", True),
        ("берёзы", "Посадили береза к березе", True),
        ("#ЖКХ", "Трубы заменят. #жкх", True),
        ("#ЖКХ", "В ЖКХ новый начальник", False),
        ("#ЖКХ", "Трубы. #ЖКХ_края", False),
        ("covid", "Случаи COVID-19", True),
    ],
)
def test_words_and_rubrics(followed: str, text: str, fits: bool) -> None:
    (interest,) = interests_in(followed)
    assert Story.of(text).fits(interest) is fits


def test_a_district_is_named_by_words_that_stand_close() -> None:
    kirov = district("Кировский район")
    assert Story.of("Тепло в Центральном и Кировском районах").fits(kirov)
    assert not Story.of("Кировский завод построил котельную, в Северный район").fits(kirov)


def test_several_things_are_written_with_commas() -> None:
    assert interests_in("Улица Ленина; #Спорт,\nгрипп, грипп") == (
        Interest(WORDS, "улица ленина"),
        rubric("#спорт"),
        Interest(WORDS, "грипп"),
    )
    assert interests_in("…, !") == ()


@pytest.mark.parametrize(
    "text", ["я", "вода " * 40, "сло" * 100, "одно два три четыре пять шесть", '" OR 1=1 --']
)
def test_what_can_not_be_followed_is_refused_or_harmless(text: str) -> None:
    try:
        found = interests_in(text)
    except InputError:
        return
    assert all(len(each.text) <= 60 for each in found)
