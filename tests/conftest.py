"""What every test may ask for: a newsroom that runs for real, against the sandbox."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.store import ballast, engine
from bot.telegram import deferred_types

deferred_types.install()  # as the bot does; it must come before any other import of aiogram

from bot.app.life import NEW_OBJECTS  # noqa: E402
from tests import compiled  # noqa: E402
from tests.newsroom import Newsroom  # noqa: E402
from tests.postgres import MISSING, Cluster, find  # noqa: E402

compiled.share()
# Nobody pulls the plug here, and waiting for the disk would be half of the time.
engine.PRAGMAS = (*engine.PRAGMAS, "PRAGMA synchronous = OFF")
ballast.SIZE = 2**16  # a newsroom for every test would fill the disk
gc.set_threshold(NEW_OBJECTS)  # as the bot has it

# A deadline by the wall clock fails on a machine with other work, whatever the code does.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """The bot on a real database and a real HTTP server; Anna owns it, Boris edits."""
    room = Newsroom(tmp_path)
    await room.open()
    yield room
    await room.close()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of our own."""
    if find("postgres") is None:
        pytest.fail(MISSING, pytrace=False)
    made = Cluster()
    try:
        made.start()
        yield made
    finally:
        made.close()


@pytest.fixture
def postgres(cluster: Cluster) -> str:
    """The URL of a PostgreSQL database of the present schema, without a row."""
    cluster.empty()
    return cluster.url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an SQLite file that is not there yet, then of a PostgreSQL database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.db'}"
    database: str = request.getfixturevalue("postgres")
    return database
