"""`.zip` with documents and pictures."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as Word

from bot.documents.formats.extract import extract
from bot.domain.errors import InputError
from tests.documents import made


def zipped(**members: bytes) -> bytes:
    """An archive; «__» in a name is a slash, «_» the dot before its ending."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def test_members_are_read_by_name_and_junk_is_passed_over() -> None:
    document = Word()
    document.add_paragraph("Второй.")
    data = zipped(
        b_docx=made.word(document),
        a_txt="Первый.".encode("cp1251"),
        фото__1_jpg=made.photo(),
        MACOSX__a_txt=b"x",
        смета_xyz=b"MZ\0\0" * 30,
    )
    data = data.replace(b"MACOSX/a.txt", b"__MACOSX/a.t")  # the same length
    found = extract("релиз.zip", data)
    assert found.text.text == "Первый.\n\nВторой."
    assert [picture.name for picture in found.pictures] == ["1.jpg"]
    assert found.unread == ("смета.xyz",)


def test_the_only_member_says_why_it_is_not_read() -> None:
    with pytest.raises(InputError, match="not plain text"):
        extract("a.zip", zipped(a_xls=b"MZ\0\0" * 30))


def test_archives_nest_to_a_limit() -> None:
    data = zipped(a_txt="Глубоко лежит новость.".encode())
    for _ in range(2):
        data = zipped(a_zip=data)
    assert extract("a.zip", data).text.text == "Глубоко лежит новость."
    with pytest.raises(InputError, match="nested too deep"):
        extract("a.zip", zipped(a_zip=data))
