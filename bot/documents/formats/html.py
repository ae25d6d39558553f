"""HTML: saved documents, the bodies of letters and what is left of web pages."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from bot.documents import limits, refusals
from bot.documents.formats import article
from bot.documents.formats.html_walk import Walker
from bot.documents.formats.parts import Element
from bot.documents.formats.sheet import Found
from bot.domain.document import Picture

# What asks for the bytes of an `<img src>`.
Resources = Callable[[str], bytes | None]

_CHARSET = re.compile(rb"<meta[^<>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_DATA = re.compile(r"data:image/[\w.+-]{1,20}(?:;[^,;]{1,40})*?(;base64)?,", re.IGNORECASE)
_NAVIGATED = ("nav", "header", "footer", "aside", "script")
_HEAD = 4096  # bytes in which a page names its encoding


def read(data: bytes) -> Found:
    """A saved page gives its article, a saved document all of its text."""
    root = parsed(data)
    if sum(root.find(f".//{tag}") is not None for tag in _NAVIGATED) >= 2:
        found = article.of(root)
        if found is not None:
            return walked(found)
    return walked(root)


def parsed(data: bytes, charset: str | None = None) -> Element:
    """The root of a page; no entity of its own, nothing fetched."""
    from lxml import etree, html

    if len(data) > limits.XML:
        raise refusals.excessive()
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = html.document_fromstring(decoded(data, charset).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise refusals.textless() from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise refusals.excessive()  # what lies deeper was dropped
    return root


def decoded(data: bytes, charset: str | None = None) -> str:
    """The characters: by the mark, the declared encoding, else by the letters."""
    from bot.parsing.decode import decode

    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return decode(data)
    declared = _CHARSET.search(data[:_HEAD])
    for name in (charset, declared[1].decode() if declared else None):
        if name:
            try:
                return data.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
    return decode(data)


def walked(root: Element, resources: Resources = lambda _address: None) -> Found:
    """The text of a tree, and the pictures that `resources` or the page itself hold."""
    walker = Walker()
    walker.walk(root)
    found = walker.sheet.found()
    for address in walker.images:
        data = embedded(address) or resources(address)
        if data:
            name = "picture" if address.startswith("data:") else address.rpartition("/")[2]
            found.pictures.append(Picture(name, data))
    return found


def embedded(address: str) -> bytes | None:
    """The bytes of a `data:` address."""
    match = _DATA.match(address[:200])
    if not match:
        return None
    body = address[match.end() :]
    try:
        return base64.b64decode(body) if match[1] else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
