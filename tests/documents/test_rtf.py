"""`.rtf`, as Word and WordPad write it."""

from __future__ import annotations

import pytest

from bot.documents.formats.extract import extract
from bot.domain.document import Document
from bot.domain.errors import InputError
from tests.documents import made

HEAD = (
    r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset2 Symbol;}}"
    r"{\stylesheet{\s1 Заголовок;}}{\info{\title тайное}}{\header Бланк\par}"
)


def rtf(body: str) -> bytes:
    """A file in which Russian letters are bytes of windows-1251, as Word writes them."""
    return (
        "".join(
            char if char.isascii() else f"\\'{char.encode('cp1251').hex()}" for char in HEAD + body
        ).encode()
        + b"}"
    )


def read(body: str) -> Document:
    return extract("релиз.rtf", rtf(body))


def test_formatting_and_links_become_entities() -> None:
    found = read(
        r"\pard\outlinelevel0 Каток залит\par\pard Лёд \b крепкий\b0 , \i ровный\i0 . "
        r'{\field{\*\fldinst{HYPERLINK "https://example.org/ice"}}{\fldrslt{\ul Часы работы}}}\par'
    )
    assert found.text.text == "Каток залит\n\nЛёд крепкий, ровный. Часы работы"
    assert made.marked(found.text) == [
        ("bold", "Каток залит"),
        ("bold", "крепкий"),
        ("italic", "ровный"),
        ("text_link", "Часы работы"),
    ]


def test_characters_come_in_three_ways() -> None:
    assert read(r"Ночь \u1102?\uc2\u1103??\uc1 \u-10179?\u-8704? \{a\}\emdash б\~в").text.text == (
        "Ночь юя😀 {a}—б\u00a0в"
    )


def test_lists_tables_and_notes() -> None:
    found = read(
        r"{\listtext\f1 \'b7\tab}лопаты\par{\listtext\f1 \'b7\tab}песок\par\pard "
        r"{\listtext 3.\tab}третье\par\trowd\intbl Улица\cell Час\cell\row"
        r"\trowd\intbl Речная\cell 9:00\cell\row\pard Итог{\footnote Предварительный}.\par"
    )
    assert found.text.text == (
        "• лопаты\n• песок\n3. третье\n\nУлица\tЧас\nРечная\t9:00\n\nИтог[1].\n\n"
        "[1] Предварительный"
    )


def test_hidden_and_deleted_words_are_not_shown() -> None:
    assert read(r"Сбор {\v тайный }{\deleted в девять }в десять\par").text.text == "Сбор в десять"


def test_a_picture_inside_is_offered() -> None:
    found = read(r"Фото{\*\shppict{\pict\jpegblip " + made.photo().hex() + r"}}\par")
    assert found.text.text == "Фото"
    assert len(found.pictures) == 1


def test_a_file_that_ends_too_early_is_not_taken_for_the_whole() -> None:
    with pytest.raises(InputError, match="cut short"):
        extract("a.rtf", b"{\\rtf1\\ansi Park open\\par {\\b It has")
