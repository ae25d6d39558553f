"""Short ways to read a release in a test."""

from __future__ import annotations

import re
from collections import Counter

from bot.domain.release import Media, RawRelease, Release
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.parsing.headline import place_headline
from bot.parsing.kinds import Kind, classify
from bot.parsing.lines import read_lines


def read(text: str, *media: Media) -> Release:
    """The release that a plain text says."""
    return parse(RawRelease(FormattedText(text), media))


def kinds(text: str) -> list[Kind]:
    """What each line of a text is."""
    lines = read_lines(FormattedText(text))
    found = classify(lines)
    place_headline(lines, found)
    return found


def bodies(release: Release) -> list[str]:
    """The blocks as plain text, quotations with « and their speaker."""
    return [
        f"«{block.text}» {block.speaker}" if block.kind == "quote" else block.text.text
        for block in release.blocks
    ]


def vocabulary(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(re.findall(r"\w+", text.casefold()))
