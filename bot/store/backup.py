"""Copying a database and examining the copy, with the bot or without it."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.engine import file_of

ROOM = 64 * 2**20  # bytes that a copy leaves free


def copy(url: str, target: Path) -> int:
    """Copies the database through SQLite's backup interface; returns the size in bytes.

    Raises sqlite3.Error where the database is in use or broken, ValueError if it is no file.
    """
    source = file_of(url)
    if not source.is_file():
        raise ValueError(f"there is no file {source}")
    if target.exists():
        raise ValueError(f"{target} is there already; name another file")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=2)) as original,
            closing(sqlite3.connect(part)) as made,
        ):
            # backup() would wait for ever where another process has the file; this raises.
            original.execute("SELECT count(*) FROM sqlite_master").fetchone()
            original.backup(made)
        check(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def folder_of(database: Path) -> Path:
    """Where copies of an SQLite file are kept: beside it."""
    return database.parent / "backups"


def copies_of(database: Path) -> list[Path]:
    """The copies in that folder, those of every day among them."""
    folder = folder_of(database)
    return [*folder.glob("vestnik-*.db"), *folder.glob("daily/vestnik-*.db")]


def prepare(target: Path) -> None:
    """Makes an empty file for a copy that only its owner may read. Raises OSError."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.touch(mode=0o600, exist_ok=False)


async def copy_running(connection: AsyncConnection, target: Path) -> None:
    """Copies the database that the connection has open, as of the last commit.

    On the connection's own thread and in one go: nobody else may open the file, and the caller
    lets nothing else run on the connection. Raises sqlite3.Error, and OSError without room.
    """
    driver: Any = (await connection.get_raw_connection()).driver_connection
    size = 1
    for pragma in ("page_count", "page_size"):  # past SQLAlchemy, which would begin a transaction
        async with driver.execute(f"PRAGMA {pragma}") as cursor:
            size *= (await cursor.fetchone())[0]
    if shutil.disk_usage(target.parent).free < size + ROOM:
        raise OSError(errno.ENOSPC, "there is no room for a copy")
    with closing(sqlite3.connect(target, check_same_thread=False)) as made:
        await driver.backup(made)


def check(copy: Path) -> None:
    """Reads a copy through. Raises sqlite3.DatabaseError for a damaged one."""
    with closing(sqlite3.connect(copy)) as made:
        problem = made.execute("PRAGMA integrity_check").fetchone()[0]
    if problem != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged: {problem}")
