"""How each of the three is given its posts, and started."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from tests.bench.peers.ours import lay
from tests.bench.peers.plain import Posts

TOKEN = "100002:token-of-the-bench-and-nothing-else"
CHAT, JOURNAL = -1003000000001, -1003000000002
TGPOST = Path(".peers/bin/python")  # an environment of its own

# One process for all, since each start of its command line takes half a second.
SCHEDULE = "import json, sys; from tgpost.cli import main; [main(a) for a in json.load(sys.stdin)]"


class Contender(Protocol):
    """One of the three, in its own folder."""

    name: str

    async def prepare(self, folder: Path, url: str, posts: list[tuple[str, float]]) -> None:
        """Gives it the posts (text, due in Unix time)."""
        ...

    def command(self, folder: Path, url: str) -> list[str]:
        """What starts it."""
        ...

    def environment(self, folder: Path) -> dict[str, str]:
        """What has to be in its environment."""
        ...


@dataclass
class Ours:
    name: str = "Vestnik"

    async def prepare(self, folder: Path, url: str, posts: list[tuple[str, float]]) -> None:
        await lay(f"sqlite:///{folder / 'bot.db'}", CHAT, JOURNAL, posts)

    def command(self, folder: Path, url: str) -> list[str]:
        module = "tests.bench.peers.ours"
        return [sys.executable, "-m", module, url, TOKEN, str(CHAT), str(folder / "bot.db")]

    def environment(self, folder: Path) -> dict[str, str]:
        return {}


@dataclass
class Plain:
    name: str = f"aiogram {version('aiogram')} + APScheduler {version('apscheduler')}"

    async def prepare(self, folder: Path, url: str, posts: list[tuple[str, float]]) -> None:
        table = Posts(str(folder / "plain.db"))
        table.db.executemany("INSERT INTO posts (text, due) VALUES (?, ?)", posts)
        table.db.close()

    def command(self, folder: Path, url: str) -> list[str]:
        module = "tests.bench.peers.plain"
        return [sys.executable, "-m", module, url, TOKEN, str(CHAT), str(folder / "plain.db")]

    def environment(self, folder: Path) -> dict[str, str]:
        return {}


@dataclass
class Tgpost:
    name: str = "tgpost"
    options: list[str] = field(default_factory=list)

    async def prepare(self, folder: Path, url: str, posts: list[tuple[str, float]]) -> None:
        import json

        (folder / "config.toml").write_text(f'[defaults]\nbase_url = "{url}"\n')
        acts = [
            ["schedule", "--chat-id", str(CHAT), "--text", text, "--escape",
             "--at", datetime.fromtimestamp(due, UTC).isoformat()]
            for text, due in posts
        ]  # fmt: skip
        process = await asyncio.create_subprocess_exec(
            str(TGPOST), "-c", SCHEDULE, stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL, env=os.environ | self.environment(folder),
        )  # fmt: skip
        await process.communicate(json.dumps(acts).encode())
        if process.returncode:
            raise RuntimeError("tgpost would not take the posts")

    def command(self, folder: Path, url: str) -> list[str]:
        return [str(TGPOST), "-m", "tgpost", "--base-url", url, "daemon"]

    def environment(self, folder: Path) -> dict[str, str]:
        return {
            "TGPOST_CONFIG": str(folder / "config.toml"),
            "TGPOST_DB": str(folder / "jobs.db"),
            "TGPOST_BOT_TOKEN": TOKEN,
        }


def contenders() -> list[Any]:
    """All that can be had here."""
    found: list[Any] = [Ours(), Plain()]
    return [*found, Tgpost()] if TGPOST.exists() else found
