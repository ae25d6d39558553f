"""Word lists written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of `text`; where it has bars, the phrases between them."""
    items = text.split("|") if "|" in text else text.split()
    return frozenset(" ".join(item.split()) for item in items)
