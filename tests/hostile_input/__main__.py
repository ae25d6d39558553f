"""`make hostile`: a hundred thousand inputs, and what became of the bot."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from random import Random

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

from bot.documents.reader import Reader  # noqa: E402
from bot.domain.channel import HouseStyle  # noqa: E402
from bot.domain.errors import InputError  # noqa: E402
from bot.domain.release import RawRelease  # noqa: E402
from bot.domain.text import FormattedText  # noqa: E402
from bot.parsing import parse  # noqa: E402
from bot.rendering import render  # noqa: E402
from tests.documents import hostile, made  # noqa: E402
from tests.hostile_input.mutator import Mutator  # noqa: E402
from tests.hostile_input.siege import BATCH, Siege, Tracebacks  # noqa: E402
from tests.simulation.trial import template  # noqa: E402

FULL = {"updates": 80_000, "texts": 19_000, "documents": 1_000}
USUAL = 40.0  # seconds, shared among the three
WARM = 20  # batches until caches are full
MOST_GROWTH = 50  # MB
SHOWN = 12


def rss() -> float:
    """Megabytes of memory that the process has."""
    gc.collect()
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * 4096 / 1e6


class Assault:
    """All three kinds of input, one after another."""

    def __init__(self, seed: int, full: bool) -> None:
        self._seed, self._full = seed, full
        self.counts = Counter[str]()
        self.failures = list[str]()
        self.tracebacks = Tracebacks()
        self.warm = 0.0
        self.answers = False

    def goes_on(self, kind: str, began: float, share: float) -> bool:
        """Whether more of a kind is to come."""
        if self._full:
            return self.counts[kind] < FULL[kind]
        return time.monotonic() - began < USUAL * share

    async def run(self, folder: Path, empty: bytes) -> None:
        """Everything, and at the end whether the bot still answers."""
        logger = logging.getLogger()
        logger.handlers[:] = [self.tracebacks]
        siege = await Siege.begin(folder / "bot.db", empty, self._seed)
        began, batches = time.monotonic(), 0
        while self.goes_on("updates", began, 0.6):
            await siege.batch()
            self.counts["updates"] += BATCH
            batches += 1
            if batches % 25 == 0:
                await siege.tidy()
            if batches == WARM:
                self.warm = rss()
        self.texts()
        await self.documents()
        self.failures += siege.failures
        self.answers = await siege.answers()
        if not self.answers:
            self.failures.append("/help is not answered any more")
        grown = rss() - self.warm
        if self.warm and grown > MOST_GROWTH:
            self.failures.append(f"memory grew by {grown:.0f} MB")
        self.counts["calls to Telegram"] = siege.session.calls.total()
        await siege.app.store.close()

    def texts(self) -> None:
        """Pasted texts, from reading to the post."""
        mutator, began, style = Mutator(self._seed + 1), time.monotonic(), HouseStyle()
        while self.goes_on("texts", began, 0.15):
            text = mutator.text()
            try:
                parsed = parse(RawRelease(FormattedText(text)))
                render(parsed, style)
            except InputError:
                self.counts["texts refused"] += 1
            except Exception as error:  # noqa: BLE001 - each is a finding
                self.failures.append(f"a text: {error!r} {text[:80]!r}")
            self.counts["texts"] += 1

    async def documents(self) -> None:
        """Files, through the child that reads them."""
        rng, mutator = Random(self._seed), Mutator(self._seed + 2)
        reader, began = Reader(), time.monotonic()
        files = [(name, data) for name, data, _ in hostile.FILES.values() if len(data) < 100_000]
        files += [("release.pdf", hostile.PDF), ("photo.docx", made.photo())]
        while self.goes_on("documents", began, 0.25):
            name, data = rng.choice(files)
            try:
                await reader.read(name, mutator.file(data))
            except InputError:
                self.counts["documents refused"] += 1
            except Exception as error:  # noqa: BLE001 - each is a finding
                self.failures.append(f"a document {name}: {error!r}")
            self.counts["documents"] += 1


def main() -> int:
    """Prints the figures; 0 if the bot stood it."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile_input")
    parser.add_argument("--full", action="store_true", help=f"{sum(FULL.values())} inputs")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")  # aiogram's, of updates that it doesn't know
    began, assault = time.monotonic(), Assault(chosen.seed, chosen.full)
    with tempfile.TemporaryDirectory() as folder:
        empty = template(Path(folder))
        asyncio.run(assault.run(Path(folder), empty))
    counts, failures = assault.counts, assault.failures
    total = sum(counts[kind] for kind in FULL)
    listed = ", ".join(f"{kind} {count}" for kind, count in counts.items())
    print(f"inputs {total} ({listed}), failures {len(failures)}")
    print(f"memory: {assault.warm:.0f} MB when warm, {rss():.0f} MB in the end")
    print(
        f"what handlers stumbled over and was set aside: {assault.tracebacks.seen.total()} tries"
    )
    for words, count in assault.tracebacks.seen.most_common(SHOWN):
        print(f"  {count:6} {words}")
    for words in failures[:SHOWN]:
        print(f"FAILED {words}")
    answers = "answers" if assault.answers else "is silent"
    print(f"/help {answers}; {time.monotonic() - began:.0f} s (seed {chosen.seed})")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
