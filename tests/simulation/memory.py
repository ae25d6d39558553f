"""The store on SQLite without threads, in memory or in a file: a transaction takes no time.

So a run is the same each time, and a day of a channel costs little. The statements, the schema
and SQLite are the real ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from bot.store import Store, Transaction
from bot.store.errors import DRIVER_ERRORS, refusal

T = TypeVar("T")


class _AtOnce:
    """As much of an AsyncConnection as transactions use."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect

    async def execute(self, statement: Any, values: Any = None) -> Any:
        return self._connection.execute(statement, values)

    async def exec_driver_sql(self, statement: str, values: Any = None) -> Any:
        return self._connection.exec_driver_sql(statement, values)


class MemoryStore(Store):
    """Begins as a copy of an empty database that was serialized."""

    def __init__(self, empty: bytes, file: Path | None = None) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self._sync = create_engine(f"sqlite:///{file or ':memory:'}", poolclass=StaticPool)
        self.raw: sqlite3.Connection

        @event.listens_for(self._sync, "connect")
        def configure(connection: sqlite3.Connection, _record: object) -> None:
            source = sqlite3.connect(":memory:")
            source.deserialize(empty)
            source.backup(connection)
            source.close()
            connection.isolation_level = None
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here
            self.raw = connection

        @event.listens_for(self._sync, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        self._line = self._sync.connect()

    async def run(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs `work` in one transaction, as the real one does."""
        connection: Any = _AtOnce(self._line)
        try:
            with self._line.begin():
                return await work(Transaction(connection))
        except DRIVER_ERRORS as error:
            raise refusal(error) from error

    async def close(self) -> None:
        """Forgets everything."""
        self._line.close()
        self._sync.dispose()
