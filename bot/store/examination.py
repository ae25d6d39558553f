"""Looking at an SQLite file before anything is trusted to it."""

from __future__ import annotations

import logging
import sqlite3
import time
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.errors import StoreDamaged, StoreError

log = logging.getLogger(__name__)

LONGEST = 5.0  # seconds; a file that takes longer is examined by its daily copy
OFTEN = 10_000  # steps of SQLite's machine between two looks at the time

# Two connections could lose commits before this version: sqlite.org/wal.html#walresetbug.
SAFE_FOR_TWO = (3, 51, 3)


async def examine(connection: AsyncConnection) -> None:
    """Reads the file through. Raises StoreDamaged, and StoreError where others could write too."""
    mode = (await connection.exec_driver_sql("PRAGMA locking_mode")).scalar()
    if mode != "exclusive" and sqlite3.sqlite_version_info < SAFE_FOR_TWO:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} needs the file for itself alone")
    driver: Any = (await connection.get_raw_connection()).driver_connection
    end = time.monotonic() + LONGEST
    await driver.set_progress_handler(lambda: time.monotonic() > end, OFTEN)
    try:
        problem = (await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar()
        if problem != "ok":
            raise StoreDamaged(str(problem))
        if orphans := (await connection.exec_driver_sql("PRAGMA foreign_key_check")).fetchmany(3):
            log.error("rows of the database name rows that are gone: %s", orphans)
    except OperationalError as error:
        if "interrupted" not in str(error):
            raise
        log.info("the database is too large to be examined at every start")
    finally:
        await driver.set_progress_handler(None, 0)
