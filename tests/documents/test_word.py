"""`.docx`, as press offices write it."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from bot.documents.formats.extract import extract
from bot.domain.document import Document as Read
from tests.documents import made


def read(document: Document) -> Read:
    return extract("релиз.docx", made.word(document))


def test_headings_and_formatting_become_entities() -> None:
    document = Document()
    document.add_heading("Набережную откроют 🎉 в субботу", 1)
    paragraph = document.add_paragraph("Гостей ждут ")
    paragraph.add_run("концерт").bold = True
    paragraph.add_run(" и ")
    paragraph.add_run("ярмарка ").italic = True
    paragraph.add_run("мёда")
    found = read(document)
    assert found.text.text == (
        "Набережную откроют 🎉 в субботу\n\nГостей ждут концерт и ярмарка мёда"
    )
    assert made.marked(found.text) == [
        ("bold", "Набережную откроют 🎉 в субботу"),
        ("bold", "концерт"),
        ("italic", "ярмарка"),
    ]


def test_automatic_numbers_and_bullets_are_written_out() -> None:
    document = Document()
    for text in ("Проверить крыши", "Вывезти снег"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Сроки прежние.")
    for text in ("лопаты", "песок"):
        document.add_paragraph(text, style="List Bullet")
    assert read(document).text.text == (
        "1. Проверить крыши\n2. Вывезти снег\n\nСроки прежние.\n\n• лопаты\n• песок"
    )


def test_a_table_keeps_every_cell() -> None:
    document = Document()
    table = document.add_table(3, 3)
    for row, cells in zip(
        table.rows,
        (("Улица", "С", "До"), ("Речная", "9:00", ""), ("", "10:00", "12:00")),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).text = "по мере\nготовности"
    assert read(document).text.text == (
        "Улица\tС\tДо\nРечная\t9:00\tпо мере готовности\nРечная\t10:00\t12:00"
    )


def test_deleted_and_hidden_words_are_not_shown_inserted_ones_are() -> None:
    document = Document()
    paragraph = document.add_paragraph("Сбор ")
    paragraph.add_run("тайный ").font.hidden = True
    for tag, text, inner in (("w:del", "в девять", "w:delText"), ("w:ins", "в десять", "w:t")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    assert read(document).text.text == "Сбор в десять"


def test_links_are_kept_and_look_like_links_only() -> None:
    document = Document()
    paragraph = document.add_paragraph("Запись ")
    key = document.part.relate_to(
        "https://example.org/reg", f"{qn('r:id')[1:-3]}/hyperlink", is_external=True
    )
    link = parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:rPr><w:u w:val="single"/></w:rPr>'
        "<w:t>на сайте</w:t></w:r></w:hyperlink>"
    )
    paragraph._p.append(link)
    found = read(document)
    assert found.text.text == "Запись на сайте"
    (entity,) = found.text.entities
    assert (entity.type, entity.url) == ("text_link", "https://example.org/reg")


def test_page_headers_stay_out_and_text_boxes_come_in() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Бланк пресс-службы"
    document.sections[0].footer.paragraphs[0].text = "Страница 1"
    paragraph = document.add_paragraph("Школа принимает гостей.")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Вход свободный</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></w:r>"
    )
    paragraph._p.append(box)
    assert read(document).text.text == "Школа принимает гостей.\n\nВход свободный"


def test_pictures_come_in_order_without_logos_and_exif() -> None:
    document = Document()
    document.add_paragraph("Фото с открытия")
    for width, height in ((120, 80), (800, 600), (300, 900)):
        document.add_picture(
            BytesIO(made.photo(width, height, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"))
        )
    found = read(document)
    opened = [Image.open(BytesIO(picture.data)) for picture in found.pictures]
    assert [image.size for image in opened] == [(800, 600), (300, 900)]
    assert all(not image.getexif() for image in opened)
