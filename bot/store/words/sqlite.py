"""The index in SQLite: FTS5, contentless."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.wanted import Wanted
from bot.store.words.document import Document

# As the migration makes it, for databases that no migration makes.
TABLE = (
    "CREATE VIRTUAL TABLE publication_words "
    "USING fts5(title, body, tags, content='', tokenize='unicode61 remove_diacritics 2')"
)

_ADD = "INSERT INTO publication_words (rowid, title, body, tags) VALUES (?, ?, ?, ?)"
_REMOVE = (
    "INSERT INTO publication_words (publication_words, rowid, title, body, tags) "
    "VALUES ('delete', ?, ?, ?, ?)"
)
_FIND = (
    "SELECT rowid FROM publication_words "
    "WHERE publication_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
)
# A negative number has segments of all sizes merged; of each time at most so many pages.
_TIDY = "INSERT INTO publication_words (publication_words, rank) VALUES ('merge', ?)"
_PAGES = 200
_CHANGES = "SELECT total_changes()"
_KNOWN = (
    "SELECT value FROM json_each(?) AS asked WHERE EXISTS (SELECT 1 FROM publication_words "
    "WHERE publication_words MATCH '\"' || asked.value || '\"')"
)


class SqliteWords:
    """Words of publications in FTS5."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, documents: Sequence[Document]) -> None:
        """Enters documents whose keys are not in it."""
        await self._connection.exec_driver_sql(_ADD, list(map(_row, documents)))

    async def remove(self, document: Document) -> None:
        """Takes a document out; it has to be as it was entered."""
        await self._connection.exec_driver_sql(_REMOVE, _row(document))

    async def find(
        self, wanted: Wanted, low: int, high: int, limit: int, *, in_title: bool = False
    ) -> list[int]:
        """Keys from `low` to `high` of what is wanted, or of what says all of it in its title."""
        match = expression(wanted, "title" if in_title else None)
        rows = await self._connection.exec_driver_sql(_FIND, (match, low, high, limit))
        return [key for (key,) in rows.all()]

    async def tidy(self, *, begun: bool) -> bool:
        """Merges some of the index's parts, of which every entering makes one; is there more?

        What is all in one part is found twice as fast.
        """
        before = (await self._connection.exec_driver_sql(_CHANGES)).scalar_one()
        await self._connection.exec_driver_sql(_TIDY, (_PAGES if begun else -_PAGES,))
        after = (await self._connection.exec_driver_sql(_CHANGES)).scalar_one()
        return bool(after - before >= 2)  # so SQLite's manual has it

    async def known(self, words: Iterable[str]) -> set[str]:
        """Which of these words stand in it."""
        rows = await self._connection.exec_driver_sql(_KNOWN, (json.dumps(list(words)),))
        return set(rows.scalars())


def _row(document: Document) -> tuple[int, str, str, str]:
    tags = " ".join(tag[1:] for tag in document.tags)
    return document.key, document.title, document.body, tags


def expression(wanted: Wanted, column: str | None = None) -> str:
    """The query in FTS5's language. All words are quoted: none of them can be an operator."""
    spoken = " AND ".join(_spoken(wanted))
    if column and spoken:
        spoken = f"{column} : ({spoken})"
    rubrics = " AND ".join(f'tags : "{tag[1:]}"' for tag in wanted.tags)
    return " AND ".join(f"({each})" for each in (spoken, rubrics) if each)


def _spoken(wanted: Wanted) -> Iterator[str]:
    for word in wanted.words:
        yield "(" + " OR ".join(f'"{form}"' for form in word.forms) + ")"
    for phrase in wanted.phrases:
        yield '"' + " ".join(phrase.terms) + '"'
