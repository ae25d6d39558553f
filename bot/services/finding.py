"""What readers find: the answers to their words, and the latest."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.channel import Channel
from bot.domain.terms import tag_key, tags
from bot.domain.text import FormattedText
from bot.parsing.query import load, loaded
from bot.planning.periods import Period
from bot.rendering.lines import footer
from bot.rendering.snippet import snippet
from bot.services.asking import Question, Trouble, question
from bot.services.channels import main_channel
from bot.services.looking import Hits, look
from bot.services.neighbours import neighbours
from bot.services.ports import Clock
from bot.store import Store, Transaction
from bot.store.rows import ArchiveRow

PAGE = 5
TITLE = 120  # characters
RUBRICS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A post or album that stands in a channel."""

    channel: Channel
    at: datetime  # UTC
    numbers: tuple[int, ...]  # of its messages
    title: str  # its first words; empty where it has none
    snippet: FormattedText  # what follows, or the place where the words stand, in bold
    text: str  # the whole
    thumbnail: str | None  # the file_id of its first photo
    post_id: int | None  # None for one by hand

    @property
    def link(self) -> str | None:
        """The address of its first message."""
        return self.channel.link(self.numbers[0])


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of answers, the best first.

    `total` counts what was looked through: with `more` there is more than that. `instead` are the
    words that were looked for where nothing was found for those that were asked; `loosened` is
    what had to be left out. `trouble` is why nothing was looked for at all.
    """

    found: tuple[Found, ...] = ()
    number: int = 0
    size: int = PAGE
    total: int = 0
    more: bool = False
    rubrics: tuple[str, ...] = ()  # of the best answers, as they are written
    rubric: str | None = None  # the one that was asked for by a button
    period: Period | None = None
    instead: str | None = None
    loosened: Literal["period", "words"] | None = None
    trouble: Trouble | None = None

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class LatestPage:
    """Neighbours in time, the newest first."""

    found: tuple[Found, ...]
    older: bool  # whether there are any
    newer: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Answers readers from the archive of the main channel."""

    store: Store
    clock: Clock

    async def search(
        self, text: str, number: int = 0, rubric: str | None = None, size: int = PAGE
    ) -> FoundPage:
        """A page (from 0) of what fits a reader's words, within a rubric (a hashtag) if named."""
        if not loaded():
            await asyncio.to_thread(load)

        async def work(tx: Transaction) -> FoundPage:
            channel = await main_channel(tx)
            today = self.clock.now().astimezone(channel.zone).date()
            asked = question(text, today, channel.zone)
            if asked.trouble is not None:
                return FoundPage(trouble=asked.trouble)
            if rubric:
                asked = asked.within(tag_key(rubric))
            hits = await look(tx, channel, asked, self.clock.now())
            return await _page(tx, channel, hits, number, rubric, size)

        return await self.store.run(work)

    async def latest(
        self, count: int, before: int | None = None, after: int | None = None
    ) -> LatestPage:
        """The newest; or those that came before or after the publication of a message number."""

        async def work(tx: Transaction) -> LatestPage:
            channel = await main_channel(tx)
            page = await neighbours(tx, channel.id, count, before, after)
            groups = await tx.publications.read(channel.id, page.numbers)
            found = (_found(channel, groups[each]) for each in page.numbers if each in groups)
            return LatestPage(tuple(found), page.older, page.newer)

        return await self.store.run(work)


async def _page(
    tx: Transaction, channel: Channel, hits: Hits, number: int, rubric: str | None, size: int
) -> FoundPage:
    asked: Question = hits.asked
    pages = max(1, -(-len(hits.numbers) // size))
    chosen = min(max(0, number), pages - 1)
    shown = hits.numbers[chosen * size : (chosen + 1) * size]
    groups = await tx.publications.read(channel.id, shown)
    terms = asked.wanted.terms
    return FoundPage(
        found=tuple(_found(channel, groups[each], terms) for each in shown if each in groups),
        number=chosen,
        size=size,
        total=len(hits.numbers),
        more=hits.more,
        rubrics=_rubrics(hits.texts),
        rubric=rubric,
        period=asked.period,
        instead=hits.instead,
        loosened=hits.loosened,
    )


def _found(channel: Channel, group: Sequence[ArchiveRow], terms: Collection[str] = ()) -> Found:
    text = "\n".join(row.text.text for row in group if row.text).strip()
    # The footer is the same everywhere, and tells nobody what was found.
    title, _, body = (told := text.removesuffix(footer(channel.style).text)).partition("\n")
    title = " ".join(title.split())
    photos = (each.file_id for row in group for each in row.media if each.kind == "photo")
    return Found(
        channel=channel,
        at=group[0].sent_at,
        numbers=tuple(row.message_id for row in group),
        title=title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…",
        snippet=snippet(body if len(title) <= TITLE else told, terms),
        text=text,
        thumbnail=next(photos, None),
        post_id=group[0].post_id,
    )


def _rubrics(texts: Iterable[str]) -> tuple[str, ...]:
    """The hashtags that stand in most of these."""
    counts, names = dict[str, int](), dict[str, str]()
    for text in texts:
        for tag in tags(text):
            key = tag_key(tag)
            counts[key] = counts.get(key, 0) + 1
            names.setdefault(key, tag)
    best = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(names[key] for key in best[:RUBRICS])
