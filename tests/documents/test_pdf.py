"""`.pdf` with a text layer. `files/release.pdf` was printed from a page of our own wording."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from bot.documents.formats.extract import extract
from bot.documents.formats.pdf_layout import Glyph, lay_out, page_of
from bot.domain.errors import InputError
from tests.documents import made

RELEASE = Path(__file__).parent / "files/release.pdf"


def pages(count: int) -> bytes:
    """A file of empty pages."""
    document, file = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(count):
        document.new_page(200, 200)
    document.save(file)
    return file.getvalue()


def typed(*lines: tuple[float, float, str], height: float = 800) -> str:
    """The text of a page of a typewriter: lines at (left, base), each letter 6 points wide."""
    glyphs = list[Glyph]()
    for left, base, text in lines:
        for number, char in enumerate(text):
            x = left + 6 * number
            glyphs.append(Glyph(char, (x, base, x + 6, base + 8), 10, frozenset()))
        glyphs.append(Glyph("\n", (0, 0, 0, 0), 10, frozenset()))
    return lay_out([page_of(glyphs, height, [])]).text


def test_a_printed_release_reads_as_it_was_written() -> None:
    found = extract("релиз.pdf", RELEASE.read_bytes())
    assert found.text.text.split("\n\n") == [
        "В посёлке Берёзовка после ремонта открылась детская библиотека",
        "Читальный зал на сорок мест, мастерская и студия звукозаписи заработали в понедельник. "
        "Ремонт шёл восемь месяцев: здание получило новую крышу, окна и пандус, рассказали в "
        "пресс-службе управления культуры.",
        "«Мы ждали этого дня три года, — сказала директор библиотеки Ольга Петрова. — Теперь дети "
        "могут не только читать, но и записывать подкасты».",
        "Записаться можно на сайте или по телефону.",
        "• будни: с 9:00 до 19:00;\n"
        "• суббота: с 10:00 до 17:00, в последнюю субботу месяца до девяти вечера.",
        "Кружок\tДень\tВремя\nШахматы для начинающих и тех, кто уже играет\tвторник\t16:00\n"
        "Робототехника\t\t17:30",
        "Для справки: библиотека работает с 1961 года, в ней занимаются более двух тысяч детей и "
        "подростков из всех школ посёлка, а также из соседних сёл, откуда по выходным ходит "
        "автобус.",
        "Фонд пополнился на четыре с половиной тысячи книг. Среди них — энциклопедии, комиксы и "
        "книги для самых маленьких, которые можно не только читать, но и разбирать на части.",
    ]
    assert made.marked(found.text) == [
        ("bold", "В посёлке Берёзовка после ремонта открылась детская библиотека"),
        ("bold", "Ольга Петрова"),
        ("text_link", "на сайте"),
    ]
    assert made.sizes(found) == [(640, 400)]


def test_paragraphs_are_seen_from_indents_gaps_and_short_lines() -> None:
    full = "Снег вывозят каждую ночь, начиная с центра города и дорог"
    assert typed(
        (50, 700, full), (50, 686, "к больницам."),
        (50, 672, full), (50, 658, full),
        (50, 630, "После пробела идёт новый абзац, хотя строка была полной, и"),
        (50, 616, "он продолжается."),
        (70, 602, "Отступ начинает абзац."),
    ).split("\n\n") == [
        f"{full} к больницам.",
        f"{full} {full}",
        "После пробела идёт новый абзац, хотя строка была полной, и он продолжается.",
        "Отступ начинает абзац.",
    ]  # fmt: skip


def test_divided_words_are_whole_again() -> None:
    assert typed(
        (50, 700, "Дорожники закончили работу на развязке у вок\u00ad"),
        (50, 686, "зала, сообщили в пресс\u00ad"),
        (50, 672, "службе."),
    ) == "Дорожники закончили работу на развязке у вокзала, сообщили в пресс-службе."  # fmt: skip


def test_wide_gaps_part_the_cells_of_a_row() -> None:
    assert typed(
        (50, 700, "Улица"), (200, 700, "Час"), (50, 680, "Речная"), (200, 680, "9:00")
    ) == "Улица\tЧас\nРечная\t9:00"  # fmt: skip


def test_pages_without_text_are_named_so() -> None:
    with pytest.raises(InputError, match="pictures of pages"):
        extract("скан.pdf", pages(1))


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(InputError, match="300 pages"):
        extract("a.pdf", pages(301))


def test_a_cut_file_is_read_or_refused_in_a_sentence() -> None:
    with pytest.raises(InputError):
        extract("a.pdf", RELEASE.read_bytes()[:700])
