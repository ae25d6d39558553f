"""Plain text."""

from __future__ import annotations

from bot.documents import limits, refusals
from bot.documents.formats.sheet import Found, Runs
from bot.parsing.decode import decode


def read(data: bytes) -> Found:
    """The characters, in whatever encoding they came; lines as they were."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limits.TEXT:
        raise refusals.excessive()
    runs = Runs()
    runs.add(text)
    return Found(runs.formatted())
