"""From raw text to the finished post: golden pairs, and that a finished post stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.channel import Element, HouseStyle
from bot.domain.post import Post
from bot.domain.release import Media, RawRelease
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.rendering import plain, render
from tests.rendering.golden_files import GOLDEN, HOUSE, SAMPLES, said, shown


def posted(raw: FormattedText, style: HouseStyle = HOUSE, media: tuple[Media, ...] = ()) -> Post:
    return render(parse(RawRelease(raw, media)), style)


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
    "Открыт новый мост через Белую\n\nДвижение начнётся первого декабря",
]
PARAGRAPHS = [
    "Мост через реку Белую строили два года. Движение начнётся 1 декабря в полдень.",
    '«Мы строили его два года и рады», — сказал мэр г. Озёрный Иван Ветров.',
    '- Дорога "Север" готова, - добавила инженер А. С. Лунина. - Ждём автобусы!',
    "Слово взял глава района Пётр Кедров: «Мы ждали этот мост сорок лет, спасибо строителям!»",
    "Дорожники просят:\n• ехать медленно;\n• пропускать технику.",
    "Порядок такой:\n1. Подать заявление.\n2. Получить ответ.",
    "Горячая линия: 8-800-000-00-11.",
    "Концерт «Ночь» (12+) начнётся в 18:30 на ул. Портовой, д. 3 - вход свободный.",
    "Улица\tНачало\nПортовая\t9:00\nРечная\t12:00",
    "№\tУлица\tНачало\tОкончание\n1\tПортовая\t9:00\t11:00\n2\tРечная\t12:00\t14:00",
    "Строители подняли ещё один пролёт моста над рекой. " * 30,
    f"«{'Строители подняли ещё один пролёт моста. ' * 12}Мы рады», — сказал Илья Громов.",
    "Для справки: мост построен в 1956 году, его длина - 302 м.",
    "Для справки\n\nМост построен в 1956 году. Его длина - 302 метра.",
    "Что дальше\n\nСтроители благоустроят берег и посадят деревья вдоль реки.",
    "Реклама. ООО «Мост», ИНН 2700000000, erid: 2VtzqAbc",
    "— Когда откроют мост?\n\n— Первого декабря, в полдень.\n\n— А дорогу?\n\n— Через год.",
    "Поделиться\n12\n0",
]  # fmt: skip
CLOSINGS = [
    "",
    "Источник: ТАСС",
    "Пресс-служба мэрии Озёрного",
    "#мост #река #лёд",
    "Мы: @old_news (6+)",
    "Автор: Вера Лунина",
    "Фото: Илья Громов",
]
# Where readers expect them: headline, subtitle, text; below it, anything in any order.
_BELOW: list[Element] = ["byline", "source", "photo_credit", "hashtags", "footer"]
TWO_LINES = "Прислать новость: @ozerny_bot\nМы: {channel}"
STYLES = st.builds(
    HouseStyle,
    channel=st.just("@ozerny_news"),
    age_mark=st.sampled_from(["12+", ""]),
    footer=st.sampled_from([HOUSE.footer, "{channel}", TWO_LINES, ""]),
    expandable_from=st.sampled_from([40, 400]),
    elements=st.permutations(_BELOW).map(lambda below: ("headline", "subtitle", "body", *below)),
    emoji=st.sampled_from(["", "🔹", "❗️"]),
    hashtags=st.integers(0, 3),
)


@given(
    st.sampled_from(HEADLINES),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from(CLOSINGS), max_size=3, unique=True),
    STYLES,
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_a_post_in_house_style_stays_as_it_is(
    headline: str, paragraphs: list[str], closings: list[str], style: HouseStyle, photo: bool
) -> None:
    media = (Media("photo", "f", "u"),) if photo else ()
    raw = FormattedText("\n\n".join([headline, *paragraphs, *closings]))
    post = posted(raw, style, media)
    texts = [part.text for part in post.parts if part.text]
    if len(texts) == 1:
        again = posted(texts[0], style, media)
        assert plain(again) == plain(post)
        assert again == post
