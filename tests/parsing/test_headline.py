"""The headline: once, and never invented."""

from __future__ import annotations

import pytest

from bot.domain.release import RawRelease
from bot.domain.text import Entity, FormattedText
from bot.parsing import parse
from tests.parsing.reading import bodies, read

BODY = "Мост через реку Белую строили два года. Движение начнётся 1 декабря в полдень."

HEADLINES = [
    pytest.param(f"Открыт новый мост\n{BODY}", "Открыт новый мост", id="first line"),
    pytest.param(f"⚠️ ВНИМАНИЕ! Гололёд\n{BODY}", "⚠️ ВНИМАНИЕ! Гололёд", id="shouted"),
    pytest.param(f"«Мост ждали все». Что изменится\n\n{BODY}", "«Мост ждали все». Что изменится",
                 id="begins with a quotation"),
    pytest.param(f"Откроют ли мост?\n\n{BODY}", "Откроют ли мост?", id="a question"),
    pytest.param(f"{BODY}\n\n{BODY}", None, id="none"),
    pytest.param("Завтра в г. Приамурск отключат воду на ул. Портовой с 9:00.", None,
                 id="one sentence is text"),
    pytest.param(f"- первое;\n- второе;\n{BODY}", None, id="a list"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_the_headline_is_found(text: str, expected: str | None) -> None:
    headline = read(text).headline
    assert (headline.text if headline else None) == expected


def test_bold_beats_the_first_line() -> None:
    text = f"Приамурск\nМост открыт.\n{BODY}"
    raw = RawRelease(FormattedText(text, (Entity("bold", 10, 12),)))
    assert str(parse(raw).headline) == "Мост открыт."


def test_a_repetition_is_cut_and_listed() -> None:
    release = read(f"Открыт мост\n\nОткрыт мост.\n\n{BODY}\n\nОткрыт МОСТ!\n\n{BODY}")
    assert bodies(release) == [BODY, BODY]
    assert [cut.reason for cut in release.cuts] == ["repeated_headline"] * 2


def test_a_sentence_that_says_nearly_the_same_stays() -> None:
    release = read(f"Открыт мост\n\nОткрыт мост, сообщили в мэрии.\n\n{BODY}")
    assert len(release.blocks) == 2


def test_a_legal_label_above_the_headline_is_no_rubric() -> None:
    release = read("Реклама\n\nНовый дом на улице Тихой\n\nКвартиры продаёт застройщик.")
    assert str(release.headline) == "Новый дом на улице Тихой"
    assert release.rubric is None
    assert "Реклама" in [str(block.text) for block in release.blocks]


def test_a_line_under_the_headline_is_the_subtitle() -> None:
    release = read(f"Открыт мост\n\nАвтобусы пойдут по нему через неделю\n\n{BODY}")
    assert (str(release.headline), str(release.subtitle)) == (
        "Открыт мост",
        "Автобусы пойдут по нему через неделю",
    )
    assert bodies(release) == [BODY]


NO_SUBTITLE = [
    "Автобусы пойдут по нему через неделю.",
    "Движение открыто для:",
    "— Мост ждали все жители посёлка",
    "Реклама. ООО «Мост», строительная компания",
    "Для справки",
    "Управление дорог посёлка сообщает",
]


@pytest.mark.parametrize("line", NO_SUBTITLE)
def test_other_lines_under_the_headline_are_text(line: str) -> None:
    release = read(f"Открыт мост\n\n{line}\n\n{BODY}")
    assert release.subtitle is None
    assert line in bodies(release)


STORY = "В районе ждут подъёма воды на метр. Спасатели готовят лодки и песок."
STAMPS = [
    "Сегодня, 12:40 Общество",
    "Вчера в 17:40",
    "23 ноября, 11:05 0 345",
    "20 ноября 2026 12:40 Просмотров: 345 Общество",
    "2 мин. чтения",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_furniture_before_a_flat_story_goes(stamp: str) -> None:
    release = read(f"Жителей предупредили о паводке\n{stamp} {STORY}")
    assert bodies(release) == [STORY]


ENDS = [
    "Еще по теме: Мост закрыли на ремонт",
    "Понравилась новость? Поделись с друзьями! Оцените материал Оставить комментарий (0)",
    "Также вам может быть интересно Популярное Новости СМИ2 Загрузка...",
    "Контакты для СМИ: Анна Орлова, +7 914 000-00-00, pr@example.ru",
]


@pytest.mark.parametrize("end", ENDS)
def test_furniture_behind_a_flat_story_goes(end: str) -> None:
    release = read(f"Жителей предупредили о паводке\n{STORY} {end}")
    assert bodies(release) == [STORY]
