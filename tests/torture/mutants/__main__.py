"""`make torture-mutants`: whether the torture tells bots broken on purpose from a sound one."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import deque
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.torture.company import company
from tests.torture.databases import Databases
from tests.torture.haste import Pace
from tests.torture.lives import LifeFailed
from tests.torture.mutants import MUTANTS
from tests.torture.trial import Dose, Figures, Plan, Trial

POSTS, LANES = 300, 8
DOSE = Dose(kills=40, faults=80)
HARDER = 3.0  # times more calls are struck than in a trial of the sound bot
LONGEST = 120.0  # seconds of a storm, on a machine that is too slow for the dose
DRAIN = 10.0  # seconds; some mutants never come to an end
SIDE_BY_SIDE = 2
STORMS = 3  # for each, of other seeds, until it is caught; the sound bot stands all

SOUND, SOUND_AT_LEISURE = "none", "none at leisure"  # what must not be caught

# Few channels, long lives and long waits: the bot does whatever it would at rest.
LEISURE = Pace(3.0)
FEW_LANES, FEW_KILLS = 3, Dose(kills=8, faults=80)

# What readers would see; the rest is seen in the books only.
STRONG = {"lost", "doubled", "out of order"}


async def rear(
    waiting: deque[str],
    found: dict[str, list[Figures | str]],
    made: Databases,
    seed: int,
    pace: Pace,
) -> None:
    """Takes one mutant after another, on one fork server, each until it is caught."""
    async with company(made.new("sqlite"), made.folder, pace) as lives:
        while waiting:
            name = waiting.popleft()
            storm = len(found.get(name, ()))
            plan = Plan(
                seed + storm, LONGEST, POSTS, LANES, made.folder, made.new("sqlite"),
                None if name in (SOUND, SOUND_AT_LEISURE) else name, HARDER, DRAIN, DOSE,
            )  # fmt: skip
            if pace is LEISURE:
                plan = replace(plan, lanes=FEW_LANES, dose=FEW_KILLS, pace=pace, long_lives=True)
            try:
                told: Figures | str = await (await Trial.prepare(plan, lives)).run()
            except LifeFailed as error:
                told = str(error)
            found.setdefault(name, []).append(told)
            if not _caught(told) and len(found[name]) < STORMS:
                waiting.appendleft(name)


async def try_all(names: list[str], seed: int) -> dict[str, list[Figures | str]]:
    """The figures of each, two at a time."""
    found = dict[str, list[Figures | str]]()
    slow = [name for name in names if name in MUTANTS and MUTANTS[name].at_leisure]
    slow += [SOUND_AT_LEISURE] if SOUND_AT_LEISURE in names else []
    quick = [name for name in names if name not in slow]
    with tempfile.TemporaryDirectory() as folder:
        made = Databases(Path(folder), None)
        for some, pace in ((quick, Pace()), (slow, LEISURE)):
            waiting = deque(some)
            async with asyncio.TaskGroup() as group:
                for _ in range(min(SIDE_BY_SIDE, len(waiting))):
                    group.create_task(rear(waiting, found, made, seed, pace))
    return found


def _caught(figures: Figures | str) -> bool:
    return isinstance(figures, str) or bool(figures.verdict.violations)


def _by_readers(figures: Figures | str) -> bool:
    return not isinstance(figures, str) and bool(STRONG & {*figures.verdict.counts()})


def row(name: str, figures: Figures | str, storm: int) -> tuple[str, ...]:
    """A line of the table."""
    words = MUTANTS[name].words if name in MUTANTS else "nothing is broken"
    if isinstance(figures, str):
        return name, words, f"caught: {figures}", str(storm), "", ""
    counts = figures.verdict.counts()
    if not counts:
        verdict = "NOT CAUGHT" if name in MUTANTS else "every promise kept"
        return (
            name,
            words,
            verdict,
            str(storm),
            str(figures.verdict.posts),
            str(figures.deaths.total()),
        )
    told = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
    first = f"{figures.first} of {figures.verdict.posts}"
    return name, words, f"caught: {told}", str(storm), first, str(figures.deaths.total())


async def main() -> int:
    """Tries every mutant, or those named."""
    everything = [SOUND, SOUND_AT_LEISURE, *MUTANTS]
    parser = argparse.ArgumentParser(prog="python -m tests.torture.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *everything], help="of mutants")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    found = await try_all(chosen.names or everything, chosen.seed)
    table = Table("mutant", "what it does", "found", "storm", "after posts", "kills")
    for name in everything:
        if name in found:
            table.add_row(*row(name, found[name][-1], len(found[name])))
    console = Console(width=120)
    console.print(table)
    wrong = [
        name for name, storms in found.items() if _caught(storms[-1]) is (name not in MUTANTS)
    ]
    mutants = found.keys() & MUTANTS.keys()
    seen = sum(_by_readers(found[name][-1]) for name in mutants)
    caught = len(mutants - {*wrong})
    line = f"caught {caught} of {len(mutants)} mutants, {seen} of them by "
    line += "what readers would have seen"
    if {*wrong} - MUTANTS.keys():
        line = "the sound bot broke a promise itself: python -m tests.torture tells more"
    console.print(line, style="bold", highlight=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
