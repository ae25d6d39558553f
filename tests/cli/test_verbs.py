"""The command line, as an operator uses it: real processes, real output."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.main import parser
from bot.store import Store
from bot.store.migrate import HEAD

ROOT = Path(__file__).parents[2]
TOKEN = "123456:AAHsecretsecretsecretsecretsecretsecret"
GOOD = {"BOT_TOKEN": TOKEN, "OWNER_ID": "1", "CHANNEL": "@khabvesti"}


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a verb in an empty folder, so that no .env of the machine is read."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "HOME")}  # noqa: TID251
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


WRONG = {
    "BOT_TOKEN": ("abc", "BotFather"),
    "OWNER_ID": ("me", "@userinfobot"),
    "CHANNEL": ("khabvesti", "-100"),
    "TIMEZONE": ("Mars/Phobos", "Asia/Vladivostok"),
    "AGE_MARK": ("17+", "16+"),
    "SLOTS": ("пн 25:00", "25:00"),
    "DATABASE_URL": ("mysql://x", "sqlite:///data/bot.db"),
    "TELEGRAM_API_URL": ("api.telegram.org", "https://"),
    "WEBHOOK_URL": ("http://bot.example.org/x", "https://"),
    "HTTP_PORT": ("90000", "65535"),
    "LOG_LEVEL": ("LOUD", "DEBUG"),
    "LOG_FORMAT": ("xml", "json"),
}


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_value_costs_one_line_and_code_2(tmp_path: Path, key: str) -> None:
    value, remedy = WRONG[key]
    done = run("run", folder=tmp_path, **{**GOOD, key: value})
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"{key}=")
    assert remedy in line
    assert key == "BOT_TOKEN" or value in line
    assert TOKEN not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("postgresql://vestnik:pa@ss@host/name", "%40"),
        ("postgresql://vestnik:pa/ss@host/name", "%2F"),
        ("postgresql://vestnik:pa55@host", "names no database"),
        ("postgres://vestnik:pa55@host/name", "postgresql://"),
        ("postgresql://vestnik:pa55@127.0.0.1:9/name", "that the server runs"),
        ("postgresql://vestnik:pa55@127.0.0.1:nine/name", "can't be read"),
    ],
)
def test_a_database_server_that_cannot_be_costs_one_line_without_its_password(
    tmp_path: Path, address: str, remedy: str
) -> None:
    done = run("run", folder=tmp_path, **{**GOOD, "DATABASE_URL": address})
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("DATABASE_URL=postgres")
    assert remedy in line
    assert "pa" not in line.split(": ")[0].replace("postgres", "")
    assert "ss" not in line.split(": ")[0]
    assert "55" not in line


def test_a_token_in_the_wrong_place_is_not_repeated(tmp_path: Path) -> None:
    done = run("run", folder=tmp_path, **{**GOOD, "CHANNEL": TOKEN})
    assert TOKEN not in done.stdout + done.stderr


def test_no_token_reaches_the_log_of_an_unreachable_server(tmp_path: Path) -> None:
    environment = {**GOOD, "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    code = (
        "import asyncio, sys; from bot import logs, settings; from bot.app.life import live; "
        "from bot.clock import TrustedClock; logs.set_up('DEBUG', 'text'); "
        "import logging; stop = asyncio.Event()\n"
        "class Told(logging.Handler):\n"
        "    def emit(self, record):\n"
        "        if 'reached' in record.getMessage(): stop.set()\n"
        "logging.getLogger().addHandler(Told())\n"
        "main = lambda: asyncio.wait_for(live(settings.load(), TrustedClock(), stop), 50)\n"
        "asyncio.run(main())\n"
    )
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "HOME")}  # noqa: TID251
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "can't be reached" in done.stderr
    assert TOKEN.split(":")[1] not in done.stdout + done.stderr


def test_every_wrong_value_gets_its_own_line(tmp_path: Path) -> None:
    wrong = {key: value for key, (value, _) in WRONG.items()}
    done = run("run", folder=tmp_path, **wrong)
    assert [line.split("=")[0] for line in done.stderr.strip().splitlines()] == list(WRONG)


def test_a_token_needs_an_owner_and_a_channel(tmp_path: Path) -> None:
    done = run("run", folder=tmp_path, BOT_TOKEN=TOKEN)
    assert done.returncode == 2
    assert [line[:9] for line in done.stderr.strip().splitlines()] == ["OWNER_ID=", "CHANNEL=:"]


def test_settings_are_read_from_dotenv(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("AGE_MARK=99+\n", encoding="utf-8")
    assert "AGE_MARK=99+" in run("check", folder=tmp_path).stdout


def test_a_database_in_use_is_one_line(tmp_path: Path) -> None:
    run("migrate", folder=tmp_path)
    held = sqlite3.connect(tmp_path / "data/bot.db", isolation_level=None)
    held.execute("PRAGMA locking_mode = EXCLUSIVE")
    held.execute("BEGIN IMMEDIATE")
    done = run("run", folder=tmp_path, **GOOD, TELEGRAM_API_URL="http://127.0.0.1:9")
    held.close()
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        "DATABASE_URL=sqlite:///data/bot.db: another process uses it; stop the other bot first"
    )


def test_when_prints_the_instant_or_refuses(tmp_path: Path) -> None:
    now = ("--now", "2026-11-24T14:20", "--tz", "Asia/Vladivostok")
    done = run("when", "через", "2", "часа", *now, folder=tmp_path)
    assert done.stdout == "2026-11-24T16:20:00+10:00\n"
    refused = run("when", "вчера в 10", *now, folder=tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert len(refused.stderr.strip().splitlines()) == 1


def test_render_shows_release_and_post(tmp_path: Path) -> None:
    file = tmp_path / "release.txt"
    text = "Парк открыт в субботу\n\nЖители получили парк.\n\n«Мы рады», — сказал мэр Иванов."
    file.write_bytes(text.encode("cp1251"))
    done = run("render", "--json", str(file), folder=tmp_path, CHANNEL="@khabvesti")
    shown = json.loads(done.stdout)
    assert shown["release"]["headline"] == "Парк открыт в субботу"
    (quote,) = shown["release"]["quotes"]
    assert (quote["text"], quote["speaker"]) == ("Мы рады", "мэр Иванов")
    (part,) = shown["post"]["parts"]
    assert part["text"].endswith("Наш телеграм-канал @khabvesti (16+)")
    plain = run("render", "--text", str(file), folder=tmp_path, CHANNEL="@khabvesti")
    assert plain.stdout.strip() == part["text"]


def test_render_reads_documents_of_other_kinds_in_order(tmp_path: Path) -> None:
    page = "<h1>Парк открыт</h1><p>Жители получили <b>новый парк</b> с прудом.</p>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "letter.rtf").write_text("{\\rtf1\\ansi Park open\\par\\par It has a pond.}")
    done = run("render", "--json", "letter.rtf", "page.html", folder=tmp_path)
    letter, shown = map(json.loads, done.stdout.splitlines())
    assert (letter["file"], letter["release"]["headline"]) == ("letter.rtf", "Park open")
    assert shown["release"]["headline"] == "Парк открыт"
    assert any(e["type"] == "bold" for e in shown["post"]["parts"][0]["entities"])


def test_render_says_what_is_no_file(tmp_path: Path) -> None:
    done = run("render", "--text", ".", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_render_goes_on_after_a_bad_file_and_says_1(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Новость дня\n\nСлучилось хорошее.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"MZ\x90\0\3\0\0\0" * 50)
    done = run("render", "--text", "bad.txt", "missing.txt", "good.txt", folder=tmp_path)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.strip().splitlines()] == [
        "bad.txt",
        "missing.txt",
    ]
    assert "Случилось хорошее" in done.stdout


def test_migrate_and_backup(tmp_path: Path) -> None:
    assert run("migrate", folder=tmp_path).stdout == f"upgraded to {HEAD}\n"
    assert run("migrate", folder=tmp_path).stdout == f"already at {HEAD}\n"
    done = run("backup", "copy.db", folder=tmp_path)
    assert "integrity ok" in done.stdout
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    missing = run("backup", folder=tmp_path, DATABASE_URL="sqlite:///none.db")
    assert missing.returncode == 1


def test_a_backup_of_a_running_bot_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    run("migrate", folder=tmp_path)
    held = sqlite3.connect(tmp_path / "data/bot.db", isolation_level=None)
    held.execute("PRAGMA locking_mode = EXCLUSIVE")
    held.execute("BEGIN IMMEDIATE")
    held.execute("CREATE TABLE x (y)")
    done = run("backup", "copy.db", folder=tmp_path)
    held.close()
    assert done.returncode == 1
    assert "the bot is running" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["data"]
    same = run("backup", "data/bot.db", folder=tmp_path)
    assert "is there already" in same.stderr


def log_of(folder: Path, *acts: str) -> None:
    """A database whose log has these acts."""

    async def write() -> None:
        store = await Store.open(f"sqlite:///{folder}/data/bot.db")
        for act in acts:
            await store.run(
                lambda tx, act=act: tx.audit.add(datetime(2026, 11, 24, tzinfo=UTC), 1, act)
            )
        await store.close()

    asyncio.run(write())


def test_verify_log_prints_the_head_and_finds_it_again(tmp_path: Path) -> None:
    log_of(tmp_path, "draft", "queue")
    first = run("verify-log", folder=tmp_path)
    assert first.returncode == 0
    assert first.stdout.startswith("2 entries, chain intact, head ")
    head = first.stdout.split()[-1]
    log_of(tmp_path, "sent")
    later = run("verify-log", head, folder=tmp_path)
    assert (later.returncode, later.stdout.split()[-1]) == (0, "2")
    strange = run("verify-log", "f" * 64, folder=tmp_path)
    assert (strange.returncode, len(strange.stdout.splitlines())) == (1, 2)


def test_verify_log_names_the_broken_entry(tmp_path: Path) -> None:
    log_of(tmp_path, "draft", "queue", "sent")
    with closing(sqlite3.connect(tmp_path / "data/bot.db", isolation_level=None)) as held:
        held.execute("DROP TRIGGER audit_no_update")
        held.execute("UPDATE audit SET actor_id = 2 WHERE id = 2")
    done = run("verify-log", folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout == "entry 2 does not fit: 1 entries before it are intact\n"


def test_verify_log_changes_nothing_and_says_what_hinders_it(tmp_path: Path) -> None:
    missing = run("verify-log", folder=tmp_path)
    assert missing.returncode == 1
    assert "there is no file" in missing.stderr
    assert not list(tmp_path.iterdir())
    log_of(tmp_path, "draft")
    with closing(sqlite3.connect(tmp_path / "data/bot.db", isolation_level=None)) as held:
        held.execute("PRAGMA locking_mode = EXCLUSIVE")
        held.execute("BEGIN IMMEDIATE")
        held.execute("CREATE TABLE x (y)")
        done = run("verify-log", folder=tmp_path)
    assert done.returncode == 1
    assert "the bot is running" in done.stderr
    with closing(sqlite3.connect(tmp_path / "data/bot.db", isolation_level=None)) as held:
        held.execute("UPDATE alembic_version SET version_num = '0000'")
    old = run("verify-log", folder=tmp_path)
    assert old.returncode == 1
    assert "run `migrate` first" in old.stderr


def test_check_names_what_is_missing(tmp_path: Path) -> None:
    done = run("check", folder=tmp_path, **GOOD, TELEGRAM_API_URL="http://127.0.0.1:9")
    assert done.returncode == 1
    assert [line[:13] for line in done.stdout.splitlines()] == [
        "ok   settings",
        "ok   database",
        "FAIL server  ",
    ]
    assert TOKEN not in done.stdout + done.stderr


def test_the_readme_and_the_example_name_everything() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for key in WRONG:
        assert f"{key}=" in example
    for action in parser()._actions:
        for verb in action.choices or ():
            assert f"`{verb}" in readme or f"bot {verb}" in readme, verb


def test_plan_reads_a_stopped_bots_database(tmp_path: Path) -> None:
    log_of(tmp_path, "draft")
    empty = run("plan", "--until", "через 3 дня", folder=tmp_path)
    assert empty.returncode == 2
    assert "no such channel" in empty.stderr
    with closing(sqlite3.connect(tmp_path / "data/bot.db", isolation_level=None)) as held:
        held.execute("PRAGMA locking_mode = EXCLUSIVE")
        held.execute("BEGIN IMMEDIATE")
        held.execute("CREATE TABLE x (y)")
        done = run("plan", folder=tmp_path)
    assert done.returncode == 1
    assert "ask it with /plan" in done.stderr
