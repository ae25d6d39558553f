"""Transactions: whole functions that run to their end, whatever becomes of the caller."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.backup import copy_running, prepare
from bot.store.engine import open_engine, open_reader
from bot.store.errors import DRIVER_ERRORS, StoreError, refusal
from bot.store.examination import examine
from bot.store.excerpt import Excerpt, lay
from bot.store.leases import hold
from bot.store.migrate import HEAD, revision, upgrade
from bot.store.postgresql import NO_FILE, committed
from bot.store.rows import Left
from bot.store.transaction import Transaction

T = TypeVar("T")

PATIENCE = 2.0  # seconds for a database server to end what is under way


class Store:
    """The database. Reads and writes are functions of a Transaction (reliability.md §8)."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        # The epoch of this process' lease; every transaction makes sure of it (bot.store.leases).
        self.epoch: int | None = None
        # There is one connection; statements of two transactions must not mix on it.
        self._turn = asyncio.Lock()
        self._running: set[asyncio.Task[Any]] = set()
        # Hears of everything that the database refuses.
        self.alarm: Callable[[StoreError], None] = lambda error: None
        # Rings for what a committed transaction leaves to be done.
        self.ring: Callable[[Left], None] = lambda left: None

    @classmethod
    async def open(cls, url: str) -> Self:
        """Opens the database and brings its schema up to date.

        Raises StoreError where it can't, "database is locked" among them: another process
        has the file.
        """
        await upgrade(url)
        store = cls.lazy(url)
        try:
            await store.examine()
        except StoreError:
            await store.close()
            raise
        return store

    @classmethod
    def lazy(cls, url: str) -> Self:
        """A database of the present schema, opened when it is first used."""
        return cls(open_engine(url))

    @classmethod
    async def read(cls, url: str) -> Self:
        """Opens a database only to read it: nothing is made, migrated or locked.

        Raises StoreError where it can't, or its schema is not the present one, and ValueError
        where there is none.
        """
        engine = open_reader(url)
        try:
            async with engine.connect() as connection:
                found = await connection.run_sync(revision)
        except DRIVER_ERRORS as error:
            await engine.dispose()
            raise refusal(error) from error
        if found != HEAD:
            await engine.dispose()
            raise StoreError(f"its schema is {found}, not {HEAD}; run `migrate` first")
        return cls(engine)

    @classmethod
    async def of(cls, excerpt: Excerpt) -> Self:
        """A database in memory that holds the excerpt and nothing else."""
        engine = open_engine("sqlite:///:memory:", foreign_keys=False)
        await lay(engine, excerpt)
        return cls(engine)

    async def close(self) -> None:
        """Waits for the transactions under way and closes the connection.

        Not for a server that is out of reach: that one ends by itself what we leave behind.
        """
        patience = None if self._engine.dialect.name == "sqlite" else PATIENCE
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=patience)
            for task in late:
                task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await asyncio.gather(*self._running, return_exceptions=True)
                await self._engine.dispose()

    async def run(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Runs `work` in one transaction and commits it; an exception rolls it back.

        A cancelled caller doesn't cancel the transaction: aiosqlite would leave it half done.
        """
        try:
            return await self._to_the_end(self._whole(work))
        except StoreError as error:
            self.alarm(error)
            raise

    async def examine(self) -> None:
        """Reads an SQLite file through, within limits. Raises StoreDamaged, StoreError."""
        if self._engine.dialect.name != "sqlite":
            return
        try:
            async with self._turn, self._engine.connect() as connection:
                await examine(connection)
        except SQLAlchemyError as error:
            raise StoreError(str(error.__cause__ or error)) from error

    async def reopen(self) -> None:
        """Gives the connection up; the next transaction opens another one."""
        async with self._turn:
            with suppress(SQLAlchemyError, OSError):
                await self._engine.dispose()

    async def backup(self, target: Path) -> None:
        """Copies the database, as of the last commit, into a file that only its owner may read.

        Transactions wait meanwhile. The copy is not examined yet: `backup.check` does that on a
        thread. Raises StoreError where it can't, or the database is no file.
        """
        if self._engine.dialect.name != "sqlite":
            raise StoreError(NO_FILE)
        await self._to_the_end(self._copy(target))

    async def _to_the_end(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)  # the loop itself holds tasks only weakly
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # whoever wanted it may be gone; asyncio would complain

    async def _copy(self, target: Path) -> None:
        try:
            await asyncio.to_thread(prepare, target)
            async with self._turn, self._engine.connect() as connection:
                await copy_running(connection, target)
        except (sqlite3.Error, SQLAlchemyError, OSError) as error:
            raise StoreError(str(error)) from error

    async def _whole(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        try:
            async with self._turn:
                return await self._in_turn(work)
        except DRIVER_ERRORS as error:
            raise refusal(error) from error

    async def _in_turn(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        doubtful: str | None = None
        try:
            async with self._engine.connect() as connection:
                transaction = await connection.begin()
                number = None if self.epoch is None else await hold(connection, self.epoch)
                tx = Transaction(connection)
                result = await work(tx)
                doubtful = number
                await transaction.commit()
        except DRIVER_ERRORS:
            # A commit whose answer was lost says nothing about the work.
            if doubtful is None or not await committed(self._engine, doubtful):
                raise
        for left in tx.left:
            self.ring(left)
        return result
