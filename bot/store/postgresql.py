"""What is PostgreSQL's own: how it is connected to, and what became of a commit in doubt."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.errors import StoreError

if TYPE_CHECKING:
    import asyncpg

NO_FILE = "PostgreSQL is copied by its own tool: pg_dump --format=custom --file=vestnik.dump"

CONNECT = 4.0  # seconds
ANSWER = 5.0  # seconds for one statement; migrations have as long as they need

# The server ends what we have left behind, frozen or cut off, so that a standby finds no lock:
# before the lease has run out.
SESSION = {
    "application_name": "vestnik",
    "idle_in_transaction_session_timeout": "3000",
    "statement_timeout": "4000",
    "jit": "off",
}

_STATUS = text("SELECT pg_xact_status(CAST(CAST(:xid AS TEXT) AS xid8))")
RESOLVING = 8  # tries, a second apart, to learn what became of a commit


def make_engine(url: str, *, read_only: bool = False, unhurried: bool = False) -> AsyncEngine:
    """An engine of one connection, which is made anew when it was lost.

    `url` is libpq's, its options too (sslmode, several hosts). A reader sees one state of the
    database from the first query of a transaction to its last. `unhurried` is for migrations.
    """

    async def connect() -> asyncpg.Connection[Any]:
        import asyncpg

        try:
            return await asyncpg.connect(
                url,
                timeout=CONNECT,
                command_timeout=None if unhurried else ANSWER,
                server_settings={"application_name": "vestnik"} if unhurried else SESSION,
            )
        except TimeoutError:
            raise StoreError("the database server does not answer") from None
        except ValueError:  # its text may hold a part of the password
            raise StoreError("the address of the database can't be read") from None
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise StoreError(f"no connection to the database: {error}") from error

    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        isolation_level="REPEATABLE READ" if read_only else "READ COMMITTED",
        max_overflow=0,
        pool_pre_ping=True,
        pool_size=1,
    )
    return engine.execution_options(postgresql_readonly=True) if read_only else engine


async def committed(engine: AsyncEngine, xid: str) -> bool:
    """Whether the transaction was committed whose commit was not answered.

    Raises StoreError where the server does not tell in time.
    """
    for _ in range(RESOLVING):
        try:
            async with engine.connect() as connection:
                status = (await connection.execute(_STATUS, {"xid": xid})).scalar_one()
        except (SQLAlchemyError, StoreError, TimeoutError, OSError):
            status = None
        if status in ("committed", "aborted"):
            return bool(status == "committed")
        await asyncio.sleep(1)
    raise StoreError("the database server did not tell whether it kept the work")
