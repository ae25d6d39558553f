"""Copies of the database, made while the bot runs."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.domain.desk import Place
from bot.domain.errors import BotError, StateError
from bot.services.notices import said
from bot.services.ports import Clock
from bot.store import Store, StoreError, Transaction
from bot.store.answering import answering
from bot.store.backup import check

log = logging.getLogger(__name__)


PREFIX, STAMP = "vestnik-", "%Y-%m-%d-%H%M%S"  # of the names of copies, in UTC
DAY = timedelta(hours=23)  # a day, but for how long a copy takes
DAYS, WEEKS = 7, 4  # of which a copy is kept


def keep(copies: Iterable[datetime]) -> set[datetime]:
    """Which copies stay: the newest of each of the last days and of the last weeks."""
    days, weeks = dict[date, datetime](), dict[tuple[int, int], datetime]()
    for at in sorted(copies, reverse=True):
        year, week, _ = at.isocalendar()
        if len(days) < DAYS:
            days.setdefault(at.date(), at)
        if len(weeks) < WEEKS:
            weeks.setdefault((year, week), at)
    return {*days.values(), *weeks.values()}


def _dated(folder: Path) -> dict[datetime, Path]:
    """The copies in a folder by the instants in their names; other files are not ours."""
    found = dict[datetime, Path]()
    for file in folder.glob(f"{PREFIX}*.db"):
        with suppress(ValueError):
            name = file.stem.removeprefix(PREFIX) + "+0000"
            found[datetime.strptime(name, STAMP + "%z").astimezone(UTC)] = file
    return found


@dataclass(frozen=True, slots=True)
class Backups:
    """Makes copies in `folder`, and examines them."""

    store: Store
    clock: Clock
    folder: Path

    async def daily(self) -> None:
        """Makes the day's copy if it is time, examines it, and drops those that are too old.

        The owner is told where it fails.
        """
        folder, now = self.folder / "daily", self.clock.now()
        kept = await asyncio.to_thread(_dated, folder)
        if any(at >= now - DAY for at in kept):
            return
        try:
            await self._examined(await self.copy(folder))
        except BotError as error:
            news = said(error)

            async def tell(tx: Transaction) -> None:
                for owner in await tx.people.owners():
                    await tx.notices.add("text", Place(owner.user_id), now, text=news)

            await self.store.run(tell)
            return
        kept = await asyncio.to_thread(_dated, folder)
        for at in kept.keys() - keep(kept):
            await self.drop(kept[at])

    async def copy(self, folder: Path | None = None) -> Path:
        """Copies the database. Raises StateError where it can't be copied."""
        now = self.clock.now()
        target = (folder or self.folder) / f"{PREFIX}{now:{STAMP}}.db"
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
        size = await self._examined(copy)
        now = self.clock.now()
        with answering(None):  # whoever lost the copy by a crash gets another one
            await self.store.run(lambda tx: tx.audit.add(now, actor_id, "backup", after=str(size)))
        return size

    async def _examined(self, copy: Path) -> int:
        try:
            await asyncio.to_thread(check, copy)
        except sqlite3.Error as error:
            await self.drop(copy)
            log.exception("a backup is no good")
            raise StateError("The copy is damaged and was deleted. Try again.") from error
        return (await asyncio.to_thread(copy.stat)).st_size

    async def drop(self, copy: Path) -> None:
        """Deletes a copy, if it is there."""
        try:
            await asyncio.to_thread(copy.unlink, missing_ok=True)
        except OSError as error:
            log.warning("a backup stays: %s", error)
