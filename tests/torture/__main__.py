"""`make torture`: kills the bot at every step of publishing, and says what readers saw of it."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from tests.torture import report
from tests.torture.company import company
from tests.torture.databases import KINDS, Databases, Kind, databases
from tests.torture.trial import Figures, Plan, Trial

SECONDS, LONG = 300.0, 6000.0
LANES = 8
PACE: dict[Kind, float] = {"sqlite": 11.0, "postgresql": 6.0}  # of a trial, beside another one
SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True)
class Track:
    """One of the trials that run side by side."""

    seed: int
    kind: Kind
    folder: Path


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long it storms")
    parser.add_argument("--long", action="store_true", help="at least 10,000 kills")
    parser.add_argument("--database", choices=KINDS, help="on this one only; else on either")
    parser.add_argument("--seed", type=int, help="of the load, the faults and the kills")
    parser.add_argument("--pace", type=float, help="posts that are due a second in each trial")
    parser.add_argument("--lanes", type=int, default=LANES, help="channels")
    parser.add_argument("--harder", type=float, default=1.0, help="so often more faults")
    parser.add_argument("--mutant", help="break this on purpose")
    parser.add_argument("--keep", type=Path, help="a folder for logs and SQLite files")
    return parser.parse_args()


def tracks(chosen: argparse.Namespace, folder: Path) -> list[Track]:
    """A seed, a database and a folder for each."""
    first = chosen.seed if chosen.seed is not None else secrets.randbelow(10**6)
    kinds = [chosen.database] * SIDE_BY_SIDE if chosen.database else KINDS
    return [Track(seed, kind, folder / f"{kind}-{seed}") for seed, kind in enumerate(kinds, first)]


async def run(chosen: argparse.Namespace, track: Track, made: Databases) -> Figures:
    """One trial."""
    track.folder.mkdir(parents=True, exist_ok=True)
    async with company(made.new(track.kind), track.folder) as lives:
        seconds = LONG if chosen.long else chosen.seconds
        plan = Plan(
            track.seed,
            seconds,
            int(seconds * (chosen.pace or PACE[track.kind])),
            chosen.lanes,
            track.folder,
            made.new(track.kind),
            chosen.mutant,
            chosen.harder,
        )
        return await (await Trial.prepare(plan, lives)).run()


async def together(
    chosen: argparse.Namespace, planned: list[Track], made: Databases
) -> list[Figures]:
    """All trials side by side."""
    async with asyncio.TaskGroup() as group:
        trials = [group.create_task(run(chosen, track, made)) for track in planned]
    return [trial.result() for trial in trials]


def torture(chosen: argparse.Namespace, folder: Path, console: Console) -> bool:
    """Runs and prints everything; whether every promise was kept."""
    planned, begun = tracks(chosen, folder), time.monotonic()
    with databases(folder, {track.kind for track in planned}) as made:
        found = asyncio.run(together(chosen, planned, made))
    for track, figures in zip(planned, found, strict=True):
        report.show(console, f"{track.kind}, seed {track.seed}", figures)
    used, lasted = sum(os.times()[:4]), time.monotonic() - begun
    console.print(f"\n{used:.0f} s of processor time in {lasted:.0f} s, on {os.cpu_count()} cores")
    console.print(report.total(found), highlight=False, style="bold", soft_wrap=True)
    return not any(figures.verdict.violations for figures in found)


def main() -> int:
    """Runs the trials; the exit code says whether every promise was kept."""
    chosen = arguments()
    console = Console(width=110)
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        return 0 if torture(chosen, chosen.keep, console) else 1
    with tempfile.TemporaryDirectory() as folder:
        return 0 if torture(chosen, Path(folder), console) else 1


if __name__ == "__main__":
    sys.exit(main())
