"""`make torture`: kills the bot at every step of publishing, and says what readers saw of it."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from tests.torture import report
from tests.torture.company import company
from tests.torture.trial import Figures, Plan, Trial

SECONDS, LONG = 300.0, 6000.0
PACE, LANES = 9.0, 12  # of each of the trials that run side by side
SIDE_BY_SIDE = 2


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long it storms")
    parser.add_argument("--long", action="store_true", help="at least 10,000 kills")
    parser.add_argument("--seed", type=int, help="of the load, the faults and the kills")
    parser.add_argument("--pace", type=float, default=PACE, help="posts that are due a second")
    parser.add_argument("--lanes", type=int, default=LANES, help="channels")
    parser.add_argument("--trials", type=int, default=SIDE_BY_SIDE, help="so many side by side")
    parser.add_argument("--harder", type=float, default=1.0, help="so often more faults")
    parser.add_argument("--mutant", help="break this on purpose")
    parser.add_argument("--keep", type=Path, help="a folder for databases and logs")
    return parser.parse_args()


async def one(chosen: argparse.Namespace, seed: int, folder: Path) -> Figures:
    """One trial."""
    seconds = LONG if chosen.long else chosen.seconds
    url = f"sqlite:///{folder / 'bot.db'}"
    plan = Plan(
        seed, seconds, chosen.pace, chosen.lanes, folder, url, chosen.mutant, chosen.harder
    )
    async with company(folder) as lives:
        return await (await Trial.prepare(plan, lives)).run()


async def together(chosen: argparse.Namespace, folders: dict[int, Path]) -> dict[int, Figures]:
    """A trial for each seed, side by side."""
    async with asyncio.TaskGroup() as group:
        trials = {
            seed: group.create_task(one(chosen, seed, folder)) for seed, folder in folders.items()
        }
    return {seed: trial.result() for seed, trial in trials.items()}


def torture(chosen: argparse.Namespace, folder: Path, console: Console) -> bool:
    """Trials side by side; whether every promise was kept."""
    first = chosen.seed if chosen.seed is not None else secrets.randbelow(10**6)
    seeds = range(first, first + chosen.trials)
    folders = {seed: folder / f"seed-{seed}" for seed in seeds}
    for own in folders.values():
        own.mkdir(parents=True, exist_ok=True)
    found = asyncio.run(together(chosen, folders))
    for seed, figures in found.items():
        report.show(console, seed, figures)
    total = report.total([*found.values()])
    console.print(total, highlight=False, style="bold", soft_wrap=True)
    return not any(figures.verdict.violations for figures in found.values())


def main() -> int:
    """Runs the trials; the exit code says whether every promise was kept."""
    chosen = arguments()
    console = Console(width=110)
    if chosen.keep:
        return 0 if torture(chosen, chosen.keep, console) else 1
    with tempfile.TemporaryDirectory() as folder:
        return 0 if torture(chosen, Path(folder), console) else 1


if __name__ == "__main__":
    sys.exit(main())
