"""What stands in the index, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.terms import plain, tag_key, tags
from bot.domain.wanted import Wanted

NAME = "publication_words"  # the table; SQLite keeps others beside it whose names begin so

_MESSAGES = 32  # bits of a message's number


def key_of(channel_id: int, message_id: int) -> int:
    """The number of a publication: within a channel they rise as time goes on."""
    return channel_id << _MESSAGES | message_id


def message_of(key: int) -> int:
    """The first message of a publication."""
    return key & ((1 << _MESSAGES) - 1)


@dataclass(frozen=True, slots=True)
class Document:
    """The words of one publication; the text as it is but for the spelling of single letters."""

    key: int
    title: str  # the first line
    body: str
    tags: tuple[str, ...]  # keys, see bot.domain.terms

    @classmethod
    def of(cls, key: int, text: str) -> Document:
        """What is looked for in a text."""
        title, _, body = plain(text).lstrip().partition("\n")
        return cls(key, title, body, tuple(map(tag_key, tags(text))) if "#" in text else ())


class Words(Protocol):
    """The index. Keys of answers are in falling order: the newest first."""

    async def add(self, documents: Sequence[Document]) -> None:
        """Enters documents whose keys are not in it."""

    async def remove(self, document: Document) -> None:
        """Takes a document out; it has to be as it was entered."""

    async def find(
        self, wanted: Wanted, low: int, high: int, limit: int, *, in_title: bool = False
    ) -> list[int]:
        """Keys from `low` to `high` of what is wanted, or of what says all of it in its title."""

    async def known(self, words: Iterable[str]) -> set[str]:
        """Which of these words stand in it."""

    async def tidy(self, *, begun: bool) -> bool:
        """Takes one step of putting the index in order, for faster answers; is there more to do?

        `begun` goes on with the steps taken before.
        """
