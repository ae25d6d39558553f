"""The plan that is printed is what goes out when the clock is turned."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.channel import Channel, Rules
from bot.domain.outcome import Outcome, Sent
from bot.domain.post import Delivery, Part, Post, Status
from bot.domain.release import RawRelease, Release, Wishes
from bot.domain.text import FormattedText
from bot.planning import Patience
from bot.services.ports import Wake
from bot.services.publishing import Publishing
from bot.services.simulation import Why, simulate
from bot.store import Store, Transaction
from tests.newsroom import TurnableClock

START = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)  # Tuesday, 14:20 in the channels' zone
DAILY = "ежедневно 09:00 12:00 15:00 18:00"
ANNA = 1001


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path / 'bot.db'}")
    yield opened
    await opened.close()


class Noted:
    """A Sender that notes what reaches the channels, and when."""

    def __init__(self, clock: TurnableClock) -> None:
        self.seen = list[tuple[datetime, int | str, str]]()
        self._clock = clock

    async def send(self, chat_id: int | str, delivery: Delivery) -> Outcome:
        self.seen.append((self._clock.at, chat_id, delivery.part.text.text))
        return Sent((len(self.seen),))


async def add_channel(tx: Transaction, number: int, **more: Any) -> Channel:
    channel = Channel(0, -number, f"Канал {number}", None, "Asia/Vladivostok", DAILY, **more)
    return await tx.channels.add(f"-{number}", channel)


async def add_post(
    tx: Transaction, channel: Channel, title: str, hours: float, parts: int = 1, **more: Any
) -> int:
    raw = RawRelease(FormattedText(title))
    release = await tx.posts.add_release(raw, Wishes(), Release(None), START)
    post = Post(tuple(Part("text", FormattedText(title)) for _ in range(parts)))
    row = await tx.posts.add(channel.id, release, ANNA, post, title, (), START)
    due = START + timedelta(hours=hours)
    values = {"status": Status.QUEUED, "due_at": due, **more}
    await tx.posts.change(row.id, allowed=(Status.DRAFT,), **values)
    return row.id


async def plan(tx: Transaction) -> None:
    """Everything that the clock knows, in two channels."""
    quiet = await add_channel(tx, 1, rules=Rules(quiet="23:00-07:00"))
    paused = await add_channel(
        tx, 2, paused=True, paused_until=START + timedelta(hours=5), least_gap=timedelta(minutes=5)
    )
    await add_post(tx, quiet, "В срок", 0.5)
    await add_post(tx, quiet, "По частям", 1, parts=3)
    await add_post(tx, quiet, "Ночью", 12)
    await add_post(tx, quiet, "Молния ночью", 12.5, urgent=True)
    await add_post(tx, quiet, "Опоздал", -5)
    await add_post(tx, quiet, "Опоздал немного", -0.5)
    await add_post(tx, quiet, "Опоздал немного тоже", -0.4)
    await add_post(tx, quiet, "Эмбарго", 40, embargo_until=START + timedelta(hours=50))
    await add_post(tx, quiet, "Через месяц", 24 * 30)
    for number in range(6):
        await add_post(tx, paused, f"Задержан {number}", 0.1 * number)
    await add_post(tx, paused, "После паузы", 5.5)
    await add_post(tx, paused, "Молния в паузу", 1, urgent=True)


async def play(store: Store, hours: float) -> list[tuple[datetime, int | str, str]]:
    """Turns the clock and publishes for real."""
    clock = TurnableClock(START)
    sender = Noted(clock)
    publishing = Publishing(store, clock, Wake(), sender, Patience())
    end = START + timedelta(hours=hours)
    while clock.at <= end:
        upcoming = await publishing.publish_due()
        step = clock.at + timedelta(minutes=90)  # the loop looks even when nothing is due
        clock.at = step if upcoming is None else max(min(step, upcoming), clock.at)
    return sender.seen


async def test_what_is_foretold_is_what_happens(store: Store) -> None:
    await store.run(plan)
    before = await store.run(lambda tx: tx.audit.head())
    foretold = await simulate(store, [1, 2], START, START + timedelta(days=4))

    assert await store.run(lambda tx: tx.audit.head()) == before  # nothing was touched
    happened = await play(store, 4 * 24)
    expected = [
        (each.at, -each.channel_id, each.title)
        for each in foretold.publications
        for _ in range(each.parts)
    ]
    assert sorted(happened) == sorted(expected)
    assert len({title for _, _, title in happened}) == 15
    assert foretold.whole
    held = [row for row in foretold.waiting if row.channel_id == 1]
    assert [(each.title, each.why) for each in held] == [("Опоздал", Why.OVERDUE)]


async def test_a_pause_that_ends_by_itself_brings_no_burst(store: Store) -> None:
    await store.run(plan)
    foretold = await simulate(store, [2], START, START + timedelta(days=4))
    slots = [each.at for each in foretold.publications if each.title.startswith("Задержан")]
    local = [f"{at + timedelta(hours=10):%d %H:%M}" for at in slots]
    assert local == ["25 09:00", "25 12:00", "25 15:00", "25 18:00", "26 09:00", "26 12:00"]
    titles = [each.title for each in foretold.publications]
    assert titles[:2] == ["Молния в паузу", "После паузы"]


@pytest.mark.parametrize(
    ("channel", "post", "why"),
    [
        ({"paused": True}, {}, Why.PAUSED),
        ({"paused": True, "calm": True}, {}, Why.CALM),
        ({"lost": "bot was kicked"}, {}, Why.LOST),
        ({}, {"embargo_until": START + timedelta(days=30)}, Why.EMBARGO),
        ({}, {"status": Status.UNCERTAIN}, Why.UNCERTAIN),
        ({}, {"status": Status.FAILED}, Why.FAILED),
        ({"rules": Rules(quiet="12:00-11:00")}, {}, Why.LATER),
    ],
)
async def test_what_stays_says_why(
    store: Store, channel: dict[str, Any], post: dict[str, Any], why: Why
) -> None:
    async def work(tx: Transaction) -> None:
        await add_post(tx, await add_channel(tx, 1, **channel), "Стоит", 1, **post)

    await store.run(work)
    foretold = await simulate(store, [1], START, START + timedelta(hours=6))
    assert foretold.publications == ()
    assert [each.why for each in foretold.waiting] == [why]


async def test_in_mourning_the_urgent_one_goes_out(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        channel = await add_channel(tx, 1, paused=True, calm=True)
        await add_post(tx, channel, "Обычный", 1)
        await add_post(tx, channel, "Молния", 2, urgent=True)

    await store.run(work)
    foretold = await simulate(store, [1], START, START + timedelta(hours=6))
    assert [each.title for each in foretold.publications] == ["Молния"]


async def test_a_long_plan_is_cut_and_says_so(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        channel = await add_channel(tx, 1)
        for number in range(12):
            await add_post(tx, channel, f"Пост {number}", 1 + number)

    await store.run(work)
    foretold = await simulate(store, [1], START, START + timedelta(days=1), most=10)
    assert [each.title for each in foretold.publications] == [f"Пост {n}" for n in range(10)]
    assert not foretold.whole
