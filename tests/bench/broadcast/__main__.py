"""`python -m tests.bench.broadcast [--people 10000]`: ours beside others, and killed half-way."""

from __future__ import annotations

import argparse

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

from rich.console import Console  # noqa: E402

from tests.bench.broadcast.tables import share  # noqa: E402
from tests.bench.machine import machine  # noqa: E402


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.broadcast")
    parser.add_argument("--people", type=int, default=10_000)
    people = parser.parse_args().people
    console = Console(width=100)
    console.print(machine(), highlight=False)
    share(console, people)


if __name__ == "__main__":
    main()
