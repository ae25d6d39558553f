"""Text files in the encodings that newsrooms get."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.parsing import decode

RELEASE = """В Приамурске открыли мост через реку Белую

«Мы строили его два года», — сказал мэр Иван Ветров. Движение начнётся 1 декабря."""
SHORT = "Завтра снег."
CAPITALS = "ВНИМАНИЕ! ШТОРМОВОЕ ПРЕДУПРЕЖДЕНИЕ"


@pytest.mark.parametrize("text", [RELEASE, SHORT, CAPITALS], ids=["release", "short", "capitals"])
@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "windows-1251",
        "koi8-r",
        "cp866",
        "mac-cyrillic",
        "iso8859-5",
    ],
)
def test_the_encoding_is_told_by_the_letters(text: str, encoding: str) -> None:
    plain = text.replace("«", '"').replace("»", '"').replace("—", "-")  # cp866 has none of them
    sent = plain if encoding in {"cp866", "koi8-r", "iso8859-5"} else text
    assert decode(sent.encode(encoding)) == sent


@pytest.mark.parametrize("text", [RELEASE, SHORT, CAPITALS], ids=["release", "short", "capitals"])
@pytest.mark.parametrize("wrong", ["windows-1251", "windows-1252"])
def test_text_that_was_saved_wrongly_is_mended(text: str, wrong: str) -> None:
    read = "".join(
        bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )
    assert decode(read.encode("utf-8")) == text


def test_windows_text_that_was_read_as_western_is_mended() -> None:
    read = RELEASE.encode("windows-1251").decode("windows-1252")
    assert decode(read.encode("utf-8")) == RELEASE


SOUND = ["«Рёв моторов» — фестиваль в СССР и РСФСР", "Ça va à Genève", "РСС: РС, СР, РР, С°", "É"]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_mended(text: str) -> None:
    assert decode(text.encode("utf-8")) == text


def test_english_text_is_text() -> None:
    assert decode(b"Plain words\n") == "Plain words\n"


NOT_TEXT = [
    pytest.param(b"MZ\x90\x00\x03\x00\x00\x00", id="a Windows program"),
    pytest.param(b"\x7fELF\x02\x01\x01\x00", id="a Linux program"),
    pytest.param(b"PK\x03\x04\x14\x00\x06\x00", id="an archive"),
    pytest.param(b"%PDF-1.7\n", id="a PDF"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", id="a picture"),
    pytest.param(bytes(range(256)) * 4, id="noise"),
    pytest.param(b"\x01\x02\x03\x04\x05\x06 text", id="controls"),
]
BROKEN = [
    pytest.param(b"\xef\xbb\xbf\xd0\x9f\xd1", id="UTF-8 cut short"),
    pytest.param(b"\xff\xfe\x1f\x04\x40", id="UTF-16 cut short"),
    pytest.param(b"\xff\xfa\xfb\x80\x81\xc0\xc1\xf5 \xb0\xb1\xb2", id="no letters"),
]


@pytest.mark.parametrize("data", NOT_TEXT)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="not plain text"):
        decode(data)


@pytest.mark.parametrize("data", BROKEN)
def test_broken_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="broken"):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_are_refused(data: bytes) -> None:
    with suppress(InputError):
        assert isinstance(decode(data), str)
