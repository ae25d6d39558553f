"""A machine whose clock is wrong, that sleeps, or was off: posts go out at their true time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.faults import Asked, Faults, Reply
from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.machine import Machine
from tests.newsroom import BORIS, START, Newsroom, text

HOUR = 3600


class Dated(Faults):
    """Telegram's answers bear the true time."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    async def after(self, asked: Asked, reply: Reply) -> Reply:
        date = format_datetime(self.machine.date, usegmt=True)
        return replace(reply, headers={**reply.headers, "Date": date})


class Room(Newsroom):
    """A newsroom on a machine."""

    def __init__(self, folder: Path) -> None:
        self.machine = Machine(START)
        super().__init__(folder, Sandbox(clock=lambda: self.machine.true))
        self.clock: Any = self.machine.clock()
        self.world.on_accept = Dated(self.machine)

    async def start_bot(self) -> None:
        self.clock = self.machine.clock()
        await super().start_bot()

    async def turn(self, how: str, seconds: float) -> None:
        """Something happens to the machine, and every loop wakes up."""
        getattr(self.machine, how)(seconds)
        await self.wake()

    async def wake(self) -> None:
        for _ in range(3):
            for loop in self.app.loops:
                loop.bell.set()
            await self.settled()

    async def quiet(self) -> None:
        """Time enough for the publishing loop to do what it should not."""
        for _ in range(20):
            self.bell("publishing").set()
            await asyncio.sleep(0.01)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    room = Room(tmp_path)
    await room.open()
    await room.invite_editor()
    yield room
    await room.close()


async def queue(room: Room, words: str, number: int, when: str) -> None:
    await room.hand_in(words)
    await room.say(BORIS, f"/at {number} {when}")


@pytest.mark.parametrize("by", [10 * HOUR, -10 * HOUR])
async def test_setting_the_wall_clock_moves_no_post(room: Room, by: float) -> None:
    await queue(room, PARK, 1, "через 2 часа")
    room.machine.wrong += by
    await room.wake()
    await room.quiet()
    assert room.channel() == []

    await room.turn("goes_on", 2 * HOUR - 10)
    await room.quiet()
    assert room.channel() == []
    await room.turn("goes_on", 11)
    (message,) = await room.published(1)
    due = START.timestamp() + 2 * HOUR
    assert due <= message["date"] <= due + 15

    room.machine.wrong -= 2 * by
    await room.wake()
    await room.quiet()
    assert len(room.channel()) == 1


@pytest.mark.parametrize("by", [10 * HOUR, -10 * HOUR])
async def test_a_start_with_a_wrong_clock_publishes_by_telegrams(room: Room, by: float) -> None:
    await queue(room, PARK, 1, "через 2 часа")
    await room.stop_bot()
    room.machine.wrong = by
    await room.start_bot()
    await room.wake()
    await room.quiet()
    assert room.channel() == []
    await room.turn("goes_on", 2 * HOUR + 1)
    assert len(await room.published(1)) == 1


async def test_after_a_sleep_nothing_goes_out_before_telegram_has_told_the_time(
    room: Room,
) -> None:
    await queue(room, PARK, 1, "через 2 часа")
    await room.quiet()
    hear, room.clock.hear = room.clock.hear, lambda *_: None
    room.machine.sleeps(3 * HOUR)
    await room.quiet()
    assert not room.clock.trusted
    assert room.channel() == []

    room.clock.hear = hear
    await room.turn("goes_on", 6)
    assert len(await room.published(1)) == 1
    assert room.clock.trusted


@pytest.mark.parametrize(
    ("minutes", "out", "held"),
    [
        (5, 1, 0),  # late but not long: out at once, the others with the least gap
        (60, 1, 0),
        (26 * 60, 0, 3),  # beyond the channel's limit: an editor decides
    ],
)
async def test_what_came_due_while_the_bot_was_away(
    room: Room, minutes: int, out: int, held: int
) -> None:
    for number, words in enumerate((PARK, SCHOOL, BRIDGE), 1):
        await queue(room, words, number, f"через {number} минуты")
    await room.stop_bot()
    room.machine.goes_on(minutes * 60)
    await room.start_bot()
    await room.wake()
    await room.published(out)
    await room.quiet()
    assert len(room.channel()) == out

    async def work(tx: Any) -> int:
        return int(await tx.posts.count(1, ("held",)))

    await room.until_async_true(lambda: _is(room.app.store.run(work), held))
    if out:
        for count in (2, 3):
            await room.turn("goes_on", 15 * 60)
            await room.published(count)
        order = [text(message).split("\n")[0].replace("\u00a0", " ") for message in room.channel()]
        assert order == [words.split("\n")[0] for words in (PARK, SCHOOL, BRIDGE)]


async def _is(number: Any, expected: int) -> bool:
    return bool(await number == expected)


async def test_another_zone_and_timetable_leave_the_queue_at_its_instants(room: Room) -> None:
    await queue(room, PARK, 1, "сегодня в 16:00")
    await room.say(BORIS, "/slots пн-вс 10:00")

    async def move(tx: Any) -> None:
        channel = await tx.channels.get(1)
        await tx.channels.save(replace(channel, timezone="Europe/Moscow"))

    await room.stop_bot()
    await room.start_bot()
    await room.app.store.run(move)
    due = START + timedelta(minutes=100)  # 16:00 in Vladivostok's zone
    await room.turn("goes_on", 100 * 60 - 60)
    await room.quiet()
    assert room.channel() == []
    await room.turn("goes_on", 61)
    (message,) = await room.published(1)
    assert message["date"] >= due.timestamp()
