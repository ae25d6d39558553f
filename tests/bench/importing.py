"""How fast an export enters the archive, and whether memory depends on its size."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.domain.channel import Channel
from bot.store import Store
from tests.bench import start
from tests.bench.machine import machine
from tests.exports import CHANNEL_NUMBER, write_export

SIZES = (10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Imported:
    """One import, by a process of its own."""

    messages: int
    megabytes: float  # of the export
    seconds: float  # with the process' start
    peak_mb: float
    again: float  # seconds, with everything known already

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.messages / self.seconds


def measure(messages: int) -> Imported:
    """Imports an export of that size into an empty database, twice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bot.db'}"
        export = folder / "result.json"
        write_export(export, messages)
        asyncio.run(_lay(url))
        seconds, peak = _import(export, url)
        again, _ = _import(export, url)
        return Imported(messages, export.stat().st_size / 2**20, seconds, peak, again)


async def _lay(url: str) -> None:
    store = await Store.open(url)
    channel = Channel(0, int(f"-100{CHANNEL_NUMBER}"), "Bench", "bench", "Asia/Vladivostok", "")
    await store.run(lambda tx: tx.channels.add("@bench", channel))
    await store.close()


def _import(export: Path, url: str) -> tuple[float, float]:
    environment = {
        **os.environ,
        "BOT_TOKEN": start.TOKEN,
        "OWNER_ID": "1",
        "CHANNEL": "@bench",
        "DATABASE_URL": url,
    }
    begun = time.perf_counter()
    arguments = [sys.executable, "-m", "bot", "import", str(export)]
    child = os.posix_spawn(sys.executable, arguments, environment)
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - begun
    if status:
        raise RuntimeError(f"the import ended with {os.waitstatus_to_exitcode(status)}")
    return took, usage.ru_maxrss / 1024


def table(found: list[Imported]) -> Table:
    """The figures beside the aims."""
    made = Table(title="Import of a Telegram Desktop export", title_justify="left")
    for column in (
        "messages",
        "export, MB",
        "messages/s",
        "peak memory, MB",
        "once more, s",
        "aim",
    ):
        made.add_column(column, justify="right")
    for each in found:
        made.add_row(
            f"{each.messages:,}",
            f"{each.megabytes:,.0f}",
            f"{each.rate:,.0f}",
            f"{each.peak_mb:,.0f}",
            f"{each.again:.1f}",
            "≥ 5,000/s, memory constant",
        )
    return made


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--messages", type=int, nargs="*", default=SIZES)
    console = Console(width=100)
    console.print(machine(), highlight=False)
    console.print(table([measure(size) for size in arguments.parse_args().messages]))


if __name__ == "__main__":
    main()
