"""Reading the log's chain without the bot."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.chain import Verified
from bot.store.audit import Audit
from bot.store.engine import open_reader
from bot.store.errors import DRIVER_ERRORS, StoreError, refusal
from bot.store.migrate import HEAD, revision


@dataclass(frozen=True, slots=True)
class LogReport:
    """The chain as it was read, and which entry has the hash that was asked for, if any."""

    chain: Verified
    noted: int | None = None


async def verify_log(url: str, noted: str | None = None) -> LogReport:
    """Reads the whole chain; `noted` is a head from an earlier day, to be looked for.

    Changes nothing, not even an old schema. Raises StoreError where the database can't be read,
    "database is locked" among them, and ValueError if there is none.
    """
    engine = open_reader(url)
    try:
        async with engine.connect() as connection:
            found = await connection.run_sync(revision)
            if found != HEAD:
                raise StoreError(f"its schema is {found}, not {HEAD}; run `migrate` first")
            log = Audit(connection)
            chain = await log.verify()
            return LogReport(chain, await log.number_of(noted) if noted else None)
    except DRIVER_ERRORS as error:
        raise refusal(error) from error
    finally:
        await engine.dispose()
