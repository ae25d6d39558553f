"""Tables: rows of cells that may span rows and columns."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.fields import field
from bot.sandbox.rich.text import Text
from bot.sandbox.shapes import Json

_SWITCHES = ("is_bordered", "is_striped", "is_compact")
_ALIGN = ("left", "center", "right")
_VALIGN = ("top", "middle", "bottom")
_SPAN_LIMIT = 1000


def read(raw: Json, read_text: Callable[[Any], Text]) -> Json:
    """The table without its type; ValueError in the server's words."""
    rows = field(raw, "cells", list)
    if not all(isinstance(row, list) for row in rows):
        raise ValueError('Field "cells" must be an Array of Array')
    shape: Json = {"cells": [[_cell(cell, read_text) for cell in row] for row in rows]}
    shape |= {name: True for name in _SWITCHES if raw.get(name)}
    return shape | ({"caption": read_text(raw["caption"])} if raw.get("caption") else {})


def columns(cells: list[list[Json]]) -> int:
    """How many columns the widest row takes, cells from above included."""
    widest = 0
    hanging: list[tuple[int, int]] = []  # columns taken by a cell from above, rows left
    for row in cells:
        width = sum(span for span, _ in hanging)
        hanging = [(span, left - 1) for span, left in hanging if left > 1]
        for cell in row:
            span, rows = cell.get("colspan", 1), cell.get("rowspan", 1)
            width += span
            if rows > 1:
                hanging.append((span, rows - 1))
        widest = max(widest, width)
    return widest


def _cell(raw: Any, read_text: Callable[[Any], Text]) -> Json:
    if not isinstance(raw, dict):
        raise ValueError("expected an Object")  # noqa: TRY004 one kind
    shape: Json = {
        "align": _choice(raw, "align", _ALIGN),
        "valign": _choice(raw, "valign", _VALIGN),
    }
    if raw.get("text") is not None:
        shape["text"] = read_text(raw["text"])
    if raw.get("is_header"):
        shape["is_header"] = True
    for name in ("colspan", "rowspan"):
        span = field(raw, name, int) if raw.get(name) is not None else 1
        if not 1 <= span <= _SPAN_LIMIT:
            raise ValueError(f"Invalid table cell {name} specified")
        if span > 1:
            shape[name] = span
    return shape


def _choice(raw: Json, name: str, choices: tuple[str, ...]) -> str:
    chosen = raw.get(name) or choices[0]
    if chosen not in choices:
        raise ValueError(f"Invalid table cell {name} specified")
    return str(chosen)
