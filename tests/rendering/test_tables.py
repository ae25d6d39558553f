"""A table in a post that holds no tables: a list that reads well. «⍽»: a no-break space."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.release import Table
from bot.domain.text import Entity, FormattedText
from bot.rendering.tables import listed
from bot.rendering.typography import typeset
from tests.domain.formatted import LINES, formatted_texts


def table(rows: list[str], header: bool) -> Table:
    """Rows written as «ячейка | ячейка»."""
    cells = [[FormattedText(cell.strip()) for cell in row.split("|")] for row in rows]
    return Table(tuple(map(tuple, cells)), header)


NAMED = [
    pytest.param(
        ["Улица | Начало | Окончание", "Портовая | 9:00 | 12:00", "пр. Мира | 10:00 | 14:00"],
        ["• Улица Портовая⍽— с⍽9:00 до 12:00", "• пр.⍽Мира⍽— с⍽10:00 до 14:00"],
        id="closures",
    ),
    pytest.param(
        ["Улица | Начало | Окончание | Объезд", "Портовая | 9:00 | 12:00 | по Речной"],
        ["• Улица Портовая: с⍽9:00 до 12:00, объезд по Речной"],
        id="more than three columns are named",
    ),
    pytest.param(
        ["Адрес | Врач | Дни", "Мира, 5 | Кедров | будни", "Мира, 7 | - | суббота"],
        ["• Мира, 5: врач Кедров, дни будни", "• Мира, 7: дни суббота"],
        id="an empty cell is left out and the others are named",
    ),
    pytest.param(
        ["№ п/п | Дом | Дата начала | Дата окончания", "1 | д. 4 | 25.11 | 27.11"],
        ["1. д.⍽4⍽— с⍽25.11 по 27.11"],
        id="numbers of rows",
    ),
    pytest.param(
        ["Билет | Цена, руб.", "Взрослый | 500", "Детский | 250"],
        ["Билет⍽— цена:", "• Взрослый⍽— 500⍽руб.", "• Детский⍽— 250⍽руб."],
        id="units stand with their numbers",
    ),
    pytest.param(
        ["Время | Событие | Где", "10:00 | Открытие | Парк", "12:00 | «Ночь» | Порт, причал"],
        ["Время⍽— событие, где:", "• 10:00⍽— Открытие, Парк", "• 12:00⍽— «Ночь»; Порт, причал"],
        id="a programme",
    ),
    pytest.param(
        ["Хозяева | Гости | Счёт", "Заря | Мир | 3:1", "Река | Берег | 0:0 (пен. 4:3)"],
        ["• Заря⍽— Мир⍽— 3:1", "• Река⍽— Берег⍽— 0:0 (пен. 4:3)"],
        id="results",
    ),
    pytest.param(
        ["Дата | Хозяева | Счёт | Гости", "24 ноября | Заря | 3:1 | Мир"],
        ["• 24 ноября: Заря⍽— Мир⍽— 3:1"],
        id="results with days",
    ),
    pytest.param(
        ["Место | Команда | Игры | Очки", "1 | Заря | 3 | 7", "2 | Мир | 3 | 4"],
        ["Команда⍽— игры, очки:", "1. Заря⍽— 3, 7", "2. Мир⍽— 3, 4"],
        id="standings",
    ),
    pytest.param(
        ["Адрес | Время", "Северный район |", "Мира, 5 | 9:00", "Южный район |", "Мира, 8 | 9:30"],
        ["Адрес⍽— время:", "", "Северный район:", "• Мира, 5⍽— 9:00", "", "Южный район:",
         "• Мира, 8⍽— 9:30"],
        id="headings inside",
    ),
    pytest.param(
        ["Маршрут | Объезд | Дни", "14 | Мира | |", "8а | Порт | вт"],
        ["• Маршрут 14: объезд Мира", "• Маршрут 8а: объезд Порт, дни вт"],
        id="a bare number is told what it is",
    ),
]  # fmt: skip
NAMELESS = [
    pytest.param(
        ["Портовая | 9:00 | тепло", "Речная | 12:00 |"],
        ["• Портовая⍽— 9:00, тепло", "• Речная⍽— 12:00"],
        id="cells",
    ),
    pytest.param(["Заря | 3:1 | Мир"], ["• Заря⍽— Мир⍽— 3:1"], id="results"),
    pytest.param(["Мира | 10:00 | Порт"], ["• Мира⍽— 10:00, Порт"], id="times are no results"),
    pytest.param(["1 | Ветров", "2 | Лунина"], ["1. Ветров", "2. Лунина"], id="numbers"),
    pytest.param(["14 | Ветров", "9 | Лунина"], ["• 14⍽— Ветров", "• 9⍽— Лунина"], id="no count"),
    pytest.param(["Мост", "Река"], ["• Мост", "• Река"], id="one column"),
    pytest.param(["| |", "|"], [""], id="nothing"),
]


@pytest.mark.parametrize(("rows", "expected"), NAMED)
def test_columns_with_names(rows: list[str], expected: list[str]) -> None:
    shown = listed(table(rows, header=True), typeset).text
    assert shown.replace("\u00a0", "⍽").split("\n") == expected


@pytest.mark.parametrize(("rows", "expected"), NAMELESS)
def test_columns_without_names(rows: list[str], expected: list[str]) -> None:
    shown = listed(table(rows, header=False), typeset).text
    assert shown.replace("\u00a0", "⍽").split("\n") == expected


def test_formatting_inside_cells_stays() -> None:
    link = Entity("text_link", 0, 4, url="http://b.ru/")
    row = (FormattedText("Мост"), FormattedText("сайт", (link,)))
    (entity,) = listed(Table((row,)), typeset).entities
    assert (entity.type, entity.offset, entity.length) == ("text_link", 9, 4)


@given(
    st.lists(st.lists(formatted_texts(LINES), min_size=3, max_size=3), min_size=1, max_size=6),
    st.booleans(),
)
@settings(max_examples=60)
def test_no_cell_is_lost(rows: list[list[FormattedText]], header: bool) -> None:
    shown = listed(Table(tuple(map(tuple, rows)), header), lambda line: line)
    said = set(shown.text.split())
    for row in rows[1:] if header and len(rows) > 1 else rows:
        for cell in row:
            words = {word for word in cell.text.split() if any(map(str.isalnum, word))}
            assert {word.strip(".:;,") for word in words} <= {word.strip(".:;,") for word in said}
