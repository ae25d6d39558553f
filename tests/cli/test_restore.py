"""A copy is examined, and takes the database's place without sending anything twice."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.channel import Channel, HouseStyle
from bot.domain.people import Person
from bot.domain.post import Status
from bot.domain.release import RawRelease, Wishes
from bot.store import Store, Transaction
from bot.store.migrate import HEAD
from bot.store.rows import PostRow
from tests.cli.test_verbs import GOOD, run
from tests.store.test_store import POST, RELEASE, WORDS

THEN = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)


async def fill(tx: Transaction) -> None:
    """Three posts: one was due soon after the copy was made, one is due in years, one a draft."""
    style = HouseStyle(channel="@khabvesti")
    channel = await tx.channels.add(
        "@khabvesti", Channel(0, -1, "Вести", "khabvesti", "UTC", "", style)
    )
    await tx.channels.make_main(channel.id)
    await tx.people.save(Person(1, "Анна", owner=True), THEN)
    for due in (THEN + timedelta(minutes=5), LATER, None):
        release = await tx.posts.add_release(
            RawRelease(WORDS, (), 1, THEN), Wishes(), RELEASE, THEN
        )
        row = await tx.posts.add(channel.id, release, 1, POST, "Слово", (), THEN)
        if due is not None:
            await tx.posts.change(row.id, allowed=[Status.DRAFT], status=Status.QUEUED, due_at=due)
    await tx.inbox.add([(7, 1, '{"update_id": 7}')], THEN)
    await tx.audit.add(THEN, 1, "queue", channel_id=channel.id, post_id=1)


async def with_store(file: Path, work):  # type: ignore[no-untyped-def]
    store = await Store.open(f"sqlite:///{file}")
    try:
        return await store.run(work)
    finally:
        await store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database in its place, and a copy of it."""
    (tmp_path / "data").mkdir()
    asyncio.run(with_store(tmp_path / "data/bot.db", fill))
    assert run("backup", "copy.db", folder=tmp_path).returncode == 0
    return tmp_path


def test_verify_only_looks(folder: Path) -> None:
    before = (folder / "data/bot.db").read_bytes()
    done = run("restore", "copy.db", "--verify", folder=folder)
    assert done.returncode == 0
    assert f"integrity ok, schema {HEAD}" in done.stdout
    assert "posts 3" in done.stdout
    assert "log: 1 entries, chain intact" in done.stdout
    assert "of 2026-11-20 04:00:00 UTC" in done.stdout
    assert (folder / "data/bot.db").read_bytes() == before


def test_what_may_be_out_already_waits_for_a_word(folder: Path) -> None:
    done = run("restore", "copy.db", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "posts 1, comments 0; messages of people left aside: 1" in done.stdout

    async def look(tx: Transaction) -> tuple[list[PostRow | None], list[str | None], list[object]]:
        rows = [await tx.posts.get(number) for number in (1, 2, 3)]
        told = [n.text for n in await tx.notices.waiting(LATER)]
        return rows, told, list(await tx.inbox.waiting())

    rows, told, waiting = asyncio.run(with_store(folder / "data/bot.db", look))
    assert [row and row.status for row in rows] == [Status.HELD, Status.QUEUED, Status.DRAFT]
    assert len(told) == 1
    assert "restored from a copy of {time}" in str(told[0])
    assert waiting == []
    (aside,) = (folder / "data/backups").glob("replaced-*.db")
    for file in (aside, folder / "data/bot.db"):
        assert file.stat().st_mode & 0o777 == 0o600
    assert not list((folder / "data").glob(".restore-*"))


def test_a_damaged_database_gives_way(folder: Path) -> None:
    (folder / "data/backups").mkdir()
    shutil.copy(folder / "copy.db", folder / "data/backups/vestnik-2026-11-20-040000.db")
    with (folder / "data/bot.db").open("r+b") as file:
        file.write(b"\0" * 200)
    started = run("run", folder=folder, **GOOD)
    assert started.returncode == 1
    (line,) = started.stderr.strip().splitlines()
    assert "the file is damaged" in line
    assert "python -m bot restore data/backups/vestnik-2026-11-20-040000.db" in line
    done = run("restore", "data/backups/vestnik-2026-11-20-040000.db", folder=folder)
    assert done.returncode == 0, done.stderr


def test_a_page_that_is_damaged_is_found_at_the_start(folder: Path) -> None:
    file = folder / "data/bot.db"
    size = file.stat().st_size
    with file.open("r+b") as opened:
        for page in range(4096 * 3, size, 4096 * 2):
            opened.seek(page)
            opened.write(b"\xff" * 64)
    started = run("run", folder=folder, **GOOD)
    assert started.returncode == 1
    assert "damaged" in started.stderr


@pytest.mark.parametrize("case", ["running", "none", "itself", "no database", "torn"])
def test_what_cant_be_restored_is_refused_in_a_sentence(folder: Path, case: str) -> None:
    name, said = "copy.db", "the bot is running; stop it"
    before = (folder / "data/bot.db").read_bytes()
    match case:
        case "none":
            name, said = "no.db", "there is no such file"
        case "itself":
            name, said = "data/bot.db", "this is the database itself"
        case "no database":
            (folder / "copy.db").write_text("a letter")
            said = "it is no copy of a database"
        case "torn":
            whole = (folder / "copy.db").read_bytes()
            (folder / "copy.db").write_bytes(whole[: len(whole) // 2])
            said = "take another one"
    with closing(sqlite3.connect(folder / "data/bot.db", isolation_level=None)) as held:
        if case == "running":
            held.execute("PRAGMA locking_mode = EXCLUSIVE")
            held.execute("BEGIN IMMEDIATE")
        done = run("restore", name, folder=folder)
    assert done.returncode == 1
    assert said in done.stderr
    assert (folder / "data/bot.db").read_bytes() == before
