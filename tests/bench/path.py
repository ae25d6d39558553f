"""How long an editor waits for the preview, and how late a post is with a thousand queued."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from bot.clock import TrustedClock
from bot.domain.channel import Channel
from bot.domain.post import Part, Post, Status
from bot.domain.release import RawRelease, Release, Wishes
from bot.domain.text import FormattedText
from bot.sandbox import Sandbox
from bot.sandbox.faults import Asked, Faults, Reply
from bot.store import Transaction
from tests.newsroom import BORIS, CHANNEL, CHANNEL_NAME, Newsroom

SAMPLES = Path("data/samples")


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds."""

    median: float
    p99: float
    worst: float
    count: int


def spread(seconds: list[float]) -> Spread:
    """The figures of a list of durations in seconds."""
    ms = [1000 * value for value in seconds]
    return Spread(median(ms), quantiles(ms, n=100, method="inclusive")[98], max(ms), len(ms))


@asynccontextmanager
async def newsroom() -> AsyncIterator[Newsroom]:
    """A newsroom that lives in real time."""
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom(Path(folder), Sandbox())
        room.clock = TrustedClock()  # type: ignore[assignment]
        await room.open()
        await room.invite_editor()
        yield room
        await room.close()


def samples() -> list[str]:
    """The releases that editors paste."""
    return [file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*.txt"))]


async def previews(count: int = 60) -> Spread:
    """From the editor's text in Telegram to the preview in the editor's chat."""
    texts = samples()
    took = []
    async with newsroom() as room:
        shown = room.world.on_accept = Shown()
        for number in range(-3, count):  # three to warm up
            shown.event.clear()
            begun = time.perf_counter()
            room.world.send_text(BORIS, BORIS, f"{texts[number % len(texts)]}\n{number}")
            await shown.event.wait()
            if number >= 0:
                took.append(shown.at - begun)
            await room.settled()
    return spread(took)


class Shown(Faults):
    """Notes when a message for the editor is in the chat."""

    def __init__(self) -> None:
        self.event, self.at = asyncio.Event(), 0.0

    async def after(self, asked: Asked, reply: Reply) -> Reply:
        """Lets everything through; the first message after a `clear` counts."""
        if asked.params.get("chat_id") == str(BORIS) and not self.event.is_set():
            self.at = time.perf_counter()
            self.event.set()
        return reply


class Arrivals(Faults):
    """Notes when a call for the channel reached Telegram."""

    def __init__(self) -> None:
        self.at: dict[str, float] = {}

    async def before(self, asked: Asked) -> None:
        """Lets everything through."""
        if asked.params.get("chat_id") in (str(CHANNEL), f"@{CHANNEL_NAME}"):
            self.at[asked.params["text"]] = time.time()


async def lateness(queued: int = 1000, due: int = 60) -> Spread:
    """How late posts are that are due a second apart, with `queued` more in the queue."""
    arrivals = Arrivals()
    async with newsroom() as room:
        room.world.on_accept = arrivals
        first = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=10)

        async def fill(tx: Transaction) -> None:
            channel = (await tx.channels.all())[0]
            for number in range(queued):
                later = timedelta(seconds=number) if number < due else timedelta(days=number)
                await queue_post(tx, channel, f"Post {number}", first + later)

        await room.app.store.run(fill)
        async with asyncio.timeout(due + 60):
            while len(arrivals.at) < due:
                await asyncio.sleep(0.1)
    return spread(
        [
            arrivals.at[f"Post {number}"] - (first + timedelta(seconds=number)).timestamp()
            for number in range(due)
        ]
    )


async def queue_post(tx: Transaction, channel: Channel, words: str, due: datetime) -> None:
    """Queues a post that says the words."""
    text = FormattedText(words)
    raw, parsed = RawRelease(text), Release(headline=text)
    release_id = await tx.posts.add_release(raw, Wishes(), parsed, due)
    post = Post((Part("text", text),))
    number = (await tx.posts.add(channel.id, release_id, BORIS, post, words, (), due)).id
    await tx.posts.change(number, allowed=[Status.DRAFT], status=Status.QUEUED, due_at=due)
