"""From raw text to the finished post: golden pairs, and that a finished post stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.post import Post
from bot.domain.release import RawRelease
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.rendering import plain, render
from tests.rendering.golden_files import GOLDEN, HOUSE, SAMPLES, said, shown


def posted(raw: FormattedText) -> Post:
    return render(parse(RawRelease(raw)), HOUSE)


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 3


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_sample_is_read_and_shown_as_agreed(sample: Path) -> None:
    assert said(sample) == (GOLDEN / f"{sample.stem}.json").read_text(encoding="utf-8")
    assert shown(sample) == (GOLDEN / f"{sample.stem}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_post_of_a_sample_stays_as_it_is(sample: Path) -> None:
    post = posted(FormattedText(sample.read_text(encoding="utf-8")))
    (part,) = post.parts
    assert posted(part.text) == post


HEADLINES = [
    "Открыт новый мост через Белую",
    "«Мост ждали все»: что изменится",
    "Внимание! Гололёд",
]
PARAGRAPHS = [
    "Мост через реку Белую строили два года. Движение начнётся 1 декабря в полдень.",
    '«Мы строили его два года и рады», — сказал мэр г. Озёрный Иван Ветров.',
    '- Дорога "Север" готова, - добавила инженер А. С. Лунина. - Ждём автобусы!',
    "Слово взял глава района Пётр Кедров: «Мы ждали этот мост сорок лет, спасибо строителям!»",
    "Дорожники просят:\n• ехать медленно;\n• пропускать технику.",
    "Горячая линия: 8-800-000-00-11.",
    "Концерт «Ночь» (12+) начнётся в 18:30 на ул. Портовой, д. 3 - вход свободный.",
    "Улица\tНачало\nПортовая\t9:00\nРечная\t12:00",
    "Строители подняли ещё один пролёт моста над рекой. " * 30,
    "Для справки: мост построен в 1956 году, его длина - 302 м.",
    "Поделиться\n12\n0",
]  # fmt: skip
CLOSINGS = [
    "",
    "Источник: ТАСС",
    "Пресс-служба мэрии Озёрного",
    "#мост #река",
    "Мы: @old_news (6+)",
]


@given(
    st.sampled_from(HEADLINES),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from(CLOSINGS), max_size=3, unique=True),
)
@settings(max_examples=80)
def test_a_post_in_house_style_stays_as_it_is(
    headline: str, paragraphs: list[str], closings: list[str]
) -> None:
    post = posted(FormattedText("\n\n".join([headline, *paragraphs, *closings])))
    if len(post.parts) == 1:
        again = posted(post.parts[0].text)
        assert plain(again) == plain(post)
        assert again == post
