"""`.html`: documents saved as pages, and pages with an article."""

from __future__ import annotations

import base64

import pytest

from bot.documents.formats.extract import extract
from bot.domain.document import Document
from tests.documents import made


def read(body: str, encoding: str = "utf-8") -> Document:
    page = f'<html><head><meta charset="{encoding}"><title>Окно</title></head><body>{body}</body>'
    return extract("page.html", page.encode(encoding))


def test_formatting_links_and_breaks() -> None:
    found = read(
        "<h2>Ярмарка</h2><p>Мёд,\n  <b>сыр 🧀</b> и <span style='font-style: italic'>хлеб</span>"
        "<br>Вход <a href='https://example.org/a'>по записи</a>, <a href='#top'>вверх</a></p>"
        "<script>alert(1)</script><div style='display: none'>трекер</div>"
    )
    assert found.text.text == "Ярмарка\n\nМёд, сыр 🧀 и хлеб\nВход по записи, вверх"
    assert made.marked(found.text) == [
        ("bold", "Ярмарка"),
        ("bold", "сыр 🧀"),
        ("italic", "хлеб"),
        ("text_link", "по записи"),
    ]


def test_lists_and_tables() -> None:
    found = read(
        "<ul><li>песок<li><p>соль</p></ul><ol start=3><li>третье<li>четвёртое</ol>"
        "<table><tr><th>Улица<th>Час<th>Кто<tr><td rowspan=2>Речная<td>9:00<td>А"
        "<tr><td colspan=2>весь\nдень</table>"
    )
    assert found.text.text == (
        "• песок\n• соль\n3. третье\n4. четвёртое\n\nУлица\tЧас\tКто\nРечная\t9:00\tА\n"
        "Речная\tвесь день\t"
    )


def test_tables_that_lay_out_a_letter_are_paragraphs() -> None:
    found = read("<table><tr><td><table><tr><td>Раз<td>Два</table><tr><td>Три</table>")
    assert found.text.text == "Раз\n\nДва\n\nТри"


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8"])
def test_the_declared_encoding_is_read(encoding: str) -> None:
    assert read("<p>Ёлку зажгут в пятницу", encoding).text.text == "Ёлку зажгут в пятницу"


def test_a_picture_inside_the_page_is_offered_a_tracker_is_not() -> None:
    data = base64.b64encode(made.photo()).decode()
    dot = base64.b64encode(made.photo(1, 1)).decode()
    found = read(
        f"<p>Фото<img src='data:image/jpeg;base64,{data}'>"
        f"<img src='data:image/gif;base64,{dot}'><img src='https://example.org/x.jpg'>"
    )
    assert len(found.pictures) == 1
