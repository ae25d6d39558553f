"""Lists that came inside one line."""

from __future__ import annotations

import pytest

from bot.domain.release import Paragraph
from tests.parsing.reading import read

HEAD = "Открыт новый мост через реку\n\nМост строили два года. Движение начнётся в полдень.\n\n"

LISTS = [
    pytest.param("Нужно: 1) подать заявку; 2) прийти в отдел; 3) получить ответ.",
                 ["1) подать заявку;", "2) прийти в отдел;", "3) получить ответ."], id="brackets"),
    pytest.param("Что делать: 1. Подать заявку. 2. Прийти в отдел. 3. Получить ответ.",
                 ["1. Подать заявку.", "2. Прийти в отдел.", "3. Получить ответ."], id="numbers"),
    pytest.param("Возьмите: а) паспорт; б) заявление; в) справку.",
                 ["а) паспорт;", "б) заявление;", "в) справку."], id="letters"),
    pytest.param("В программе: ▪ концерт; ▪ ярмарка; ▪ салют.",
                 ["• концерт;", "• ярмарка;", "• салют."], id="bullets"),
    pytest.param("Главное: 🔹 мост открыт; 🔹 автобус пойдёт в обход.",
                 ["🔹 мост открыт;", "🔹 автобус пойдёт в обход."], id="emoji"),
    pytest.param("Подать заявку можно: - на портале; - в отделе; - по почте.",
                 ["• на портале;", "• в отделе;", "• по почте."], id="dashes"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LISTS)
def test_the_items_are_parted(line: str, expected: list[str]) -> None:
    blocks = read(HEAD + line).blocks
    items = [block for block in blocks if isinstance(block, Paragraph) and block.item]
    assert [item.text.text for item in items] == expected
    assert str(blocks[1].text) == line.split(":")[0] + ":"  # type: ignore[union-attr]


def test_what_follows_the_list_is_a_paragraph() -> None:
    release = read(f"{HEAD}Нужно: 1) подать заявку; 2) прийти в отдел. Приём до пяти. Ждём вас.")
    last = release.blocks[-1]
    assert isinstance(last, Paragraph)
    assert (last.text.text, last.item, last.continues) == ("Приём до пяти. Ждём вас.", False, True)


@pytest.mark.parametrize(
    "line",
    [
        "Счёт матча 3:1 (25:1). 2 место у школы № 5. 3 место у лицея.",
        "Штраф грозит по ч. 1. статьи 5 и ч. 2. статьи 6 кодекса.",
        "Мост открыли в 1. Поезд пришёл в 3. Он опоздал.",
    ],
)
def test_numbers_are_no_lists(line: str) -> None:
    assert str(read(HEAD + line).blocks[-1].text) == line  # type: ignore[union-attr]


def test_who_counts_aloud_is_quoted_whole() -> None:
    said = "Нужно: 1) подать заявку; 2) прийти в отдел; 3) получить ответ и радоваться"
    release = read(f"{HEAD}«{said}», — сказал мэр Иван Ветров.")
    assert [quote.text.text for quote in release.quotes] == [said]


def test_an_item_may_name_something_in_quotation_marks() -> None:
    release = read(f"{HEAD}Подать заявку можно:\n- через портал «Услуги»;\n- в отделе.")
    texts = [str(block.text) for block in release.blocks[2:]]  # type: ignore[union-attr]
    assert texts == ["• через портал «Услуги»;", "• в отделе."]
