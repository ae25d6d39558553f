"""Copies of the database, made while the bot runs."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from bot.domain.errors import StateError
from bot.services.ports import Clock
from bot.store import Store, StoreError
from bot.store.answering import answering
from bot.store.backup import check

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backups:
    """Makes copies in `folder`, and examines them."""

    store: Store
    clock: Clock
    folder: Path

    async def copy(self) -> Path:
        """Copies the database. Raises StateError where it can't be copied."""
        now = self.clock.now()
        target = self.folder / f"vestnik-{now:%Y-%m-%d-%H%M%S}.db"
        await self.drop(target)  # of the same second
        try:
            await self.store.backup(target)
        except StoreError as error:
            await self.drop(target)
            log.exception("no backup")
            raise StateError("The database can't be copied; the server's log says why.") from error
        return target

    async def examine(self, copy: Path, actor_id: int) -> int:
        """Reads the copy through and logs it; returns its size in bytes.

        Raises StateError for a damaged copy, which is deleted.
        """
        try:
            await asyncio.to_thread(check, copy)
        except sqlite3.Error as error:
            await self.drop(copy)
            log.exception("a backup is no good")
            raise StateError("The copy is damaged and was deleted. Try again.") from error
        size = (await asyncio.to_thread(copy.stat)).st_size
        now = self.clock.now()
        with answering(None):  # whoever lost the copy by a crash gets another one
            await self.store.run(lambda tx: tx.audit.add(now, actor_id, "backup", after=str(size)))
        return size

    async def drop(self, copy: Path) -> None:
        """Deletes a copy, if it is there."""
        try:
            await asyncio.to_thread(copy.unlink, missing_ok=True)
        except OSError as error:
            log.warning("a backup stays: %s", error)
