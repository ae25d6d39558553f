"""Bringing a database to the present schema; alembic is imported only when there is work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, text

from bot.store.engine import open_migrator
from bot.store.errors import DRIVER_ERRORS, StoreError, refusal

if TYPE_CHECKING:
    from alembic.config import Config

# Until the first release the revisions are rewritten and renamed with every change of the schema:
# a database of an older one is refused with a sentence.
HEAD = "0008.1"

# PostgreSQL's number for the lock under which the schema changes; see bot.store.audit.
LOCK = 0x736368


def config(connection: Connection) -> Config:
    """Alembic's configuration on an open connection; no alembic.ini."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", "bot:store/migrations")
    made.attributes["connection"] = connection
    return made


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _in_use(connection: Connection) -> bool:
    """Whether a process holds the lease: nobody changes the schema under it."""
    if connection.dialect.name != "postgresql" or not inspect(connection).has_table("leases"):
        return False
    held = "SELECT count(*) FROM leases WHERE expires_at > clock_timestamp()"
    return bool(connection.execute(text(held)).scalar_one())


def _upgrade(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":
        # Two processes that start at once would both begin.
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    found = revision(connection)
    if found == HEAD:
        return False
    if found is not None and _in_use(connection):
        raise StoreError(f"its schema is {found}, not {HEAD}, and a bot of that version uses it")
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(config(connection), HEAD)
    except CommandError as error:
        raise StoreError(f"its schema is not one of this version ({error})") from error
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration broke foreign keys: {broken[:3]}")
    return True


async def upgrade(url: str) -> bool:
    """Upgrades the database at `url`; says whether there was anything to do.

    Foreign keys are off meanwhile: SQLite's way of altering a parent table would empty its
    children (model-codebases.md §5). Raises StoreError.
    """
    try:
        engine = open_migrator(url)
    except OSError as error:
        raise StoreError(str(error)) from error
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(_upgrade)
    except DRIVER_ERRORS as error:
        raise refusal(error) from error
    finally:
        await engine.dispose()
