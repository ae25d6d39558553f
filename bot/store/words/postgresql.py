"""The index in PostgreSQL: a text search vector and a GIN index over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.terms import terms
from bot.domain.wanted import Wanted
from bot.store.words.document import Document

_ADD = text(
    "INSERT INTO publication_words (id, words) SELECT id, CAST(words AS tsvector) "
    "FROM unnest(CAST(:ids AS bigint[]), CAST(:words AS text[])) AS new (id, words)"
)
_REMOVE = text("DELETE FROM publication_words WHERE id = :id")
_FIND = text(
    "SELECT id FROM publication_words WHERE words @@ CAST(:query AS tsquery) "
    "AND id BETWEEN :low AND :high ORDER BY id DESC LIMIT :most"
)
_KNOWN = text(
    "SELECT word FROM unnest(CAST(:words AS text[])) AS asked (word) WHERE EXISTS "
    "(SELECT 1 FROM publication_words WHERE words @@ CAST('''' || word || '''' AS tsquery))"
)
# Words that are nowhere are looked for in the index, which says so at once.
_BY_INDEX = text("SET LOCAL enable_seqscan = off")
_AS_EVER = text("SET LOCAL enable_seqscan = on")

FARTHEST = 16_383  # the last place that a vector can tell


class PostgresWords:
    """Words of publications in a vector; those of the title have the weight A."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, documents: Sequence[Document]) -> None:
        """Enters documents whose keys are not in it."""
        await self._connection.execute(
            _ADD,
            {"ids": [each.key for each in documents], "words": list(map(vector, documents))},
        )

    async def remove(self, document: Document) -> None:
        """Takes a document out."""
        await self._connection.execute(_REMOVE, {"id": document.key})

    async def find(
        self, wanted: Wanted, low: int, high: int, limit: int, *, in_title: bool = False
    ) -> list[int]:
        """Keys from `low` to `high` of what is wanted, or of what says all of it in its title."""
        query = expression(wanted, ":A" if in_title else "")
        rows = await self._connection.execute(
            _FIND, {"query": query, "low": low, "high": high, "most": limit}
        )
        return list(rows.scalars())

    async def known(self, words: Iterable[str]) -> set[str]:
        """Which of these words stand in it."""
        await self._connection.execute(_BY_INDEX)
        found = await self._connection.execute(_KNOWN, {"words": list(words)})
        await self._connection.execute(_AS_EVER)
        return set(found.scalars())

    async def tidy(self, *, begun: bool) -> bool:
        """Nothing to do: autovacuum does it."""
        return False


def vector(document: Document) -> str:
    """The vector as PostgreSQL writes it: 'word':1A,7 'other':2."""
    places = defaultdict[str, list[str]](list)
    title = terms(document.title)
    for place, word in enumerate(title, 1):
        places[word].append(f"{min(place, FARTHEST)}A")
    for place, word in enumerate(terms(document.body), len(title) + 2):
        places[word].append(str(min(place, FARTHEST)))
    written = [f"'{word}':{','.join(where)}" for word, where in places.items()]
    return " ".join(written + [f"'{tag}'" for tag in document.tags])


def expression(wanted: Wanted, weight: str = "") -> str:
    """The query in PostgreSQL's language. All words are quoted: none can be an operator."""
    rubrics = (f"'{tag}'" for tag in wanted.tags)
    return " & ".join((*_spoken(wanted, weight), *rubrics))


def _spoken(wanted: Wanted, weight: str) -> Iterator[str]:
    for word in wanted.words:
        yield "(" + " | ".join(f"'{form}'{weight}" for form in word.forms) + ")"
    for phrase in wanted.phrases:
        yield "(" + " <-> ".join(f"'{term}'{weight}" for term in phrase.terms) + ")"
