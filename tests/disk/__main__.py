"""`make disk`: the disk fails at every write of a release's way, and the figures of it."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

from bot.store import ballast  # noqa: E402
from tests.disk.faults import BROKEN, FULL, Disk, installed  # noqa: E402
from tests.disk.rounds import KINDS, Rounds, in_haste  # noqa: E402
from tests.newsroom import Newsroom  # noqa: E402


async def main() -> int:
    """Prints a line for each kind of post, and the sum."""
    ballast.SIZE = 2**16
    logging.disable(logging.CRITICAL)
    disk, began = Disk(), time.monotonic()
    with installed(disk), in_haste(), tempfile.TemporaryDirectory() as folder:
        newsroom = Newsroom(Path(folder))
        await newsroom.open()
        await newsroom.invite_editor()
        rounds = Rounds(newsroom, disk)
        for kind in KINDS:
            for name, sentence in (("SQLITE_FULL", FULL), ("SQLITE_IOERR", BROKEN)):
                before = rounds.figures.writes
                await rounds.sweep(kind, sentence)
                failed = rounds.figures.writes - before
                print(f"{kind:6} {name:13} failed at {failed} writes", flush=True)
        await newsroom.close()
    print(f"{rounds.figures} ({time.monotonic() - began:.0f} s)")
    for name, found in vars(rounds.figures).items():
        if isinstance(found, list) and found:
            print(f"{name}: {', '.join(found)}")
    return 0 if rounds.figures.good else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
