"""Files that mean harm, or were harmed; small on disk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.documents import made
from tests.documents.test_odt import odt

PDF = (Path(__file__).parent / "files/release.pdf").read_bytes()
DOCX_XML = (
    '<?xml version="1.0"?>{doctype}<w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}'
    "</w:body></w:document>"
)


def docx(body: str, doctype: str = "") -> bytes:
    """The least .docx with this body."""
    return zipped({
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": DOCX_XML.format(body=body, doctype=doctype).encode(),
    })  # fmt: skip


def zipped(members: dict[str, bytes]) -> bytes:
    """A compressed archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def locked_zip() -> bytes:
    """An archive whose member is marked as encrypted."""
    data = bytearray(zipped({"a.txt": b"secret words"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    return bytes(data)


def locked_office() -> bytes:
    """What Word writes for a document with a password: an OLE file with one stream."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
        b"endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n%%EOF"
    )


def laughs(levels: int = 12) -> str:
    """A document type whose entities multiply."""
    inner = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY l0 "ха">{inner}]>'


ENTITY = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

# What each file is, and a word of the sentence that answers it.
FILES: dict[str, tuple[str, bytes, str]] = {
    "zip bomb": ("a.zip", zipped({"a.txt": bytes(90_000_000)}), "more than can be read"),
    "many members": (
        "a.zip", zipped({f"{n}.txt": b"x" for n in range(2500)}), "more than can be read",
    ),
    "bomb in a .docx": (
        "a.docx",
        zipped({"[Content_Types].xml": b"", "word/document.xml": b" " * 60_000_000}),
        "more than can be read",
    ),
    "billion laughs": (
        "a.docx", docx(PARAGRAPH.format("&l11;"), laughs()), "damaged",
    ),
    "external entity": (
        "a.docx", docx(PARAGRAPH.format("&x;"), ENTITY), "more than can be read",
    ),
    "deep .docx": ("a.docx", docx("<w:sdt>" * 5000), "more than can be read"),
    "deep .odt": ("a.odt", odt("<text:section>" * 900 + "</text:section>" * 900), "more than can"),
    "deep .html": ("a.html", b"<html><body>" + b"<div>" * 300_000 + b"x", "more than can be read"),
    "deep .rtf": ("a.rtf", b"{\\rtf1 " + b"{" * 300_000, "more than can be read"),
    "locked .zip": ("a.zip", locked_zip(), "locked with a password"),
    "locked .docx": ("a.docx", locked_office(), "locked with a password"),
    "locked .pdf": ("a.pdf", locked_pdf(), "locked with a password"),
    "empty": ("a.docx", b"", "empty"),
    "empty .docx": ("a.docx", docx(""), "no text"),
    "empty archive": ("a.zip", zipped({}), "no text"),
    "cut .docx": ("a.docx", docx(PARAGRAPH.format("Новость"))[:300], "damaged"),
    "cut .pdf": ("a.pdf", PDF[:500], "damaged"),
    "picture named .docx": ("a.docx", made.photo(), "picture"),
    "program named .pdf": ("a.pdf", b"MZ\x90\0\x03\0\0\0" * 99, "not plain text"),
    "spreadsheet": (
        "a.docx", zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "can't be read",
    ),
}  # fmt: skip
