"""`restore`: a copy is examined, and takes the database's place."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot import settings
from bot.cli.exit_codes import FAILED
from bot.clock import SystemClock
from bot.services.contact import FACT
from bot.services.restoring import Held, hold_what_may_be_out
from bot.store import Store, StoreError
from bot.store import backup as backups
from bot.store.engine import file_of
from bot.store.migrate import HEAD

SIDES = ("", "-wal", "-shm")  # of an SQLite database


class Refused(Exception):
    """It can't be restored, for a reason that says what to do."""


def restore(name: str, *, verify: bool) -> int:
    """Prints what the copy holds; without `verify`, puts it in the database's place."""
    chosen = settings.load()
    try:
        return _restore(Path(name), file_of(chosen.database_url), verify=verify)
    except (Refused, ValueError) as error:
        print(f"{name}: {error}", file=sys.stderr)
    except StoreError as error:
        print(f"{name}: {error}; take another copy", file=sys.stderr)
    except (sqlite3.Error, OSError) as error:
        print(f"{name}: {error}", file=sys.stderr)
    return FAILED


def _restore(copy: Path, database: Path, *, verify: bool) -> int:
    if not copy.is_file():
        raise Refused("there is no such file")
    if database.exists() and copy.samefile(database):
        raise Refused("this is the database itself; name a copy of it")
    if not verify:
        _require_alone(database)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=_room_for(database, verify)) as name:
        trial = Path(name) / "copy.db"
        with trial.open("xb") as made, copy.open("rb") as source:  # nothing else has it open
            os.fchmod(made.fileno(), 0o600)
            shutil.copyfileobj(source, made)
        taken = asyncio.run(_examine(trial))
        if verify:
            return 0
        now = SystemClock().now()
        held = asyncio.run(_hold(trial, taken, now))
        aside = _put_in_place(trial, database, now)
    _say(held, database, aside)
    return 0


def _room_for(database: Path, verify: bool) -> Path | None:
    """The folder of the trial: the database's own, so that the copy can simply be moved there."""
    if verify:
        return None
    database.parent.mkdir(parents=True, exist_ok=True)
    return database.parent


def _require_alone(database: Path) -> None:
    """Raises Refused while another process has the database. A broken one is nobody's."""
    if not database.is_file():
        return
    try:
        with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as found:
            found.execute("BEGIN EXCLUSIVE")
            found.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise Refused("the bot is running; stop it, then restore") from None
    except sqlite3.DatabaseError:
        return


async def _examine(trial: Path) -> datetime:
    """Prints what the copy holds; returns the instant that it is of. Raises Refused."""
    with closing(sqlite3.connect(trial)) as opened:
        try:
            problem = opened.execute("PRAGMA integrity_check").fetchone()[0]
            known = opened.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise Refused(f"it is no copy of a database ({error}); take another one") from None
    if problem != "ok":
        raise Refused(f"it is damaged ({problem}); take another one")
    print(f"integrity ok, schema {known[0]}" + ("" if known[0] == HEAD else f", becomes {HEAD}"))
    store = await Store.open(f"sqlite:///{trial}")
    try:
        survey = await store.run(lambda tx: tx.surveys.take(FACT))
        chain = await store.run(lambda tx: tx.audit.verify())
    finally:
        await store.close()
    print(", ".join(f"{table} {count}" for table, count in survey.counts.items()))
    if chain.broken is not None:
        raise Refused(f"entry {chain.broken} of its log does not fit; take another copy")
    print(f"log: {chain.count} entries, chain intact, head {chain.head}")
    if survey.published is not None:
        number, title, at = survey.published
        print(f"published last: no. {number} «{title}», {at:%Y-%m-%d %H:%M} UTC")
    taken = survey.newest or datetime.fromtimestamp(0, UTC)
    print(f"the newest thing in it is of {taken:%Y-%m-%d %H:%M:%S} UTC")
    return taken


async def _hold(trial: Path, taken: datetime, now: datetime) -> Held:
    store = await Store.open(f"sqlite:///{trial}")
    try:
        return await store.run(lambda tx: hold_what_may_be_out(tx, taken, now))
    finally:
        await store.close()


def _put_in_place(trial: Path, database: Path, now: datetime) -> Path | None:
    """Moves the present files aside and the copy in; returns where they are now."""
    aside = backups.folder_of(database) / f"replaced-{now:%Y-%m-%d-%H%M%S}.db"
    aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    there = [side for side in SIDES if Path(f"{database}{side}").exists()]
    for side in there:
        Path(f"{database}{side}").replace(f"{aside}{side}")
    _flush(trial)
    trial.replace(database)
    _flush(database.parent)
    return aside if there else None


def _flush(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _say(held: Held, database: Path, aside: Path | None) -> None:
    print(f"{database}: restored" + (f"; what was there is now {aside}" if aside else ""))
    print(
        f"held until somebody looks at the channel: posts {held.posts}, comments {held.comments}; "
        f"messages of people left aside: {held.updates}"
    )
