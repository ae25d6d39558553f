"""Daily copies, which of them stay, and the room that is kept in reserve."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.services.backups import Backups, keep
from bot.store import Store
from bot.store.ballast import Ballast
from tests.newsroom import START, TurnableClock


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path / 'bot.db'}")
    yield opened
    await opened.close()


async def test_a_copy_a_day_and_the_old_ones_go(store: Store, tmp_path: Path) -> None:
    clock = TurnableClock(START)
    backups = Backups(store, clock, tmp_path / "backups")
    asked = await backups.copy()
    for _ in range(60 * 3):  # three looks a day
        await backups.daily()
        clock.at += timedelta(hours=8)
    kept = sorted((tmp_path / "backups/daily").glob("*"))
    assert len(kept) == 9  # seven days of two weeks, and two weeks before
    assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}
    assert asked.exists()  # what somebody asked for is theirs
    copy = await Store.open(f"sqlite:///{kept[-1]}")
    await copy.close()


def test_of_many_copies_the_newest_of_days_and_weeks_stay() -> None:
    first = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)
    copies = [first + timedelta(hours=12 * n) for n in range(120)]
    kept = sorted(keep(copies))
    assert kept[-1] == copies[-1]
    assert len({at.date() for at in kept}) == len(kept)
    assert set(sorted({at.date() for at in copies})[-7:]) <= {at.date() for at in kept}
    assert len({at.isocalendar()[:2] for at in kept}) == 4
    assert keep([]) == set()


def test_ballast_takes_room_only_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballast = Ballast(tmp_path / "bot.db.ballast", 2**21)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2**21))
    assert not ballast.fill()
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2**30))
    assert ballast.fill()
    assert ballast.file.stat().st_size == 2**21
    assert ballast.file.stat().st_mode & 0o777 == 0o600
    ballast.drop()
    assert not ballast.there()
    assert not Ballast(tmp_path / "no/such/folder").fill()
