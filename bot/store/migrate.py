"""Bringing a database to the present schema; alembic is imported only when there is work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.engine import open_engine
from bot.store.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

# Until the first release the revisions are rewritten and renamed with every change of the schema:
# a database of an older one is refused with a sentence.
HEAD = "0005.8"


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


def _upgrade(connection: Connection) -> bool:
    if revision(connection) == HEAD:
        return False
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
        engine = open_engine(url, foreign_keys=False)
    except OSError as error:
        raise StoreError(str(error)) from error
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(_upgrade)
    except SQLAlchemyError as error:
        raise StoreError(str(error.__cause__ or error)) from error
    finally:
        await engine.dispose()
