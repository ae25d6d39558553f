"""A fork server that has rehearsed, for as long as it is needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.torture.databases import Database
from tests.torture.haste import Pace
from tests.torture.lives import Lives
from tests.torture.rehearsal import rehearse


@asynccontextmanager
async def company(
    database: Database, folder: Path, pace: Pace | None = None
) -> AsyncIterator[Lives]:
    """Opened before the block, ended behind it; it rehearses in the database."""
    lives = await Lives.open(pace or Pace())
    async with asyncio.TaskGroup() as group:
        hearing = group.create_task(lives.run())
        try:
            await rehearse(lives, database, folder)
            yield lives
        finally:
            await lives.close()
            hearing.cancel()
