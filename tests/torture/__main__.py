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
from tests.torture.trial import Plan, Trial

SECONDS, LONG = 300.0, 6000.0
PACE, LANES = 18.0, 16


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long it storms")
    parser.add_argument("--long", action="store_true", help="at least 10,000 kills")
    parser.add_argument("--seed", type=int, help="of the load, the faults and the kills")
    parser.add_argument("--pace", type=float, default=PACE, help="posts that are due a second")
    parser.add_argument("--lanes", type=int, default=LANES, help="channels")
    parser.add_argument("--mutant", help="break this on purpose")
    parser.add_argument("--keep", type=Path, help="a folder for databases and logs")
    return parser.parse_args()


async def torture(chosen: argparse.Namespace, folder: Path, console: Console) -> bool:
    """One trial; whether every promise was kept."""
    seed = chosen.seed if chosen.seed is not None else secrets.randbelow(10**6)
    seconds = LONG if chosen.long else chosen.seconds
    url = f"sqlite:///{folder / 'bot.db'}"
    plan = Plan(seed, seconds, chosen.pace, chosen.lanes, folder, url, chosen.mutant)
    trial = await Trial.prepare(plan)
    figures = await trial.run()
    report.show(console, figures)
    console.print(f"seed {seed}", highlight=False)
    console.print(report.summary(figures), highlight=False, style="bold", soft_wrap=True)
    return not figures.verdict.violations


def main() -> int:
    """Runs the trials; the exit code says whether every promise was kept."""
    chosen = arguments()
    console = Console(width=140)
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        return 0 if asyncio.run(torture(chosen, chosen.keep, console)) else 1
    with tempfile.TemporaryDirectory() as folder:
        return 0 if asyncio.run(torture(chosen, Path(folder), console)) else 1


if __name__ == "__main__":
    sys.exit(main())
