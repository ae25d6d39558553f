"""`.odt`, as LibreOffice writes it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from bot.documents.formats.extract import extract
from bot.domain.document import Document
from tests.documents import made

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "draw": "drawing",
    }.items()
)
STYLES = """
<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I"><style:text-properties fo:font-style="italic"/></style:style>
<text:list-style style:name="N">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
</text:list-style>
"""


def odt(body: str, **members: bytes) -> bytes:
    """A document with this body and these further members."""
    content = (
        f'<?xml version="1.0"?><office:document-content {SPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>'
        f"{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def read(body: str, **members: bytes) -> Document:
    return extract("релиз.odt", odt(body, **members))


def test_headings_formatting_links_and_white_space() -> None:
    found = read(
        '<text:h text:outline-level="1">Мост открыт</text:h><text:p>Проезд\n  '
        '<text:span text:style-name="B">свободный</text:span> и<text:s text:c="1"/>'
        '<text:span text:style-name="I">тихий</text:span>, '
        '<text:a xlink:href="https://example.org/">схема</text:a>.</text:p>'
    )
    assert found.text.text == "Мост открыт\n\nПроезд свободный и тихий, схема."
    assert made.marked(found.text) == [
        ("bold", "Мост открыт"),
        ("bold", "свободный"),
        ("italic", "тихий"),
        ("text_link", "схема"),
    ]


def test_lists_tables_and_notes() -> None:
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    found = read(
        '<text:list text:style-name="N">'
        f"{item.format('первое')}{item.format('второе')}</text:list>"
        f"<text:p>Далее.</text:p><text:list>{item.format('песок')}</text:list>"
        '<table:table><table:table-row><table:table-cell table:number-rows-spanned="2">'
        f"<text:p>Речная</text:p></table:table-cell>{cell.format('9:00')}</table:table-row><table:table-row>"
        f"<table:covered-table-cell/>{cell.format('10:00')}</table:table-row></table:table>"
        "<text:p>Итог<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"
        "Предварительный</text:p></text:note-body></text:note>.</text:p>"
    )
    assert found.text.text == (
        "1. первое\n2. второе\n\nДалее.\n\n• песок\n\nРечная\t9:00\nРечная\t10:00\n\nИтог[1].\n\n"
        "[1] Предварительный"
    )


def test_deletions_stay_out_text_boxes_and_pictures_come_in() -> None:
    found = read(
        "<text:tracked-changes><text:p>в девять</text:p></text:tracked-changes>"
        "<text:p>Сбор в десять"
        "<draw:frame><draw:text-box><text:p>Вход свободный</text:p></draw:text-box></draw:frame>"
        '<draw:frame><draw:image xlink:href="Pictures/a.jpg"/></draw:frame></text:p>',
        Pictures__a_jpg=made.photo(),
    )
    assert found.text.text == "Сбор в десять\n\nВход свободный"
    assert [picture.name for picture in found.pictures] == ["a.jpg"]
