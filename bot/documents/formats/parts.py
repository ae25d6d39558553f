"""The parts of a document that is a zip, and XML that can't hurt."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from bot.documents import limits, refusals

Element = Any  # lxml has no types


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive; raises InputError for a broken one, a locked one and a bomb."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refusals.broken() from None
    if not members:
        raise refusals.textless()
    if any(member.flag_bits & 1 for member in members):
        raise refusals.locked()
    unpacked = sum(member.file_size for member in members)
    bomb = any(
        member.file_size > max(limits.RATIO_FROM, limits.RATIO * member.compress_size)
        for member in members
    )
    if len(members) > limits.MEMBERS or unpacked > limits.UNPACKED or bomb:
        raise refusals.excessive()
    return archive


class Parts:
    """The parts of a document, by their names."""

    def __init__(self, data: bytes) -> None:
        self._archive = opened(data)
        self.names = frozenset(self._archive.namelist())

    def bytes(self, name: str) -> bytes:
        """The part's bytes; never more than the archive declared."""
        try:
            return self._archive.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise refusals.broken() from None

    def xml(self, name: str) -> Element:
        """The part's root."""
        return xml(self.bytes(name))


def xml(data: bytes) -> Element:
    """The root of an XML text: no entity is resolved, nothing is fetched, depth is bounded."""
    from lxml import etree

    if len(data) > limits.XML:
        raise refusals.excessive()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error) or "loop" in str(error)
        raise (refusals.excessive() if deep else refusals.broken()) from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise refusals.excessive()  # no program that writes documents declares entities
    return root


def local(element: Element) -> str:
    """The tag's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """The attribute of that name in whatever namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and so on down the path."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    return (inner for inner in (() if element is None else element) if local(inner) == name)
