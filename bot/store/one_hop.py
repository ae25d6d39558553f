"""SQLAlchemy's aiosqlite with one trip to the database's thread for a statement instead of four.

SQLAlchemy makes a cursor, executes, fetches and closes, each by a message to aiosqlite's thread
and back; that costs more than the statement itself. All rows are fetched at once either way.
It leans on how both packages are made inside; the lock file pins them (docs/decisions.md).
"""

from __future__ import annotations

import sqlite3
from collections import deque
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)


class _Done:
    """A cursor that has done its work: what is left of it, and the rows."""

    arraysize = 1

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self.rows = cursor.fetchall() if cursor.description else []
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid
        cursor.close()


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()

    _awaitable_cursor_close = False
    _cursor: Any

    def _make_new_cursor(self, connection: Any) -> Any:
        return None

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    async def _async_soft_close(self) -> None:
        """Nothing is open."""

    def close(self) -> None:
        self._rows.clear()

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        return await self._whole("execute", operation, () if parameters is None else parameters)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        return await self._whole("executemany", operation, seq_of_parameters)

    async def _whole(self, method: str, operation: str, parameters: Any) -> Any:
        async with self._adapt_connection._execute_mutex:  # noqa: SLF001
            raw = self._connection._conn  # noqa: SLF001

            def work() -> _Done:
                cursor = raw.cursor()
                getattr(cursor, method)(operation, parameters)
                return _Done(cursor)

            self._cursor = await self._connection._execute(work)  # noqa: SLF001
            self._rows = deque(self._cursor.rows)
            return self


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()

    _cursor_cls = _Cursor


class OneHop(AsyncAdapt_aiosqlite_dbapi):
    """The `module` of an engine."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *args: Any, **options: Any) -> AsyncAdapt_aiosqlite_connection:
        """A connection whose statements take one trip."""
        return _Connection(self, super().connect(*args, **options).driver_connection)
