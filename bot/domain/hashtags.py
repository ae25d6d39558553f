"""The hashtags of a post: which are shown, and how a phrase becomes one (design §6)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def hashtag(phrase: str) -> str | None:
    """«Что происходит» → «#ЧтоПроисходит»; None where Telegram would see no hashtag."""
    words: list[str] = _WORD.findall(phrase)
    if len(words) > 1:
        words = [word[:1].upper() + word[1:] for word in words]
    tag = "".join(words)
    return f"#{tag}" if tag and not tag.isdigit() else None


def all_of(rubric: str | None, hashtags: Iterable[str]) -> tuple[str, ...]:
    """The rubric's hashtag, then those of the release, none twice."""
    tags = dict[str, str]()
    for tag in (hashtag(rubric) if rubric else None, *hashtags):
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


def shown(rubric: str | None, hashtags: Iterable[str], most: int) -> tuple[str, ...]:
    """The first `most` of them."""
    return all_of(rubric, hashtags)[: max(most, 0)]
