"""The figures as tables."""

from __future__ import annotations

import asyncio
import logging
from importlib.metadata import version

from rich.console import Console
from rich.table import Table

from bot.domain.bulletins import PER_SECOND, Fate
from tests.bench.broadcast.road import LATENCY
from tests.bench.broadcast.rounds import PEERS, Killed, Round, killed, others, ours

OTHERS, KILLED = 150, 300  # readers; what takes others minutes shows after so many


def share(console: Console, people: int) -> None:
    """A broadcast to so many, beside others; then the kills."""
    logging.disable(logging.INFO)
    found = [asyncio.run(ours(people))]
    name = f"sequential, sleep(.05) (aiogram {version('aiogram')} docs)"
    found.append(asyncio.run(others(name, "sequential", OTHERS)))
    if PEERS.exists():
        peer = others("aiogram-broadcast 0.2.0", "library", OTHERS, str(PEERS))
        found.append(asyncio.run(peer))
    console.print(_times(found))
    if not PEERS.exists():
        console.print("aiogram-broadcast is not installed here: make .peers")
    console.print(_kills([asyncio.run(killed(KILLED, again=again)) for again in (False, True)]))


def _times(found: list[Round]) -> Table:
    title = (
        f"A broadcast, {LATENCY * 1000:.0f} ms there and back, {PER_SECOND} a second at the most"
    )
    table = Table(title=title, title_justify="left")
    for column in ("", "readers", "s", "time / ideal", "429", "most in 1 s", "urgent post, s"):
        table.add_column(column, justify="left" if not column else "right")
    for each in found:
        urgent = "–" if each.urgent is None else f"{each.urgent:.2f}"
        table.add_row(
            each.name, f"{each.people:,}", f"{each.took:.1f}", f"{each.ratio:.3f}",
            str(each.refused), str(each.most), urgent,
        )  # fmt: skip
    table.add_row("aim", "", "", "≤ 1.03", "0", "≤ 30", "≤ 1", style="dim")
    return table


def _kills(found: list[Killed]) -> Table:
    table = Table(title=f"kill -9 half-way, {KILLED} readers", title_justify="left")
    for column in ("rule", "once", "unknown", "sent again", "twice", "lost", "doubled"):
        table.add_column(column, justify="left" if column == "rule" else "right")
    for each in found:
        rule = "send again" if each.again else "do not send again"
        unknown = each.fates.get(Fate.UNKNOWN, 0)
        table.add_row(
            rule, str(each.copies[1]), str(unknown), str(each.repeated), str(each.copies[2]),
            str(each.lost), str(each.doubled),
        )  # fmt: skip
    table.add_row("aim", "", "counted", "counted", "≤ sent again", "0", "0", style="dim")
    return table
