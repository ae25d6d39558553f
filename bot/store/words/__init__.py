"""The index over the words of what was published: each database's own, behind the same verbs."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.words.document import NAME, Document, Words
from bot.store.words.postgresql import PostgresWords
from bot.store.words.sqlite import SqliteWords

__all__ = ["NAME", "Document", "Words", "words_of"]


def words_of(connection: AsyncConnection) -> Words:
    """The index of the database at hand."""
    if connection.dialect.name == "sqlite":
        return SqliteWords(connection)
    return PostgresWords(connection)
