"""/backup: the owner gets a good copy while the bot goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.domain import limits
from bot.domain.post import Status
from bot.store import Store, StoreError
from tests.chat.releases import BRIDGE, PARK
from tests.newsroom import ANNA, BORIS, VERA, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")


def copies(newsroom: Newsroom) -> list[Path]:
    return list((newsroom.folder / "backups").glob("*.db"))


async def test_the_owner_gets_a_copy_that_can_be_started_from(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    await newsroom.say(ANNA, "/backup")
    progress, sent = newsroom.by_bot(ANNA)[-2:]
    assert text(progress).startswith("✅ Копия в порядке: ")
    assert sent["document"]["file_name"] == "vestnik-2026-11-24-042000.db"
    assert copies(newsroom) == []

    files = newsroom.world.files
    restored = tmp_path / "restored.db"
    restored.write_bytes(files.data(files.by_unique_id(sent["document"]["file_unique_id"])))
    copy = await Store.open(f"sqlite:///{restored}")
    row = await copy.run(lambda tx: tx.posts.get(1))
    chain = await copy.run(lambda tx: tx.audit.verify())
    await copy.close()
    assert row is not None
    assert row.status is Status.QUEUED
    assert chain.broken is None
    await newsroom.hand_in(BRIDGE)  # and the bot goes on
    assert "backup" in [
        entry.act for entry in await newsroom.app.store.run(lambda tx: tx.audit.latest(5))
    ]


async def test_a_copy_too_big_for_telegram_stays_on_the_server(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UPLOAD", 1000)
    answer = text(await newsroom.say(ANNA, "/backup"))
    assert "осталась на сервере" in answer
    assert str(newsroom.folder) not in answer
    (copy,) = copies(newsroom)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("person", "said"), [(BORIS, "Это может только владелец."), (VERA, "")])
async def test_nobody_else_gets_it(newsroom: Newsroom, person: int, said: str) -> None:
    answer = text(await newsroom.say(person, "/backup"))
    assert said in answer
    assert "Копия" not in answer
    assert copies(newsroom) == []


async def test_a_folder_that_cannot_be_written_is_said_without_its_path(
    newsroom: Newsroom,
) -> None:
    (newsroom.folder / "backups").write_text("a file is in the way")
    answer = text(await newsroom.say(ANNA, "/backup"))
    assert answer == "⚠️ Базу скопировать не удалось; причина в журнале сервера."


async def test_a_copy_among_writes_is_whole(newsroom: Newsroom, tmp_path: Path) -> None:
    store, now = newsroom.app.store, newsroom.clock.now()

    async def write() -> None:
        for _ in range(60):
            await store.run(lambda tx: tx.audit.add(now, BORIS, "edit"))

    async with asyncio.TaskGroup() as group:
        group.create_task(write())
        for number in range(3):
            target = tmp_path / f"copy-{number}.db"
            await store.backup(target)
            copy = await Store.open(f"sqlite:///{target}")
            assert (await copy.run(lambda tx: tx.audit.verify())).broken is None
            await copy.close()
    with pytest.raises(StoreError):
        await store.backup(tmp_path / "copy-0.db")  # never over another file
