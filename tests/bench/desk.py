"""How long an editor waits for a button and for the queue, with many posts in it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.store import Transaction
from tests.bench.path import Shown, Spread, newsroom, queue_post, samples, spread
from tests.newsroom import BORIS, Newsroom, buttons

# What is pressed in turn: a menu and back, two moves.
LABELS = ("Переставить", "‹ Назад", "Позже", "Раньше")


async def desk(queued: int = 10_000, count: int = 60) -> tuple[Spread, Spread]:
    """From a press to its answer, and from /queue to the timetable, with `queued` posts waiting.

    They stand an hour apart, so slots of more than a year are taken.
    """
    async with newsroom() as room:
        card = await room.hand_in(samples()[0])
        await room.press("В очередь", card)
        first = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)

        async def fill(tx: Transaction) -> None:
            channel = (await tx.channels.all())[0]
            for number in range(queued):
                await queue_post(tx, channel, f"Post {number}", first + timedelta(hours=number))

        await room.app.store.run(fill)
        presses = [await _press(room, card, number) for number in range(-4, count)]
        lists = [await _list(room) for _ in range(-3, count)]
    return spread(presses[4:]), spread(lists[3:])


async def _press(room: Newsroom, card: dict[str, Any], number: int) -> float:
    shown = room.world.message(BORIS, card["message_id"])
    data = buttons(shown)[LABELS[number % len(LABELS)]]
    begun = time.perf_counter()
    query = room.world.press(BORIS, BORIS, shown["message_id"], data)
    await room.world.callback_answer(query, 10)
    took = time.perf_counter() - begun
    await room.settled()
    return took


async def _list(room: Newsroom) -> float:
    shown = room.world.on_accept = Shown()
    begun = time.perf_counter()
    room.world.send_text(BORIS, BORIS, "/queue")
    await shown.event.wait()
    took = shown.at - begun
    await room.settled()
    return took
