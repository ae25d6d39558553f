"""What a published post says of its own history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain import limits
from bot.domain.errors import InputError

CorrectionKind = Literal["typo", "fact", "addition", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of what readers have seen already; `at` is UTC.

    A typo is mended without a word, a fact or an addition is told in a line of the post, and
    `text` of a withdrawn post stands in its place.
    """

    kind: CorrectionKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sequel:
    """The later post that goes on with a story; without a title, the address itself is shown."""

    link: str
    title: str = ""


def correction(kind: CorrectionKind, text: str, at: datetime) -> Correction:
    """A correction in one line; only that of a typo may be empty.

    Raises InputError for one that is empty or too long.
    """
    words = " ".join(text.split())
    if not words and kind != "typo":
        raise InputError("Say in one sentence what readers have to know of the change.")
    if len(words) > limits.CORRECTION:
        raise InputError(
            "A correction has at most {limit} characters. Say it in a sentence.",
            limit=limits.CORRECTION,
        )
    return Correction(kind, words, at)
