"""`migrate` and `backup`."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from pathlib import Path

from bot import settings
from bot.cli.exit_codes import FAILED
from bot.clock import SystemClock
from bot.store import StoreError
from bot.store import backup as backups
from bot.store.migrate import HEAD, upgrade


def migrate() -> int:
    """Brings the database to the present schema."""
    chosen = settings.load()
    try:
        changed = asyncio.run(upgrade(chosen.database_url))
    except StoreError as error:
        print(f"DATABASE_URL={chosen.database}: {error}", file=sys.stderr)
        return FAILED
    print(f"{'upgraded to' if changed else 'already at'} {HEAD}")
    return 0


def backup(target: str | None) -> int:
    """Copies the database, integrity checked."""
    chosen = settings.load()
    stamp = f"{SystemClock().now():%Y-%m-%d-%H%M%S}"
    file = Path(target) if target else Path(f"data/backup-{stamp}.db")
    try:
        size = backups.copy(chosen.database_url, file)
    except (sqlite3.Error, ValueError, OSError) as error:
        text = str(error)
        if "locked" in text:
            text = "the bot is running; stop it for the moment of the copy"
        print(f"DATABASE_URL={chosen.database}: {text}", file=sys.stderr)
        return FAILED
    print(f"{file}: {size} bytes, integrity ok")
    return 0
