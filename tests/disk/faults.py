"""Errors below the driver: what SQLite raises where the disk is full or broken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FULL = "database or disk is full"
BROKEN = "disk I/O error"

WRITES = ("INSERT", "UPDATE", "DELETE")


class Disk:
    """Fails at the chosen write: statements count, and so do the commits that follow them."""

    def __init__(self) -> None:
        self.left: int | None = None  # writes that still go well; None: all
        self.lasting = 1  # how many fail then
        self.sentence = FULL
        self.failed = 0
        self.file = ""
        self._dirty = False

    def arm(self, after: int, sentence: str, lasting: int = 1) -> None:
        """Has the write after so many fail, and the next ones up to `lasting`."""
        self.left, self.sentence, self.lasting, self.failed = after, sentence, lasting, 0

    def disarm(self) -> None:
        """All is well from now on."""
        self.left = None

    def statement(self, connection: sqlite3.Connection, sql: str) -> None:
        """A statement is about to be run."""
        word = sql.split(None, 1)[0].upper()
        if word in WRITES:
            self._write(connection)
            self._dirty = True
        elif word == "BEGIN":
            self._dirty = False

    def commit(self, connection: sqlite3.Connection) -> None:
        """A commit is about to be made; one of nothing writes nothing."""
        if self._dirty:
            self._write(connection)
        self._dirty = False

    def _write(self, connection: sqlite3.Connection) -> None:
        if self.left is None:
            return
        if self.left > 0:
            self.left -= 1
            return
        self.failed += 1
        if self.failed >= self.lasting:
            self.left = None
        connection.rollback()  # as SQLite does: the transaction is gone (reliability.md §8)
        raise sqlite3.OperationalError(self.sentence)


@contextmanager
def installed(disk: Disk) -> Iterator[None]:
    """Every database that is opened within stands on this disk."""
    connect = sqlite3.connect

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, *arguments: Any) -> Any:
            disk.statement(self.connection, sql)
            return super().execute(sql, *arguments)

        def executemany(self, sql: str, *arguments: Any) -> Any:
            disk.statement(self.connection, sql)
            return super().executemany(sql, *arguments)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            disk.commit(self)
            super().commit()

    def connecting(*arguments: Any, **more: Any) -> Any:
        return connect(*arguments, **{"factory": Connection, **more})

    sqlite3.connect = connecting
    try:
        yield
    finally:
        sqlite3.connect = connect
