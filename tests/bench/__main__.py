"""`make bench`: figures with the machine and the versions they were measured on."""

from __future__ import annotations

import asyncio
import sys

from rich.console import Console
from rich.table import Table

from tests.bench import commands, desk, importing, path, search, start, texts
from tests.bench.broadcast import tables as broadcasts
from tests.bench.machine import machine

BASELINE = [sys.executable, "tests/bench/baseline_echo.py", start.TOKEN, "{url}"]
OURS = [sys.executable, "-m", "bot", "run"]
ENVIRONMENT = {
    "BOT_TOKEN": start.TOKEN,
    "OWNER_ID": "1",
    "CHANNEL": "@bench",
    "TELEGRAM_API_URL": "{url}",
    "DATABASE_URL": "sqlite:///{directory}/bot.db",
    "LOG_LEVEL": "WARNING",
}
BROADCAST = 1_000  # readers; `python -m tests.bench.broadcast` has 10,000
QUESTIONS = ((20, 20), (200, 5))  # a second, for so many seconds
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000, 1_000_000)


def main() -> None:
    """Measures and prints; nothing here passes or fails."""
    console = Console(width=100)
    console.print(machine(), highlight=False)
    table = Table(title="Vestnik", title_justify="left")
    for column in ("what", "measured", "aim"):
        table.add_column(column)

    previews = asyncio.run(path.previews())
    table.add_row(
        f"editor's text → preview shown ({previews.count} releases)",
        f"median {previews.median:.0f} ms, p99 {previews.p99:.0f} ms, worst {previews.worst:.0f}",
        "median ≤ 250 ms",
    )
    lateness = asyncio.run(path.lateness())
    table.add_row(
        f"publishing lateness, 1,000 queued ({lateness.count} posts)",
        f"median {lateness.median:.0f} ms, p99 {lateness.p99:.0f} ms, worst {lateness.worst:.0f}",
        "p99 ≤ 1,000 ms",
    )
    presses, lists = asyncio.run(desk.desk())
    table.add_row(
        f"button press → answer, 10,000 queued ({presses.count} presses)",
        f"median {presses.median:.0f} ms, p99 {presses.p99:.0f} ms, worst {presses.worst:.0f}",
        "median ≤ 150 ms",
    )
    table.add_row(
        f"/queue with 10,000 queued posts → shown ({lists.count} times)",
        f"median {lists.median:.0f} ms, p99 {lists.p99:.0f} ms, worst {lists.worst:.0f}",
        "≤ 200 ms",
    )
    echo, ours = start.measure(BASELINE), start.measure(OURS, ENVIRONMENT)
    table.add_row(
        f"start → first getUpdates (median of {ours.runs})",
        f"{ours.first_poll:.2f} s; bare aiogram echo {echo.first_poll:.2f} s; "
        f"ratio {ours.first_poll / echo.first_poll:.2f}",
        "ratio ≤ 0.40",
    )
    table.add_row(
        f"idle memory (median of {ours.runs})",
        f"{ours.idle_mb:.0f} MB; bare aiogram echo {echo.idle_mb:.0f} MB; "
        f"ratio {ours.idle_mb / echo.idle_mb:.2f}",
        "ratio ≤ 0.60",
    )
    console.print(table)
    console.print(_growth())
    console.print(_worst())
    broadcasts.share(console, BROADCAST)
    for rate, seconds in QUESTIONS:
        console.print(commands.table(asyncio.run(commands.measure(rate, seconds)), rate))
    console.print(search.run())
    console.print(importing.table([importing.measure(size) for size in importing.SIZES]))


def _growth() -> Table:
    table = Table(title="A release, parsed and rendered", title_justify="left")
    for column in ("characters", "median, ms", "ms per 1,000", "runs", "aim"):
        table.add_column(column, justify="right")
    aims = {3_000: "≤ 5 ms", 30_000: "≤ 60 ms", 1_000_000: "linear"}
    for length, found in zip(LENGTHS, texts.growth(LENGTHS), strict=True):
        table.add_row(
            f"{found.characters:,}",
            f"{found.milliseconds:,.1f}",
            f"{found.per_thousand:.2f}",
            str(found.runs),
            aims.get(length, ""),
        )
    return table


def _worst() -> Table:
    """Texts of a megabyte in UTF-8: as many characters in Latin, half of them in Russian."""
    slowest = texts.worst()
    table = Table(
        title=f"The slowest of {slowest[0].texts} hostile texts of 1 MB", title_justify="left"
    )
    for column in ("text", "ms", "aim"):
        table.add_column(column)
    for found in slowest:
        table.add_row(found.name, f"{found.milliseconds:,.0f}", "≤ 2,000 ms")
    return table


if __name__ == "__main__":
    main()
