"""`make torture-mutants`: whether the torture tells bots broken on purpose from a sound one."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import deque
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.torture.company import company
from tests.torture.lives import LifeFailed, Lives
from tests.torture.mutants import MUTANTS
from tests.torture.trial import Figures, Plan, Trial

SECONDS, PACE, LANES = 25.0, 8.0, 6
HARDER = 3.0  # times more calls are struck than in a trial of the sound bot
SIDE_BY_SIDE = 2


async def rear(
    waiting: deque[str], found: dict[str, Figures | str], folder: Path, seed: int, seconds: float
) -> None:
    """Takes one mutant after another, on one fork server."""
    async with company(folder) as lives:
        while waiting:
            name = waiting.popleft()
            try:
                found[name] = await _one(name, lives, folder, seed, seconds)
            except LifeFailed as error:
                found[name] = str(error)


async def _one(name: str, lives: Lives, folder: Path, seed: int, seconds: float) -> Figures:
    url = f"sqlite:///{folder / name}.db"
    plan = Plan(seed, seconds, PACE, LANES, folder, url, name, HARDER)
    return await (await Trial.prepare(plan, lives)).run()


def row(name: str, figures: Figures | str) -> tuple[str, ...]:
    """A line of the table."""
    words = MUTANTS[name].words
    if isinstance(figures, str):
        return name, words, f"caught: {figures}", "", ""
    counts = figures.verdict.counts()
    if not counts:
        return name, words, "NOT CAUGHT", str(figures.verdict.posts), str(figures.deaths.total())
    told = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
    first = f"{figures.first} of {figures.verdict.posts}"
    return name, words, f"caught: {told}", first, str(figures.deaths.total())


async def main() -> int:
    """Tries every mutant, or those named."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *MUTANTS], help="of mutants")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="that each is given")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    waiting = deque(chosen.names or MUTANTS)
    found = dict[str, Figures | str]()
    with tempfile.TemporaryDirectory() as folder:
        async with asyncio.TaskGroup() as group:
            for number in range(min(SIDE_BY_SIDE, len(waiting))):
                own = Path(folder) / str(number)
                own.mkdir()
                group.create_task(rear(waiting, found, own, chosen.seed, chosen.seconds))
    table = Table("mutant", "what it does", "found", "after posts", "kills")
    for name in MUTANTS:
        if name in found:
            table.add_row(*row(name, found[name]))
    console = Console(width=120)
    console.print(table)
    caught = [name for name, figures in found.items() if "caught:" in row(name, figures)[2]]
    console.print(f"caught {len(caught)} of {len(found)} mutants", style="bold", highlight=False)
    return 0 if len(caught) == len(found) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
