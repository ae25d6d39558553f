"""What a file is, seen from its bytes; the name decides only where these leave it open."""

from __future__ import annotations

import re
from enum import Enum

from bot.documents import refusals
from bot.documents.formats import parts


class Kind(Enum):
    """The kinds that are told apart."""

    TEXT = "text"
    WORD = "docx"
    OLE = "doc"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    HTML = "html"
    MAIL = "eml"
    ZIP = "zip"
    IMAGE = "image"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAGS = re.compile(r"<(?:p|div|br|h[1-6]|table|span|title|ul)\b[^<>]{0,300}>", re.IGNORECASE)
_HEADER = re.compile(
    r"^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|"
    r"content-type|x-[a-z-]{1,40}|dkim-signature|reply-to|cc|snapshot-content-location):",
    re.IGNORECASE | re.MULTILINE,
)
_SURE_MAIL = re.compile(r"^(?:mime-version|received|message-id):", re.IGNORECASE | re.MULTILINE)
_MAIL_NAMES = (".eml", ".mht", ".mhtml")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_HEAD = 4096  # bytes that tell


def kind_of(data: bytes, name: str = "", mime: str | None = None) -> Kind:
    """The kind of a file; raises InputError for one that is not read, or is locked."""
    head = data[:_HEAD]
    if head.startswith(b"PK"):
        return _zipped(data)
    if head.startswith(_OLE):
        return Kind.OLE
    if _is_image(head):
        return Kind.IMAGE
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    return _written(head, name.lower(), (mime or "").lower())


def _is_image(head: bytes) -> bool:
    if head.startswith(b"BM"):
        return b"\0" in head[:16]  # a text may begin with these letters
    boxed = head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    return head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or boxed


def _written(head: bytes, name: str, mime: str) -> Kind:
    """The kind of a file that consists of characters."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "latin-1", "replace").lstrip("\ufeffï»¿ \t\r\n")
    if _is_mail(text, name, mime):
        return Kind.MAIL
    called_html = name.endswith(_HTML_NAMES) or "html" in mime
    if _HTML.match(text) or (text.startswith("<") and _HTML.search(text)):
        return Kind.HTML
    if called_html and _TAGS.search(text):
        return Kind.HTML
    if text.startswith("<?xml"):
        raise refusals.unknown()
    return Kind.TEXT


def _is_mail(text: str, name: str, mime: str) -> bool:
    headers = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    if not _HEADER.match(headers):
        return False
    called = name.endswith(_MAIL_NAMES) or mime.startswith(("message/", "multipart/"))
    return called or bool(_SURE_MAIL.search(headers))


def _zipped(data: bytes) -> Kind:
    names = parts.opened(data).namelist()
    if "mimetype" in names and "content.xml" in names:
        kind = parts.Parts(data).bytes("mimetype").strip()
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return Kind.ODT
        raise refusals.unknown()
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return Kind.WORD
        raise refusals.unknown()
    return Kind.ZIP
