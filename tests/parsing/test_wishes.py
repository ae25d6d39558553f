"""What an editor decided stays decided when the release is read anew."""

from __future__ import annotations

import pytest

from bot.domain.release import RawRelease, Release, Wishes
from bot.domain.text import FormattedText
from bot.parsing import parse

BODY = (
    "Мост через Амур закроют на ночь, сообщили в МЧС. Объезд — по улице Ленина.\n\n"
    "Рабочие заменят швы. Подписывайтесь на наш канал в Telegram! Проезд откроют в Хабаровске.\n"
)


def read(text: str, **wishes: object) -> Release:
    return parse(RawRelease(FormattedText(text)), Wishes(**wishes))  # type: ignore[arg-type]


def shown(release: Release) -> str:
    return "\n".join(block.text.text for block in release.blocks if hasattr(block, "text"))


def test_a_line_and_a_sentence_come_back_where_they_stood() -> None:
    text = f"Мост закроют на ночь\n\nПоделиться\n\n{BODY}\nПросмотров: 14\n"
    before = read(text)
    cuts = [cut.text for cut in before.cuts]
    assert cuts == [
        "Поделиться",
        "Просмотров: 14",
        "Подписывайтесь на наш канал в Telegram!",
    ]
    after = read(text, keep=tuple(cuts))
    assert after.cuts == ()
    lines = shown(after).splitlines()
    assert lines[0] == "Поделиться"
    assert "швы. Подписывайтесь на наш канал в Telegram! Проезд" in lines[2]
    assert lines[3] == "Просмотров: 14"


def test_a_headline_of_the_editors_takes_the_place_of_the_releases() -> None:
    release = read(f"Мост закроют на ночь\n\n{BODY}", headline="Ночью моста не будет")
    assert release.headline is not None
    assert release.headline.text == "Ночью моста не будет"
    assert "Мост закроют" not in shown(release)


def test_a_headline_is_added_where_there_was_none() -> None:
    body = "Мост через Амур закроют на ночь, сообщили в МЧС. Объезд — по улице Ленина, сказал он."
    assert [caution.code for caution in read(body).warnings] == ["no_headline"]
    release = read(body, headline="Ночью моста не будет")
    assert release.warnings == ()
    assert shown(release) == body


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("МОСТ В ХАБАРОВСКЕ ЗАКРОЮТ НА НОЧЬ: МЧС", "Мост в Хабаровске закроют на ночь: МЧС"),
        ("ДТП НА УЛИЦЕ ЛЕНИНА", "ДТП на улице Ленина"),
        ("ДЕНЬ «ОТКРЫТЫХ ДВЕРЕЙ» В ТОГУ", "День «Открытых дверей» в ТОГУ"),
    ],
)
def test_capitals_become_a_sentence(headline: str, expected: str) -> None:
    text = f"{headline}\n\n{BODY}"
    assert "headline_caps" in [caution.code for caution in read(text).warnings]
    release = read(text, normal_case=True)
    assert release.headline is not None
    assert release.headline.text == expected
    assert "headline_caps" not in [caution.code for caution in release.warnings]


def test_an_abbreviation_alone_is_no_shouting() -> None:
    release = read(f"ХК «СКА»: новый вратарь\n\n{BODY}")
    assert "headline_caps" not in [caution.code for caution in release.warnings]


def test_rubric_and_headline_together() -> None:
    release = read(f"Город\n\nМост закроют на ночь\n\n{BODY}", rubric="Дороги", headline="Мост")
    assert (release.rubric, str(release.headline)) == ("Дороги", "Мост")
    assert read(f"Рубрика: Город\n\nМост закроют\n\n{BODY}", rubric="").rubric is None


@pytest.mark.parametrize(("wished", "source"), [(None, "МЧС"), ("Мэрия", "Мэрия"), ("", None)])
def test_the_source_is_the_one_that_was_wished(wished: str | None, source: str | None) -> None:
    assert read(f"Мост закроют на ночь\n\n{BODY}\nИсточник: МЧС", source=wished).source == source
