"""What every test may ask for: a newsroom that runs for real, against the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.store import ballast
from bot.telegram import deferred_types

deferred_types.install()  # as the bot does; it must come before any other import of aiogram

from tests.newsroom import Newsroom  # noqa: E402

ballast.SIZE = 2**16  # a newsroom for every test would fill the disk

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
