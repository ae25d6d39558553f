"""A database that can't be written: nothing goes out, the owner hears it once, all goes on."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from tests.chat.releases import BRIDGE, PARK
from tests.newsroom import ANNA, Newsroom, text


class Disk:
    """Makes the database's statements fail as SQLite does: the transaction is gone then."""

    def __init__(self) -> None:
        self.trouble: str | None = None

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        disk = self

        class Cursor(sqlite3.Cursor):
            def execute(self, sql, *args):  # type: ignore[no-untyped-def]
                if disk.trouble and sql.split()[0] in ("INSERT", "UPDATE", "DELETE"):
                    self.connection.rollback()
                    raise sqlite3.OperationalError(disk.trouble)
                return super().execute(sql, *args)

        class Connection(sqlite3.Connection):
            def cursor(self, factory=Cursor):  # type: ignore[no-untyped-def]
                return super().cursor(factory)

        connect = sqlite3.connect

        def connecting(*args, **more):  # type: ignore[no-untyped-def]
            return connect(*args, **{"factory": Connection, **more})

        monkeypatch.setattr(sqlite3, "connect", connecting)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk()
    made.install(monkeypatch)
    return made


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("database or disk is full", "кончилось место"),
        ("attempt to write a readonly database", "только для чтения"),
        ("disk I/O error", "отвечает ошибками"),
    ],
)
async def test_trouble_stops_publishing_and_is_told_once(
    disk: Disk,
    desk: None,
    newsroom: Newsroom,
    caplog: pytest.LogCaptureFixture,
    trouble: str,
    said: str,
) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("В очередь", card)
    disk.trouble = trouble
    caplog.clear()
    for _ in range(8):
        await newsroom.pass_time(minutes=15)
        await asyncio.sleep(0.25)
    told = [text(m) for m in newsroom.by_bot(ANNA) if text(m).startswith("⛔")]
    assert len(told) == 1
    assert said in told[0]
    assert newsroom.channel() == []
    lines = [record for record in caplog.records if record.levelname == "ERROR"]
    assert 0 < len(lines) < 20

    disk.trouble = None
    await newsroom.pass_time(seconds=10)
    await newsroom.until(lambda: text(newsroom.by_bot(ANNA)[-1]).startswith("✅"))
    # What was due meanwhile goes out by the rules for overdue posts, and the bot hears people.
    await newsroom.until(lambda: len(newsroom.channel()) == 1)
    await newsroom.hand_in(BRIDGE)
