"""A share of `make disk`: the disk fails at every eighth write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disk.faults import BROKEN, FULL, Disk, installed
from tests.disk.rounds import Rounds, in_haste
from tests.newsroom import Newsroom


@pytest.mark.heavy
async def test_a_disk_that_fails_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    disk = Disk()
    with installed(disk), in_haste():
        newsroom = Newsroom(tmp_path)
        await newsroom.open()
        await newsroom.invite_editor()
        rounds = Rounds(newsroom, disk)
        await rounds.sweep("text", FULL, stride=8)
        await rounds.sweep("text", BROKEN, start=4, stride=8)
        await newsroom.close()
    assert rounds.figures.good, rounds.figures
    assert rounds.figures.writes > 10
