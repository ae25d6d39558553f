"""How fast readers' words are answered at growing archives, and how much of what fits is found.

`python -m tests.bench.search 1000 10000 100000 1000000`; a million posts take some ten minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import nan
from pathlib import Path
from statistics import mean
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from bot.clock import SystemClock
from bot.domain.channel import Channel
from bot.services.asking import question
from bot.services.finding import Finding
from bot.services.looking import NEWEST, look
from bot.services.tidying import tidy
from bot.store import Store, Transaction
from bot.store.rows import ArchiveRow
from tests.bench.machine import machine
from tests.bench.path import Spread, spread
from tests.bench.search_corpus import Corpus

SIZES = (1_000, 10_000, 100_000)
BATCH = 2_000  # rows of a transaction, as the import has it
TIMES = 400  # questions of a kind
COMMON = 10  # the most frequent words
JUDGED = 100  # questions whose answers are compared with the truth
SEED = 7

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured at one size."""

    posts: int
    entered: float  # posts a second
    two_words: Spread
    common: Spread
    latest: Spread
    recall: float
    precision: float
    index_mb: float
    database_mb: float


@dataclass(slots=True)
class Archive:
    """An archive of one size, and where each lemma stands in it."""

    corpus: Corpus
    finding: Finding
    posts: int
    where: dict[int, set[int]]
    draw: random.Random

    async def two_words(self) -> Spread:
        """Two words of one post, in forms of chance."""
        pairs = list(self._pairs())
        return await _timed(self.finding.search, pairs)

    async def common(self) -> Spread:
        """One of the words that are in most posts."""
        often = sorted(self.where, key=lambda lemma: -len(self.where[lemma]))[:COMMON]
        return await _timed(self.finding.search, [self._form(lemma) for lemma in often] * 10)

    async def latest(self) -> Spread:
        """Five neighbours of a post, wherever it is."""
        some = [self.draw.randint(6, self.posts) for _ in range(TIMES)]
        return await _timed(lambda number: self.finding.latest(5, before=number), some)

    async def judge(self) -> tuple[float, float]:
        """Recall and precision of words that are in fewer posts than are looked at."""
        fitting = [lemma for lemma, posts in self.where.items() if 3 <= len(posts) < NEWEST]
        recalls, precisions = list[float](), list[float]()
        # At a million posts hardly a word of the pool is rare enough.
        for lemma in self.draw.sample(fitting, min(JUDGED, len(fitting))):
            found = await self._numbers(self._form(lemma))
            right = len(found & self.where[lemma])
            recalls.append(right / len(self.where[lemma]))
            precisions.append(right / len(found) if found else 1.0)
        return (mean(recalls), mean(precisions)) if recalls else (nan, nan)

    async def _numbers(self, words: str) -> set[int]:
        async def work(tx: Transaction) -> set[int]:
            channel = await tx.channels.get(1)
            now = self.finding.clock.now()
            hits = await look(tx, channel, question(words, now.date(), channel.zone), now)
            return set() if hits.instead or hits.loosened else set(hits.numbers)

        return await self.finding.store.run(work)

    def _pairs(self) -> Iterator[str]:
        by_post = defaultdict[int, list[int]](list)
        wanted = {self.draw.randint(1, self.posts) for _ in range(TIMES)}
        for lemma, posts in self.where.items():
            for number in posts & wanted:
                by_post[number].append(lemma)
        for lemmas in by_post.values():
            one, other = self.draw.sample(sorted(lemmas), 2)
            yield f"{self._form(one)} {self._form(other)}"

    def _form(self, lemma: int) -> str:
        return self.draw.choice(self.corpus.forms[lemma])


async def _timed(ask: Callable[[T], Awaitable[Any]], questions: Iterable[T]) -> Spread:
    some = list(questions)
    for each in some[:20]:
        await ask(each)
    took = []
    for each in some:
        begun = time.perf_counter()
        await ask(each)
        took.append(time.perf_counter() - begun)
    return spread(took)


async def _fill(store: Store, corpus: Corpus, posts: int) -> tuple[dict[int, set[int]], float]:
    """Enters the posts; says in which each lemma stands, and the seconds that entering took."""
    where, took = defaultdict[int, set[int]](set), 0.0
    made = corpus.posts(posts)

    async def enter(rows: list[ArchiveRow]) -> None:
        await store.run(lambda tx: tx.archive.add_many(rows))

    while batch := list(islice(made, BATCH)):
        for lemmas, row in batch:
            for lemma in lemmas:
                where[lemma].add(row.message_id)
        begun = time.perf_counter()
        await enter([row for _, row in batch])
        took += time.perf_counter() - begun
    return where, took


async def measure(corpus: Corpus, posts: int) -> Found:
    """Everything at one size, in a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bot.db"
        store = await Store.open(f"sqlite:///{file}")
        channel = Channel(0, -1001000000001, "Bench", "bench", "Asia/Vladivostok", "")

        async def lay(tx: Transaction) -> None:
            await tx.channels.make_main((await tx.channels.add("@bench", channel)).id)

        await store.run(lay)
        where, took = await _fill(store, corpus, posts)
        await tidy(store)  # as each night
        draw = random.Random(SEED)  # noqa: S311 - the same each time
        archive = Archive(corpus, Finding(store, SystemClock()), posts, where, draw)
        two, common, latest = (
            await archive.two_words(), await archive.common(), await archive.latest(),
        )  # fmt: skip
        recall, precision = await archive.judge()
        await store.close()
        return Found(
            posts, posts / took, two, common, latest, recall, precision, _index(file),
            file.stat().st_size / 2**20,
        )  # fmt: skip


def _index(file: Path) -> float:
    """Megabytes of the index of words."""
    with sqlite3.connect(file) as connection:
        query = "SELECT sum(length(block)) FROM publication_words_data"
        (size,) = connection.execute(query).fetchone()
    connection.close()
    return float(size) / 2**20


def table(found: list[Found]) -> Table:
    """The figures beside the aims."""
    made = Table(title="Readers' search and /latest, on SQLite", title_justify="left")
    made.add_column("")
    for each in found:
        made.add_column(f"{each.posts:,} posts", justify="right")
    made.add_column("aim")

    def row(what: str, said: Callable[[Found], str], aim: str = "") -> None:
        made.add_row(what, *map(said, found), aim)

    def times(each: Spread) -> str:
        return f"{each.median:.1f} / {each.p99:.1f}"

    row("two words, p50 / p99, ms", lambda each: times(each.two_words),
        "100k: ≤ 3 / ≤ 20; 1M: p99 ≤ 100")  # fmt: skip
    row("one very common word, ms", lambda each: times(each.common), "p99 ≤ 60; 1M: ≤ 100")
    row("/latest, five, ms", lambda each: times(each.latest), "flat")
    row("recall of inflected forms", lambda each: f"{each.recall:.3f}", "≥ 0.99")
    row("precision", lambda each: f"{each.precision:.3f}", "≥ 0.95")
    row("index, MB", lambda each: f"{each.index_mb:,.1f}")
    row("whole database, MB", lambda each: f"{each.database_mb:,.1f}")
    row("entered, posts/s", lambda each: f"{each.entered:,.0f}", "≥ 5,000")
    return made


def run(sizes: Iterable[int] = SIZES) -> Table:
    """Measures each size."""
    corpus = Corpus.make()
    return table([asyncio.run(measure(corpus, size)) for size in sizes])


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(prog="python -m tests.bench.search")
    arguments.add_argument("posts", type=int, nargs="*", default=SIZES)
    console = Console(width=120)
    console.print(machine(), highlight=False)
    console.print(run(arguments.parse_args().posts))


if __name__ == "__main__":
    main()
