"""`make bench-peers`: what readers see of three bots when things go wrong."""

from __future__ import annotations

import argparse
import asyncio
import logging
import subprocess
import time

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

from tests.bench.peers.contenders import TGPOST, Contender, Tgpost, contenders  # noqa: E402
from tests.bench.peers.rounds import LATE, POSTS, Result, Round  # noqa: E402
from tests.bench.peers.scenes import KINDS, Kind  # noqa: E402


def main() -> None:
    """Prints a table: a line for each scene and contender."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.peers")
    parser.add_argument("--scene", choices=list(KINDS), action="append")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(_run(chosen.scene or list(KINDS)))


async def _run(kinds: list[Kind]) -> None:
    there, began = contenders(), time.monotonic()
    for each in there:
        print(_named(each))
    if not any(isinstance(each, Tgpost) for each in there):
        print("tgpost: not installed here")
    print(f"{POSTS} posts in each scene; late: more than {LATE:.0f} s after it was possible\n")
    head = f"{'scene':42}{'bot':12}{'lost':>6}{'doubled':>9}{'late':>6}{'latest':>10}"
    print(head, "-" * len(head), sep="\n")
    for kind in kinds:
        rounds = [Round(each, kind).run() for each in there]
        for each, result in zip(there, await asyncio.gather(*rounds), strict=True):
            _line(KINDS[kind], each, result)
    print(f"\n{time.monotonic() - began:.0f} s")


def _line(scene: str, contender: Contender, result: Result) -> None:
    latest = f"{result.latest:.1f} s" if result.lost < result.posts else "-"
    print(
        f"{scene:42}{contender.name.split()[0]:12}"
        f"{result.lost:>6}{result.doubled:>9}{result.late:>6}{latest:>10}",
        flush=True,
    )


def _named(contender: Contender) -> str:
    if not isinstance(contender, Tgpost):
        return contender.name
    code = "from importlib.metadata import version; print(version('tgpost'))"
    told = subprocess.run([TGPOST, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return f"tgpost {told.stdout.strip()}"


if __name__ == "__main__":
    main()
