"""Quotation marks in Russian: «ёлочки», inside them „лапки“ (editorial.md §2.10)."""

from __future__ import annotations

from bot.domain.edits import Edit
from bot.domain.quotation import pairs

_OUTER, _INNER = ("«", "»"), ("„", "“")


def quotation_edits(text: str) -> list[Edit]:
    """The edits that dress every matched pair; marks without a partner stay as they are."""
    edits = list[Edit]()
    for pair in pairs(text):
        opening, closing = _INNER if pair.depth else _OUTER
        if text[pair.start : pair.inner] != opening:
            edits.append(Edit(pair.start, pair.inner, opening))
        if text[pair.inner_end : pair.end] != closing:
            edits.append(Edit(pair.inner_end, pair.end, closing))
    return sorted(edits, key=lambda edit: edit.start)
