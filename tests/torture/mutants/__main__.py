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
DRAIN = 40.0  # seconds; some mutants never come to an end
HARDER = 3.0  # times more calls are struck than in a trial of the sound bot
SIDE_BY_SIDE = 2

SOUND = "none"  # what must not be caught


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
    mutant = None if name == SOUND else name
    plan = Plan(seed, seconds, PACE, LANES, folder, url, mutant, HARDER, DRAIN)
    return await (await Trial.prepare(plan, lives)).run()


def _caught(figures: Figures | str) -> bool:
    return isinstance(figures, str) or bool(figures.verdict.violations)


def row(name: str, figures: Figures | str) -> tuple[str, ...]:
    """A line of the table."""
    words = "nothing is broken" if name == SOUND else MUTANTS[name].words
    if isinstance(figures, str):
        return name, words, f"caught: {figures}", "", ""
    counts = figures.verdict.counts()
    if not counts:
        verdict = "every promise kept" if name == SOUND else "NOT CAUGHT"
        return name, words, verdict, str(figures.verdict.posts), str(figures.deaths.total())
    told = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
    first = f"{figures.first} of {figures.verdict.posts}"
    return name, words, f"caught: {told}", first, str(figures.deaths.total())


async def main() -> int:
    """Tries every mutant, or those named."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], SOUND, *MUTANTS], help="of mutants")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="that each is given")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    waiting = deque(chosen.names or [SOUND, *MUTANTS])
    found = dict[str, Figures | str]()
    with tempfile.TemporaryDirectory() as folder:
        async with asyncio.TaskGroup() as group:
            for number in range(min(SIDE_BY_SIDE, len(waiting))):
                own = Path(folder) / str(number)
                own.mkdir()
                group.create_task(rear(waiting, found, own, chosen.seed, chosen.seconds))
    table = Table("mutant", "what it does", "found", "after posts", "kills")
    for name in (SOUND, *MUTANTS):
        if name in found:
            table.add_row(*row(name, found[name]))
    console = Console(width=120)
    console.print(table)
    wrong = [name for name, figures in found.items() if _caught(figures) is (name == SOUND)]
    mutants = len(found.keys() - {SOUND})
    line = f"caught {mutants - len(wrong)} of {mutants} mutants"
    if SOUND in wrong:
        line = "the sound bot broke a promise itself: python -m tests.torture tells more"
    console.print(line, style="bold", highlight=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
