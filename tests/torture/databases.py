"""Where lives keep their books: an SQLite file, or a database of a PostgreSQL server of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal, Protocol, get_args

import asyncpg

from tests.postgres import Cluster

Kind = Literal["sqlite", "postgresql"]

KINDS: tuple[Kind, ...] = get_args(Kind)

# The lease of a process that died lasts for seconds, in which nothing would happen. That it is
# waited for is shown by `make failover`.
RUN_OUT = "UPDATE leases SET expires_at = clock_timestamp()"


class Database(Protocol):
    """A database of one trial."""

    url: str

    async def hand_on(self) -> None:
        """Has the next life find what it would have found a while later."""
        ...


@dataclass(frozen=True, slots=True)
class File:
    """An SQLite file: the kernel takes the lock from a process that died."""

    url: str

    async def hand_on(self) -> None:
        """There is nothing to do."""


@dataclass(frozen=True, slots=True)
class Served:
    """A database of a server, where the dead process still has the lease."""

    url: str

    async def hand_on(self) -> None:
        """Has the lease run out; what the dead process had begun is ended first."""
        connection = await asyncpg.connect(self.url)
        try:
            await connection.execute(RUN_OUT)
        finally:
            await connection.close()


@dataclass(slots=True)
class Databases:
    """Makes new ones."""

    folder: Path
    cluster: Cluster | None
    _numbers: Iterator[int] = field(default_factory=count)

    def new(self, kind: Kind) -> Database:
        """An empty one, without a table."""
        if kind == "sqlite":
            return File(f"sqlite:///{self.folder / f'bot-{next(self._numbers)}.db'}")
        if self.cluster is None:
            raise RuntimeError("there is no server")
        return Served(self.cluster.new())


@contextmanager
def databases(folder: Path, kinds: set[Kind]) -> Iterator[Databases]:
    """With a server if there is to be one; must begin outside an event loop."""
    if "postgresql" not in kinds:
        yield Databases(folder, None)
        return
    cluster = Cluster()
    try:
        cluster.start()
        yield Databases(folder, cluster)
    finally:
        cluster.close()
