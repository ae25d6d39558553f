"""Lost and needless line breaks, lists and tables."""

from __future__ import annotations

import pytest

from bot.domain.release import Subhead, Table
from bot.domain.text import FormattedText
from tests.parsing.reading import bodies, read

HEAD = "Открыт новый мост через реку\n\n"
BODY = "Мост через реку Белую строили два года. Движение начнётся 1 декабря в полдень."


def test_furniture_glued_to_the_end_is_read() -> None:
    release = read(f"{HEAD}{BODY}Фото МЧС Рубрика: ГородИсточник — мэрия Озёрного #мост#река")
    assert bodies(release) == [BODY]
    assert (release.photo_credit, release.rubric) == ("Фото МЧС", "Город")
    assert (release.source, release.hashtags) == ("мэрия Озёрного", ("#мост", "#река"))


GLUED = [
    ("Мост построен.Движение открыто, все рады новому пути через реку.", 2),
    ("Вместе с И.Ветровым мост осмотрели строители и жители двух районов города.", 1),
    ("Мост стоит на ул.Портовой в г.Приамурск, рядом с вокзалом и рынком города.", 1),
    ("Схема объезда есть на сайте мост.рф и на портале Дорога.рус у дорожников.", 1),
]


@pytest.mark.parametrize(("text", "sentences"), GLUED)
def test_glued_sentences_part_and_abbreviations_do_not(text: str, sentences: int) -> None:
    said = bodies(read(HEAD + text))[0]
    assert said.count(". ") + 1 == sentences
    assert said.replace(". ", ".") == text.replace(". ", ".")


def test_a_promotion_between_sentences_is_cut_and_listed() -> None:
    release = read(f"{HEAD}{BODY} Подписывайтесь на наш канал в Telegram. Мост освещён ночью.")
    assert bodies(release) == [f"{BODY} Мост освещён ночью."]
    assert release.cuts[0].text == "Подписывайтесь на наш канал в Telegram."


def test_a_line_broken_by_the_page_is_whole_again() -> None:
    wrapped = "Мост через реку Белую строили два года, и теперь\nон готов принять автобусы."
    assert bodies(read(HEAD + wrapped)) == [wrapped.replace("\n", " ")]


def test_marks_of_a_quoted_letter_go() -> None:
    assert bodies(read(f"> Открыт новый мост\n>\n> {BODY}")) == [BODY]


def test_a_long_text_without_breaks_gets_paragraphs() -> None:
    sentences = [f"В день номер {number} строители подняли ещё один пролёт моста над рекой."
                 for number in range(40)]  # fmt: skip
    release = read(HEAD + " ".join(sentences))
    assert " ".join(bodies(release)) == " ".join(sentences)
    assert len(release.blocks) > 3
    assert max(map(len, bodies(release))) < 600
    assert not release.blocks[0].continues
    assert all(block.continues for block in release.blocks[1:])


LISTS = [
    "Дорожники просят:\n• ехать медленно;\n• пропускать технику.",
    "Полиция напоминает:\n1) не спешите;\n2) пристегнитесь.",
    "Берите с собой:\n🔹 воду\n🔹 плед\nи зарядку для телефона.",
    "Нужны:\n• паспорт;\n• заявление.",
]


@pytest.mark.parametrize("text", LISTS)
def test_items_stay_close(text: str) -> None:
    release = read(HEAD + text)
    assert [getattr(block, "tight", None) for block in release.blocks] == (
        [False] + [True] * text.count("\n")
    )
    assert "\n".join(bodies(release)) == text


@pytest.mark.parametrize("bullet", ["- ", "– ", "* ", "▪", "·  ", "● "])
def test_bullets_are_of_one_kind(bullet: str) -> None:
    release = read(f"{HEAD}Нужны:\n{bullet}паспорт;\n{bullet}заявление.")
    assert bodies(release) == ["Нужны:", "• паспорт;", "• заявление."]
    assert [getattr(block, "item", None) for block in release.blocks] == [False, True, True]


TABLES = [
    pytest.param(
        "№\tУлица\tНачало\tКонец\n1\tПортовая\t9:00\t12:00\n2\tРечная\t13:00\t15:00",
        [["№", "Улица", "Начало", "Конец"], ["1", "Портовая", "9:00", "12:00"],
         ["2", "Речная", "13:00", "15:00"]],
        id="tabs",
    ),
    pytest.param(
        "| Автобус | Объезд |\n|---|---|\n| 5 | по Речной |\n| 12, 14 | по Портовой |",
        [["Автобус", "Объезд"], ["5", "по Речной"], ["12, 14", "по Портовой"]],
        id="bars",
    ),
    pytest.param(
        "Улица\tНачало\tКонец\nПортовая\t\t12:00\n\tПолевая\t15:00\nРечная\t13:00",
        [["Улица", "Начало", "Конец"], ["Портовая", "", "12:00"], ["", "Полевая", "15:00"],
         ["Речная", "13:00", ""]],
        id="empty cells",
    ),
    pytest.param(
        "Рейс   Отправление   Прибытие\n101    08:15   09:40\n103    12:30   13:55",
        [["Рейс", "Отправление", "Прибытие"], ["101", "08:15", "09:40"],
         ["103", "12:30", "13:55"]],
        id="aligned",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "rows"), TABLES)
def test_a_table_keeps_its_cells(table: str, rows: list[list[str]]) -> None:
    release = read(f"{HEAD}{BODY}\n\n{table}\n\nПриносим извинения.")
    first, found, last = release.blocks
    assert isinstance(found, Table)
    assert [[cell.text for cell in row] for row in found.rows] == rows
    assert found.header
    assert [getattr(block, "text", None) for block in (first, last)] == [
        FormattedText(BODY), FormattedText("Приносим извинения.")
    ]  # fmt: skip


SUBHEADS = [
    ("Для справки", True),
    ("Для справки:", True),
    ("Как проехать", True),
    ("Когда откроют мост?", False),
    ("Телефон: 40-00-17", False),
]


@pytest.mark.parametrize(("line", "expected"), SUBHEADS)
def test_a_heading_between_paragraphs(line: str, expected: bool) -> None:
    prose = (
        "Рабочие уложили на мосту последний слой асфальта и к вечеру сняли ограждения. "
        "Разметку нанесут, как только подсохнет, а фонари включат в ближайшие выходные."
    )
    release = read(f"{HEAD}{prose}\n\n{line}\n\n{prose}")
    assert [isinstance(block, Subhead) for block in release.blocks] == [False, expected, False]


def test_lines_of_a_letter_become_paragraphs_again() -> None:
    letter = """Открыт новый мост через реку Белую у посёлка Озёрный, движение начнут
первого декабря в полдень

Мост через реку Белую строили два года. Рабочие уложили двести тонн
Приамурского асфальта и поставили сорок фонарей. По словам инженеров пред-
приятия, он простоит сто лет, а дорога до города станет короче на час.
Автобусы пойдут по мосту в тот же день, билет подешевеет.

Пресс-служба администрации Озёрного поздравила строителей, а пресс-
служба завода пригласила их в гости."""
    release = read(letter)
    assert str(release.headline) == (
        "Открыт новый мост через реку Белую у посёлка Озёрный, движение начнут первого "
        "декабря в полдень"
    )
    first, second = bodies(release)
    assert "тонн Приамурского асфальта" in first
    assert "инженеров предприятия, он" in first
    assert "час. Автобусы" in first
    assert "а пресс-служба завода" in second


def test_lines_of_a_list_are_not_joined() -> None:
    streets = ["Портовая, 3", "Речная, 14, корпус 2", "Лесная, 5", "Озёрная, 8"]
    text = f"{HEAD}Воды не будет по адресам:\n" + "\n".join(streets)
    assert bodies(read(text))[1:] == streets


def test_a_soft_hyphen_at_a_line_end_joins() -> None:
    assert bodies(read(f"{HEAD}Мост осмотрели инженеры пред\u00ad\nприятия.")) == [
        "Мост осмотрели инженеры предприятия."
    ]


FLAT = [
    pytest.param(
        f"Открыт новый мост у посёлка 24.11.2026 10:05 {BODY}",
        "Открыт новый мост у посёлка",
        [BODY],
        id="headline, stamp, text",
    ),
    pytest.param(
        f"Открыт новый мост у посёлка Открыт новый мост у посёлка {BODY}",
        "Открыт новый мост у посёлка",
        [BODY],
        id="headline twice",
    ),
    pytest.param(
        f"{HEAD}Автобусы пойдут по нему через неделю Озёрный, 24 ноября. {BODY}",
        "Открыт новый мост через реку",
        [f"Озёрный, 24 ноября. {BODY}"],
        id="subtitle and dateline",
    ),
    pytest.param(
        f"{HEAD}08:50Сегодня открыли мост, и первыми по нему прошли строители.",
        "Открыт новый мост через реку",
        ["Сегодня открыли мост, и первыми по нему прошли строители."],
        id="a glued time",
    ),
    pytest.param(
        f"{HEAD}Анна ЛунинаВ городе открыли мост, по нему прошли строители и жители.",
        "Открыт новый мост через реку",
        ["В городе открыли мост, по нему прошли строители и жители."],
        id="a glued byline",
    ),
]


@pytest.mark.parametrize(("text", "headline", "body"), FLAT)
def test_what_ran_together_at_the_top_is_parted(text: str, headline: str, body: list[str]) -> None:
    release = read(text)
    assert str(release.headline) == headline
    assert bodies(release) == body


def test_a_heading_inside_a_flat_text_stands_apart() -> None:
    release = read(f"{HEAD}{BODY} Погода на выходные В пятницу ожидают снег. Ветер утихнет.")
    assert [block.kind for block in release.blocks] == ["paragraph", "subhead", "paragraph"]


def test_parts_of_a_digest_stand_apart() -> None:
    parts = " ".join(
        f"{name} район 4 ноября около 14:00 на дороге столкнулись машины. Водитель цел."
        for name in ("Озёрный", "Портовый", "Лесной")
    )
    release = read(f"{HEAD}За неделю случилось три аварии. {parts}")
    heads = [block.text.text for block in release.blocks if block.kind == "subhead"]
    assert heads == ["Озёрный район", "Портовый район", "Лесной район"]


def test_glued_tags_rubrics_and_names_are_read() -> None:
    release = read(
        f"ГородОткрыт новый мост через реку\n\n{BODY} Начало праздника в 19:00.Анна Лунина"
        "Фото: Иван ВетровИсточник — Вести Озёрного#мост#дороги города"
    )
    assert (release.rubric, str(release.headline)) == ("Город", "Открыт новый мост через реку")
    assert (release.byline, release.photo_credit) == ("Анна Лунина", "Фото: Иван Ветров")
    assert (release.source, release.hashtags) == ("Вести Озёрного", ("#мост", "#ДорогиГорода"))
    assert bodies(release) == [f"{BODY} Начало праздника в 19:00."]


TAILS = [
    (
        "Фото: ГУ МЧСЧитайте также: Что взять в лесТеги: лес, грибыПросмотров: 1 204",
        "Фото: ГУ МЧС",
    ),
    ("Новости по теме Поделиться", None),
    ("0 0 12 Поделиться", None),
    ("Хотите знать больше? Подпишитесь на наш канал в MAX", None),
]


@pytest.mark.parametrize(("tail", "credit"), TAILS)
def test_furniture_that_ran_together_at_the_end_is_cut(tail: str, credit: str | None) -> None:
    release = read(f"{HEAD}{BODY} {tail}")
    assert bodies(release) == [BODY]
    assert release.photo_credit == credit


def test_a_footnote_keeps_its_asterisk() -> None:
    note = "* Организация признана экстремистской, её деятельность запрещена в России."
    assert bodies(read(f"{HEAD}{BODY}\n\n{note}")) == [BODY, note]


def test_a_brand_with_a_capital_inside_is_one_word() -> None:
    said = "Жители посёлка Озёрный спросили ВКонтакте у МегаФона и РусГидро о связи на мосту."
    assert bodies(read(HEAD + said)) == [said]


def test_items_that_all_stand_apart_are_drawn_together() -> None:
    release = read(f"{HEAD}Нужны:\n\n• паспорт;\n\n• заявление.\n\nПриём идёт до вечера.")
    assert [getattr(block, "tight", None) for block in release.blocks] == [
        False, True, True, False
    ]  # fmt: skip


def test_two_lists_stay_two() -> None:
    release = read(f"{HEAD}Нужны:\n• паспорт;\n• заявление.\n\n• окно 5\n• окно 6")
    assert [getattr(block, "tight", None) for block in release.blocks] == [
        False, True, True, False, True
    ]  # fmt: skip
