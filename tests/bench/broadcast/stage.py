"""A Telegram with real limits, a channel with a post in it, and readers who have written first."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.bulletins import Bulletin, BulletinKind, Fate, Item
from bot.domain.channel import Channel, HouseStyle, Rules
from bot.domain.following import Subscription
from bot.domain.people import Person
from bot.domain.text import FormattedText
from bot.sandbox import Sandbox
from bot.store import Store, Transaction
from bot.store.broadcasts import occasion_of
from bot.store.rows import ArchiveRow
from tests.bench.broadcast.road import Road

TOKEN = "100006:token-of-the-bench-and-nothing-else"
BOT_ID, OWNER, CHANNEL, FIRST = 100006, 1001, -1003000000006, 100_000_000
NEWS = "Воду отключат на Тихой\nБез воды останутся двенадцать домов, до вечера. #ЖКХ"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where one contender sends to so many readers."""

    sandbox: Sandbox
    road: Road
    readers: Sequence[int]
    post: int  # the message in the channel


@asynccontextmanager
async def stage(people: int) -> AsyncIterator[Stage]:
    """Opens it."""
    sandbox = Sandbox()
    await sandbox.start()
    world = sandbox.world
    world.add_bot(TOKEN, username="bench_bot", first_name="Bench")
    world.add_user(OWNER, "Анна", role="owner")
    world.add_channel(CHANNEL, "Канал", username="bench_news", owner_id=OWNER)
    world.set_member(CHANNEL, BOT_ID, "administrator", can_post_messages=True)
    (sent,) = world.send_text(OWNER, CHANNEL, NEWS)
    readers = range(FIRST, FIRST + people)
    for reader in (OWNER, *readers):
        if reader != OWNER:
            world.add_user(reader, "Ч")
        chat = world.chat(reader)
        chat.started = True
        world.directory.save_chat(chat)
    world.flood.switch(True)
    road = Road(world.flood)
    world.flood = road  # type: ignore[assignment]
    try:
        yield Stage(sandbox, road, readers, sent["message_id"])
    finally:
        await sandbox.stop()


async def lay(url: str, there: Stage, *, again: bool) -> None:
    """Fills our database: subscribers, and an alert that is to be sent to all of them."""

    async def work(tx: Transaction) -> None:
        now = datetime.now(UTC)
        await tx.people.save(Person(OWNER, "Анна", owner=True), now)
        channel = await tx.channels.add(str(CHANNEL), Channel(
            0, CHANNEL, "Канал", "bench_news", "UTC", "daily 09:00", HouseStyle(footer=""),
            rules=Rules(again=again),
        ))  # fmt: skip
        await tx.channels.make_main(channel.id)
        text = FormattedText(NEWS)
        row = ArchiveRow(channel.id, there.post, None, None, "text", text, (), None, now)
        await tx.archive.add(row)
        await tx.facts.put(f"told:{channel.id}", str(there.post))
        for reader in there.readers:
            known = Subscription(reader, "UTC", there.post, everything=True, quiet="")
            await tx.subscriptions.put(known)
        item = Item("Воду отключат на Тихой", channel.link(there.post), channel.id, there.post)
        bulletin = Bulletin(BulletinKind.ALERT, (item,), (CHANNEL, there.post))
        number, _ = await tx.broadcasts.begin(
            bulletin.kind, occasion_of(bulletin.kind, item), item.title, now, again=again
        )
        await tx.broadcasts.add(number, bulletin, dict.fromkeys(there.readers, now))

    store = await Store.open(url)
    await store.run(work)
    await store.close()


async def fates(url: str) -> tuple[dict[Fate, int], int]:
    """What our database says became of it, and how many were sent once more in doubt."""
    store = await Store.open(url)
    found = await store.run(lambda tx: tx.broadcasts.progress(1, datetime.now(UTC)))
    await store.close()
    return dict(found.counts), found.again
