"""A release on its way from its editor to the channel, again and again, with one write failing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.domain.post import Status
from bot.services import publishing
from bot.store import StoreError, Transaction
from bot.worker import loop
from tests.chat.test_intake import photos
from tests.disk.faults import Disk
from tests.newsroom import BORIS, Newsroom, buttons, text

KINDS = ("text", "album", "long")
HASTE = 0.01  # seconds instead of the pauses between two tries
LONGEST = 60.0
PRESS_AGAIN = 60  # moments without a post, which a second or two hold


@dataclass
class Figures:
    """What was seen."""

    writes: int = 0  # at which one failed
    posts: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)  # done in the books, not in the channel

    @property
    def good(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.lost or self.doubled or self.claimed)

    def __str__(self) -> str:
        return (
            f"writes that failed {self.writes}, posts {self.posts}: lost {len(self.lost)}, "
            f"doubled {len(self.doubled)}, claimed done that was not {len(self.claimed)}"
        )


@contextmanager
def in_haste() -> Iterator[None]:
    """Nobody waits for a second try."""
    pauses = loop.PAUSE_AFTER_FAILURE, publishing.STORE_RETRY
    loop.PAUSE_AFTER_FAILURE = publishing.STORE_RETRY = HASTE
    try:
        yield
    finally:
        loop.PAUSE_AFTER_FAILURE, publishing.STORE_RETRY = pauses


class Rounds:
    """One bot, and one release after another."""

    def __init__(self, newsroom: Newsroom, disk: Disk) -> None:
        self._room = newsroom
        self._disk = disk
        self._count = 0
        self.figures = Figures()

    async def sweep(self, kind: str, sentence: str, start: int = 0, stride: int = 1) -> None:
        """Lets the writes of a release's way fail one by one, until there are no more."""
        lasting = 1
        for after in range(start, 10_000, stride):
            lasting = 4 if lasting == 1 else 1  # a short one, then one that goes on
            if not await self.round(kind, after, sentence, lasting):
                return

    async def round(self, kind: str, after: int, sentence: str, lasting: int) -> bool:
        """One release; whether a write of its way failed."""
        self._count += 1
        word = f"Сообщение{self._count}"
        self._disk.arm(after, sentence, lasting)
        before = self._room.card()
        self._send(kind, word)
        await self._press_now(before["message_id"] if before else 0)
        await self._until_out(word)
        self._disk.disarm()
        await self._settle()
        await self._judge(kind, word)
        self.figures.posts += 1
        self.figures.writes += self._disk.failed
        return self._disk.failed > 0

    def _send(self, kind: str, word: str) -> None:
        world, n = self._room.world, self._count
        body = f"{word} о деле{n} и месте{n}\n\nЗавтра{n} откроют улицу{n} после ремонта{n}."
        if kind == "album":
            world.send_files(BORIS, BORIS, photos(2), caption=body)
        elif kind == "long":
            more = "\n\n".join(f"Абзац{n}-{k}. " + f"слово{n}-{k} " * 40 for k in range(12))
            world.send_text(BORIS, BORIS, body + "\n\n" + more)
        else:
            world.send_text(BORIS, BORIS, body)

    async def _press_now(self, before: int) -> None:
        """Waits for the card, and presses it."""
        async with asyncio.timeout(LONGEST):
            while True:
                await self._tick()
                card = self._room.card()
                if card is not None and card["message_id"] > before:
                    break
        await self._settle()  # the rest of a paste gives the card another preview
        self._press_card()

    def _press_card(self) -> None:
        card = self._room.card()
        assert card is not None
        if now := buttons(card).get("Сейчас"):
            self._room.world.press(BORIS, BORIS, card["message_id"], now)

    async def _until_out(self, word: str) -> None:
        """A press on a card that was just replaced does nothing; the new one is pressed then."""
        ticks = 0
        async with asyncio.timeout(LONGEST):
            while word not in await self._sent():
                await self._tick()
                ticks += 1
                if ticks % PRESS_AGAIN == 0:
                    self._press_card()

    async def _tick(self) -> None:
        """A moment goes by; what the books call published has to stand in the channel."""
        await asyncio.sleep(0.02)
        await self._room.pass_time(seconds=3)
        done = await self._sent()
        seen = " ".join(text(m) for m in self._room.channel())
        missing = [word for word in done if f"{word} " not in seen]
        self.figures.claimed += [word for word in missing if word not in self.figures.claimed]

    async def _sent(self) -> list[str]:
        try:
            return await self._room.app.store.run(_sent)
        except StoreError:
            return []

    async def _settle(self) -> None:
        async with asyncio.timeout(LONGEST):
            while not await self._idle():
                await asyncio.sleep(0.02)
                await self._room.pass_time(seconds=3)

    async def _idle(self) -> bool:
        try:
            await asyncio.wait_for(self._room.settled(), 5)
        except (StoreError, TimeoutError):
            return False
        return True

    async def _judge(self, kind: str, word: str) -> None:
        first = [m for m in self._room.channel() if f"{word} " in text(m)]
        drafts = [w for w in await self._room.app.store.run(_all) if w == word]
        wanted = 1
        if len(first) < wanted or not drafts:
            self.figures.lost.append(f"{kind} {word}")
        if len(first) > wanted or len(drafts) > 1:
            self.figures.doubled.append(f"{kind} {word}")


async def _sent(tx: Transaction) -> list[str]:
    lines = await tx.posts.lines(1, [Status.SENT], "newest", limit=3)
    return [line.title.split()[0] for line in lines]


async def _all(tx: Transaction) -> list[str]:
    lines = await tx.posts.lines(1, list(Status), "newest", limit=10)
    return [line.title.split()[0] for line in lines]
