"""`import`: an owner brings what stood in the channel before the bot came."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli import importing
from bot.cli.main import main
from bot.domain.channel import Channel
from bot.domain.text import FormattedText
from bot.store import Store, Transaction
from bot.store.rows import ArchiveRow
from bot.store.schema import archive
from tests.exports import CHANNEL_NUMBER, FIRST, export, message, write_export

CHAT = int(f"-100{CHANNEL_NUMBER}")


class Place:
    """A folder with a database and an export, and the command line in it."""

    def __init__(self, url: str, folder: Path, output: pytest.CaptureFixture[str]) -> None:
        self.url, self.file, self.output = url, folder / "result.json", output
        made = Channel(0, CHAT, "Вести", "khabvesti", "Asia/Vladivostok", "")
        self.run(lambda tx: tx.channels.add("@khabvesti", made))

    def run(self, work):  # type: ignore[no-untyped-def]
        async def in_store():  # type: ignore[no-untyped-def]
            store = await Store.open(self.url)
            try:
                return await store.run(work)
            finally:
                await store.close()

        return asyncio.run(in_store())

    def take(self, text: str | None = None, *more: str, code: int = 0) -> str:
        """Imports it; returns everything that was said."""
        if text is not None:
            self.file.write_text(text, encoding="utf-8")
        assert main(["import", str(self.file), *more]) == code
        told = self.output.readouterr()
        assert "Traceback" not in told.err
        return told.out + told.err

    def rows(self) -> dict[int, ArchiveRow]:
        async def work(tx: Transaction) -> dict[int, ArchiveRow]:
            found = await tx._connection.execute(select(archive).where(archive.c.channel_id == 1))
            return {row.message_id: ArchiveRow(*row) for row in found}

        return self.run(work)  # type: ignore[no-any-return]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "123456:AAHsecretsecretsecretsecretsecretsecret")
    monkeypatch.setenv("OWNER_ID", "1")
    monkeypatch.setenv("CHANNEL", "@khabvesti")
    return monkeypatch


@pytest.fixture
def place(
    url: str,
    tmp_path: Path,
    settings: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Place:
    settings.setenv("DATABASE_URL", url)
    return Place(url, tmp_path, capsys)


def test_an_export_is_entered_once_however_often_it_is_imported(place: Place) -> None:
    seen = FormattedText("как бот его видел")
    ours = ArchiveRow(1, 2, None, None, "text", seen, (), None, importing.SystemClock().now())
    place.run(lambda tx: tx.archive.add(ours))
    first = [
        {"id": 1, "type": "service", "action": "create_channel"},
        message(2, "из выгрузки"),
        message(3, "Мост открыт", author="Анна"),
        {"id": 4, "type": "message"},
    ]
    told = place.take(export(*first))
    assert "2 messages read: 1 new, 1 known already; 1 remarks" in told
    assert "1 entries are no messages" in told
    rows = place.rows()
    assert rows[2] == ours
    assert (rows[3].text.text, rows[3].signature, rows[3].post_id) == ("Мост открыт", "Анна", None)

    assert "0 new, 2 known" in place.take()
    edited = message(3, "Мост закрыт", edited_unixtime=str(FIRST + 10**6))
    told = place.take(export(*first[:2], edited, message(9, "", photo="1.jpg")))
    assert "1 new, 1 edited since, 1 known" in told
    rows = place.rows()
    assert (rows[3].text.text, rows[9].kind) == ("Мост закрыт", "photo")
    (last, *_) = place.run(lambda tx: tx.audit.latest(5))
    assert (last.act, last.channel_id, last.after) == ("import", 1, "2")


def test_it_stops_between_batches_and_goes_on(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_export(place.file, 2500)
    stop = asyncio.Event()
    stop.set()
    with monkeypatch.context() as told_to_stop:
        told_to_stop.setattr(importing, "stop_on_signals", lambda: stop)
        told = place.take(code=1)
    assert "goes on from here" in told
    assert len(place.rows()) == importing.BATCH
    assert "2,500 messages read: 1,500 new" in place.take()
    assert len(place.rows()) == 2500


def test_of_a_file_that_breaks_off_it_takes_what_is_whole(place: Place) -> None:
    whole = export(*(message(number, "слова") for number in range(1, 6)))
    broken = whole[: whole.index('"id": 4') + 30]
    told = place.take(broken, code=1)
    assert "3 new" in told
    assert "breaks off" in told
    assert list(place.rows()) == [1, 2, 3]
    assert "2 new" in place.take(whole)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (export(message(1, "тайна"), type="personal_chat"), "a personal chat, no channel"),
        (export(message(1, "тайна"), type="private_supergroup"), "no channel"),
        ('{"about": "all", "chats": {"list": []}}', "a whole account"),
        ('{"name": "x", "messages": []}', "no export of a chat"),
        ("[1, 2]", "no export of a chat"),
        ("", "no export of Telegram Desktop in JSON"),
        ("<html>", "no export of Telegram Desktop in JSON"),
        ('{"name": "' + "x" * 100, "no export of Telegram Desktop in JSON"),
    ],
)
def test_anything_but_a_channel_is_refused(place: Place, text: str, reason: str) -> None:
    told = place.take(text, code=1)
    assert reason in told
    assert len(told.strip().splitlines()) == 1
    assert place.rows() == {}


def test_another_channel_is_refused_unless_it_is_named(place: Place) -> None:
    other = export(message(1, "слова"), id=777, name="Старый канал")
    told = place.take(other, code=2)
    assert "Старый канал" in told
    assert "@khabvesti" in told
    assert place.rows() == {}
    assert "no such channel" in place.take(None, "--channel", "@nobody", code=2)
    told = place.take(None, "--channel", "@khabvesti")
    assert "taken for those of @khabvesti" in told
    assert list(place.rows()) == [1]


def test_without_a_channel_or_a_file_it_says_what_to_do(place: Place) -> None:
    assert "No such file" in place.take(code=1)
    place.run(lambda tx: tx.channels.remove(1))
    assert "start it once" in place.take(export(), code=2)


async def test_beside_a_running_bot_it_says_that_it_can_not(
    tmp_path: Path, settings: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    settings.setenv("DATABASE_URL", url)
    place = await asyncio.to_thread(Place, url, tmp_path, capsys)
    running = await Store.open(url)
    await running.run(lambda tx: tx.facts.put("held", "yes"))
    told = await asyncio.to_thread(place.take, export(message(1, "!")), code=1)
    assert "the bot is running; stop it" in told
    await running.close()
