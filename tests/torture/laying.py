"""Putting a load into a database: what editors would have queued, rendered by the real code."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, update

from bot.domain.channel import Channel, HouseStyle, Rules
from bot.domain.people import Person
from bot.domain.post import Part, Status
from bot.domain.release import Media, RawRelease, Wishes
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.services.making import draw
from bot.store import Store, Transaction
from bot.store.schema import posts
from tests.torture.load import Planned
from tests.torture.record import Key, identity
from tests.torture.scene import JOURNAL, OWNER, READER, chat_of, name_of

ZONE = "Asia/Vladivostok"

ONE_AT_A_TIME = asyncio.Lock()  # Alembic has one context for the whole process


async def lay(
    url: str, lanes: int, load: Sequence[Planned], photo: Callable[[], Media]
) -> dict[str, Key]:
    """Fills the database at `url`; returns which item of which post a message is, by identity.

    The last of the lanes has no journal chat: there an editor is asked where evidence is needed.
    """
    keys = dict[str, Key]()

    async def work(tx: Transaction) -> None:
        now = load[0].due - timedelta(minutes=1)
        await tx.people.save(Person(OWNER, "Анна", owner=True), now)
        channels = [await _channel(tx, lane, blind=lane == lanes - 1) for lane in range(lanes)]
        await tx.channels.make_main(channels[0].id)
        for planned in load:
            media = tuple(photo() for _ in range(planned.photos()))
            parts = await _post(tx, planned, channels[planned.lane], media, now)
            keys.update(_keys(planned, parts))

    async with ONE_AT_A_TIME:
        store = await Store.open(url)
    try:
        await store.run(work)
    finally:
        await store.close()
    return keys


async def _channel(tx: Transaction, lane: int, *, blind: bool) -> Channel:
    channel = Channel(
        id=0,
        chat_id=chat_of(lane),
        title=f"Канал {lane}",
        username=name_of(lane).removeprefix("@"),
        timezone=ZONE,
        slots="пн-вс 09:00",
        style=HouseStyle(channel=name_of(lane)),
        least_gap=timedelta(0),
        rules=Rules(journal_chat_id=None if blind else JOURNAL),
    )
    return await tx.channels.add(name_of(lane), channel)


async def _post(
    tx: Transaction, planned: Planned, channel: Channel, media: tuple[Media, ...], now: datetime
) -> tuple[Part, ...]:
    # Editors who are no longer at the desk are told nothing, which halves the work of the bot.
    raw = RawRelease(FormattedText(planned.words()), media, sender_id=READER)
    parsed, post = draw(channel, parse(raw, Wishes(), channel.zone), Wishes())
    release_id = await tx.posts.add_release(raw, Wishes(), parsed, now)
    row = await tx.posts.add(channel.id, release_id, READER, post, planned.marker, (), now)
    if row.id != planned.number:
        raise RuntimeError(f"post {planned.number} became number {row.id}")
    await tx.editions.keep(row, READER, now)
    return post.parts


async def queue(url: str, planned: Sequence[Planned]) -> None:
    """Queues what was laid: laying takes its time, and posts are due in a moment."""
    statement = update(posts).where(posts.c.id == bindparam("number"))
    statement = statement.values(status=Status.QUEUED, due_at=bindparam("due"))
    values = [{"number": one.number, "due": one.due} for one in planned]
    store = Store.lazy(url)
    try:
        await store.run(lambda tx: tx._connection.execute(statement, values))
    finally:
        await store.close()


def _keys(planned: Planned, parts: Iterable[Part]) -> dict[str, Key]:
    return {
        identity(item.text.text, [file.file_unique_id for file in item.media]): Key(
            planned.number, number, place
        )
        for number, part in enumerate(parts)
        for place, item in enumerate(part.items())
    }
