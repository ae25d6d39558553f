"""`.doc` of old Word: by a converter of the system, or a clear answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.documents.formats import docbook
from bot.documents.formats.extract import extract
from bot.documents.reader import Reader
from bot.domain.errors import InputError
from tests.documents import made

FILE = Path(__file__).parent / "files" / "rink.doc"  # of our own wording, by an office program


@pytest.mark.skipif(
    not (shutil.which("antiword") or shutil.which("catdoc")),
    reason="no converter of old Word files is installed; the bot then says so (next test)",
)
async def test_a_converter_of_the_system_is_used() -> None:
    found = await Reader().read("каток.doc", FILE.read_bytes())
    for said in ("Каток открыт для всех", "рассказал директор стадиона Пётр Снегов.",
                 "выходные с 8 до 23", "взрослые\t200 рублей", "Раздевалка тёплая"):  # fmt: skip
        assert said in found.text.text


def test_without_a_converter_the_editor_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match=r"\.docx"):
        extract("каток.doc", FILE.read_bytes())


def test_what_antiword_writes_is_laid_out() -> None:
    found = docbook.read(
        """<?xml version="1.0"?><!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN"
        "http://www.oasis-open.org/docbook/xml/4.1.2/docbookx.dtd"><book><chapter><title>
        Каток открыт</title><para>Лёд <emphasis role='bold'>крепкий</emphasis>
        и ровный.</para><itemizedlist><listitem><para>песок</para></listitem><listitem><para>соль
        </para></listitem></itemizedlist><informaltable><tgroup cols='2'><tbody><row><entry>Улица
        </entry><entry>Час</entry></row><row><entry>Речная</entry><entry>9:00</entry></row></tbody>
        </tgroup></informaltable></chapter></book>""".encode()
    ).text
    assert found.text == (
        "Каток открыт\n\nЛёд крепкий и ровный.\n\n• песок\n• соль\n\nУлица\tЧас\nРечная\t9:00"
    )
    assert made.marked(found) == [("bold", "Каток открыт"), ("bold", "крепкий")]
