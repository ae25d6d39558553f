"""The sandbox's memory on disk: every change is written at once, so kill -9 loses nothing."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists objects (
  place integer primary key, kind text not null, key text not null, body text not null,
  unique (kind, key)
);
create table if not exists blobs (key text primary key, body blob not null);
"""


class Storage:
    """Objects by kind and key, and bytes by key, in SQLite; without a path, in memory."""

    def __init__(self, path: Path | None) -> None:
        self._db = sqlite3.connect(str(path) if path else ":memory:", isolation_level=None)
        self._depth = 0
        self._db.execute("pragma journal_mode=wal")
        # A killed process loses nothing that it wrote; only a power cut could.
        self._db.execute("pragma synchronous=off")
        self._db.executescript(_SCHEMA)

    def put(self, kind: str, key: str | int, body: Any) -> None:
        """Write one object, new or changed."""
        self._db.execute(
            "insert into objects (kind, key, body) values (?, ?, ?)"
            " on conflict (kind, key) do update set body = excluded.body",
            (kind, str(key), json.dumps(body, ensure_ascii=False)),
        )

    def delete(self, kind: str, key: str | int) -> None:
        """Forget one object; an unknown one is no matter."""
        self._db.execute("delete from objects where kind = ? and key = ?", (kind, str(key)))

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        """All objects of a kind in the order in which they were first put."""
        rows = self._db.execute(
            "select key, body from objects where kind = ? order by place", (kind,)
        )
        return ((key, json.loads(body)) for key, body in rows.fetchall())

    def put_blob(self, key: str, body: bytes) -> None:
        """Keep the bytes of a file."""
        self._db.execute("insert or replace into blobs values (?, ?)", (key, body))

    def blob(self, key: str) -> bytes:
        """The bytes of a file."""
        row = self._db.execute("select body from blobs where key = ?", (key,)).fetchone()
        return bytes(row[0])

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Writes within belong together: after a kill, all of them are there or none.

        They are kept also when the block raises, because the objects in memory keep them too.
        """
        if self._depth == 0:
            self._db.execute("begin")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._db.execute("commit")

    def close(self) -> None:
        """Let the file go."""
        self._db.close()
