"""Items that were written with bullets or numbers, as lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bot.domain.rich import RichList, RichParagraph
from bot.domain.text import FormattedText

# Emoji before an item say something of their own; they are no bullets.
_MARK = re.compile(r"\s*(?:(?P<number>\d{1,3})[.)][\s\u00a0]+|[•▪●○◦‣⁃∙·*–—-][\s\u00a0]*)(?=\S)")


def lists(items: list[FormattedText]) -> Iterator[RichList | RichParagraph]:
    """Neighbouring items as lists; those with other marks, or odd numbers, as paragraphs."""
    marked = [(_MARK.match(item.text), item) for item in items]
    for kind, run in groupby(marked, key=lambda pair: _kind(pair[0])):
        pairs = list(run)
        bare = tuple(item.slice(match.end()) for match, item in pairs if match)
        if kind == "bullet" or (kind == "number" and _counted(pairs)):
            yield RichList(bare, ordered=kind == "number")
        else:
            yield from (RichParagraph(item) for _, item in pairs)


def _kind(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return "number" if match.group("number") else "bullet"


def _counted(pairs: list[tuple[re.Match[str] | None, FormattedText]]) -> bool:
    """Whether the numbers are 1, 2, 3…: a list counts so by itself."""
    numbers = [match.group("number") for match, _ in pairs if match]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]
