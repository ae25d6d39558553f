"""Copying and examining a database without the bot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store.engine import file_of


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
            problem = made.execute("PRAGMA integrity_check").fetchone()[0]
        if problem != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged: {problem}")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size
