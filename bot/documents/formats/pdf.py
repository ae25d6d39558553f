"""A .pdf with a text layer."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from bot.documents import limits, refusals
from bot.documents.formats.pdf_layout import Glyph, Page, lay_out, page_of
from bot.documents.formats.pdf_tables import Box, grids
from bot.documents.formats.sheet import BOLD, ITALIC, PLAIN, Found, Marks, link
from bot.domain.document import Picture
from bot.domain.errors import InputError

_ITALIC_FLAG = 1 << 6  # ISO 32000-1, table 123
_BOLD_FLAG = 1 << 18
_BOLD_WEIGHT = 600
_NAME = 128  # bytes of a font's name that tell
_ADDRESS = 2048  # bytes of a link
_SCANNED = 0.7  # of the page's area: a picture of the page, not one on it
_FRAME = 5.0  # points; a larger stroked shape is a frame
_HYPHEN = "\u00ad"


def read(data: bytes) -> Found:
    """The text, its lines joined again into paragraphs, and the pictures."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise (refusals.locked() if locked else refusals.broken()) from None
    if len(document) > limits.PAGES:
        raise InputError(
            "The file has more than {limit} pages. Send only those of the release.",
            limit=limits.PAGES,
        )
    pages, pictures, size = list[Page](), list[Picture](), 0
    for number in range(len(document)):
        page = document[number]
        glyphs = list(_glyphs(page))
        size += len(glyphs)
        if size > limits.TEXT:
            raise refusals.excessive()
        pages.append(page_of(glyphs, page.get_height(), grids(_rules(page))))
        if len(pictures) < limits.PICTURES * 3:  # some of them are logos
            pictures.extend(_pictures(page))
        page.close()
    if not any(pages):
        raise InputError("The PDF holds pictures of pages, not text. Send the text itself.")
    return Found(lay_out(pages), pictures)


def _glyphs(page: Any) -> Iterator[Glyph]:
    """The characters in their order; line ends are those that pdfium found."""
    text = page.get_textpage()
    fonts = dict[Any, Marks]()
    links, marks = list(_links(page)), PLAIN
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = chr(code) if code < 0x110000 else ""
        if pdfium.FPDFText_IsHyphen(text, index) == 1 or code in (0x02, 0xFFFE):
            char = _HYPHEN
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value)
        if char.strip():  # a space looks as the word before it
            here = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            linked = next((mark for area, mark in links if _within(here, area)), PLAIN)
            marks = fonts.setdefault(*_font(text, index, fonts)) | linked
        size = pdfium.FPDFText_GetFontSize(text, index)
        yield Glyph(char, box, size, marks)


def _font(text: Any, index: int, known: dict[Any, Marks]) -> tuple[Any, Marks]:
    """The text object of a character, and how its font looks."""
    shown = pdfium.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(shown, ctypes.c_void_p).value
    if key in known:
        return key, known[key]
    name, flags = ctypes.create_string_buffer(_NAME), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, _NAME, flags)
    said = name.value.lower()
    weight = pdfium.FPDFText_GetFontWeight(text, index)
    found = set()
    if weight >= _BOLD_WEIGHT or flags.value & _BOLD_FLAG or b"bold" in said or b"black" in said:
        found.add(BOLD)
    if flags.value & _ITALIC_FLAG or b"italic" in said or b"oblique" in said:
        found.add(ITALIC)
    return key, frozenset(found)


def _links(page: Any) -> Iterator[tuple[Box, Marks]]:
    """The places of the page that lead to addresses."""
    place, found = ctypes.c_int(0), pdfium.FPDF_LINK()
    area, buffer = pdfium.FS_RECTF(), ctypes.create_string_buffer(_ADDRESS)
    while pdfium.FPDFLink_Enumerate(page, place, found):
        action = pdfium.FPDFLink_GetAction(found)
        if not action or not pdfium.FPDFLink_GetAnnotRect(found, area):
            continue
        length = pdfium.FPDFAction_GetURIPath(page.pdf, action, buffer, _ADDRESS)
        marks = link(buffer.value.decode("utf-8", "replace") if length else None)
        if marks:
            low, high = sorted((area.bottom, area.top))
            yield (area.left, low, area.right, high), marks


def _rules(page: Any) -> Iterator[Box]:
    """The lines that are drawn on the page; of a stroked frame its four sides."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        try:
            left, bottom, right, top = shape.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        pdfium.FPDFPath_GetDrawMode(shape, mode, stroke)
        if stroke.value and min(right - left, top - bottom) > _FRAME:
            yield from ((left, bottom, left, top), (right, bottom, right, top))
            yield from ((left, bottom, right, bottom), (left, top, right, top))
        else:
            yield left, bottom, right, top


def _within(here: tuple[float, float], area: Box) -> bool:
    return area[0] <= here[0] <= area[2] and area[1] <= here[1] <= area[3]


def _pictures(page: Any) -> Iterator[Picture]:
    whole = page.get_width() * page.get_height()
    for shown in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        try:
            width, height = shown.get_px_size()
            left, bottom, right, top = shown.get_bounds()
            scan = (right - left) * (top - bottom) > _SCANNED * whole
            if scan or min(width, height) < limits.SHORT_SIDE or width * height > limits.PIXELS:
                continue
            file = BytesIO()
            shown.extract(file, fb_format="png")
        except (pypdfium2.PdfiumError, ValueError, OSError, NotImplementedError):
            continue  # a picture that can't be shown is no reason to refuse the text
        yield Picture("picture", file.getvalue())
