"""Copying and examining a database without the bot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url


def file_of(url: str) -> Path:
    """The file of an SQLite URL. Raises ValueError for another database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise ValueError("only an SQLite database is one file; use the server's own tools")
    return Path(parsed.database)


def copy(url: str, target: Path) -> int:
    """Copies the database through SQLite's backup interface; returns the size in bytes.

    Raises sqlite3.Error where the database is in use or broken, ValueError if it is no file.
    """
    source = file_of(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=2)) as original,
        closing(sqlite3.connect(target)) as made,
    ):
        original.backup(made)
        problem = made.execute("PRAGMA integrity_check").fetchone()[0]
    if problem != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged: {problem}")
    return target.stat().st_size
