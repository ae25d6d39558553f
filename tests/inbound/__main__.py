"""`make inbound`: messages of editors, a bot that is killed, and what became of them."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

import bot.app.assembly  # noqa: E402, F401 - loaded once, for every life
from bot.services.notices import Notices  # noqa: E402
from tests.inbound.forks import Lives  # noqa: E402
from tests.inbound.storm import Storm  # noqa: E402

USUAL, LONG = 600, 10_000  # messages


async def told_by_none(_self: Notices) -> None:
    """Previews take most of the time, and answers are looked at in tests/chat/test_cut_off.py."""


def main() -> int:
    """Prints one line of figures; 0 if none was lost and none doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.inbound")
    parser.add_argument("--long", action="store_true", help=f"{LONG} messages instead of {USUAL}")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    deliver, Notices.deliver = Notices.deliver, told_by_none  # type: ignore[method-assign,assignment]
    logging.basicConfig(level=logging.CRITICAL)
    lives = Lives.open()
    Notices.deliver = deliver  # type: ignore[method-assign]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        storm = Storm(Path(folder), lives, LONG if chosen.long else USUAL, chosen.seed)
        figures = asyncio.run(storm.run())
    lives.close()
    print(f"{figures} (seed {chosen.seed}, {time.monotonic() - began:.0f} s)")
    for name in ("lost", "doubled"):
        if found := getattr(figures, name):
            print(f"{name}: {', '.join(found[:20])}")
    return 1 if figures.lost or figures.doubled else 0


if __name__ == "__main__":
    sys.exit(main())
