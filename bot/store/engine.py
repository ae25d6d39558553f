"""Opening the database, SQLite or PostgreSQL: one connection, a commit is safe when it returns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from bot.store import postgresql
from bot.store.one_hop import OneHop

# EXCLUSIVE: a second process is refused, and the WAL-reset bug of SQLite <= 3.51.2, which
# needs two connections, can't happen (reliability.md §8).
PRAGMAS = (
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 2000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_size_limit = 16777216",
)


def is_file(url: str) -> bool:
    """Whether the database is one file, SQLite, and so has one process at a time."""
    return url.startswith("sqlite:")


def file_of(url: str) -> Path:
    """The file of an SQLite URL. Raises ValueError for another database."""
    database = make_url(url).database
    if not is_file(url) or not database:
        raise ValueError(postgresql.NO_FILE)
    return Path(database)


def open_reader(url: str) -> AsyncEngine:
    """An engine that only reads: nothing is made, migrated or locked.

    Raises ValueError where there is no file. An SQLite file that the bot has open is "locked".
    """
    if not is_file(url):
        return postgresql.make_engine(url, read_only=True)
    file = file_of(url)
    if not file.is_file():
        raise ValueError(f"there is no file {file}")
    uri = URL.create(
        "sqlite+aiosqlite",
        database=file.resolve().as_uri(),
        query={"mode": "ro", "uri": "true", "timeout": "2"},
    )
    return create_async_engine(uri)


def open_migrator(url: str) -> AsyncEngine:
    """An engine for changing the schema: foreign keys are off, and statements take their time."""
    if is_file(url):
        return open_engine(url, foreign_keys=False)
    return postgresql.make_engine(url, unhurried=True)


def open_engine(url: str, *, foreign_keys: bool = True) -> AsyncEngine:
    """An engine for `url`; makes the folder of an SQLite file, which only its owner may read."""
    if not is_file(url):
        return postgresql.make_engine(url)
    parsed = make_url(url).set(drivername="sqlite+aiosqlite")
    if parsed.database and parsed.database != ":memory:":
        path = Path(parsed.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    engine = create_async_engine(parsed, poolclass=StaticPool, module=OneHop())

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in (*PRAGMAS, f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred BEGIN that turns into a write fails at once in spite of the busy timeout.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
