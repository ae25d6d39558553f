"""The article of a web page, without what stands around it."""

from __future__ import annotations

from bot.documents.formats.parts import Element


def of(root: Element) -> Element | None:
    """The article as a tree of its own, its title first; None where there is none."""
    del root
    return None
