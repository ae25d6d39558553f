"""DocBook, as antiword writes it of a .doc."""

from __future__ import annotations

import re

from bot.documents.formats import parts
from bot.documents.formats.parts import Element, attribute, child, children, local
from bot.documents.formats.sheet import (
    BOLD,
    BULLET,
    ITALIC,
    LIST,
    PLAIN,
    STRIKE,
    Found,
    Marks,
    Runs,
    Sheet,
    labelled,
)
from bot.domain.text import FormattedText

_ROLES = {"bold": BOLD, "strikethrough": STRIKE}
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[\]>]{0,400}(?:\[[^\]]{0,400}\])?\s*>")


def read(data: bytes) -> Found:
    """The text: headings, lists, tables and emphasis."""
    sheet = Sheet()
    _blocks(parts.xml(_DOCTYPE.sub(b"", data, count=1)), sheet)
    return sheet.found()


def _blocks(parent: Element, sheet: Sheet, label: str = "") -> None:
    for number, element in enumerate(parent, start=1):
        match local(element):
            case "title":
                sheet.add(_text(element, frozenset({BOLD})))
            case "para" if child(element, "informaltable") is not None:
                _blocks(element, sheet)
            case "para" | "simpara":
                sheet.add(labelled(label, _text(element)), LIST if label else None)
                label = ""
            case "listitem":
                bullet = f"{number}. " if local(parent) == "orderedlist" else BULLET
                _blocks(element, sheet, bullet)
            case "informaltable" | "table":
                sheet.table(
                    [_text(cell) for cell in children(row, "entry")]
                    for row in _rows(child(element, "tgroup"))
                )
            case "bookinfo" | "articleinfo":
                pass
            case _:
                _blocks(element, sheet)


def _rows(group: Element | None) -> list[Element]:
    bodies = (body for name in ("thead", "tbody") for body in children(group, name))
    return [row for body in bodies for row in children(body, "row")]


def _text(element: Element, every: Marks = PLAIN) -> FormattedText:
    runs = Runs()
    _inline(element, runs, PLAIN)
    return runs.formatted(every)


def _inline(element: Element, runs: Runs, marks: Marks) -> None:
    if local(element) == "emphasis":
        marks |= {_ROLES.get(attribute(element, "role") or "", ITALIC)}
    if local(element) == "para" and runs.last:
        runs.add("\n")
    for text, inner in [(element.text, None), *((one.tail, one) for one in element)]:
        if inner is not None:
            _inline(inner, runs, marks)
        if text:
            lead = " " if text[0].isspace() and runs.last not in ("", " ", "\n") else ""
            tail = " " if text[-1].isspace() and text.strip() else ""
            runs.add(lead + " ".join(text.split()) + tail, marks)
