"""Flood control, in virtual time: who is let through, and when."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.traffic import Lane
from bot.telegram.buckets import Bucket, Kind, Limits, Rate
from bot.telegram.traffic import ALL, PATIENCE, TooLong, Traffic, lane
from tests.virtual import VirtualLoop, in_virtual_time

CHANNEL, GROUP, ANNA, BORIS = -1001, -1002, 7, 8


class Street:
    """Traffic, and a list of who went through when, in seconds from the start."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.traffic = Traffic(limits)
        self.loop: Any = asyncio.get_running_loop()
        self.start = self.loop.time()
        self.passed: list[tuple[str, float]] = []
        self.refused: list[tuple[str, float]] = []

    async def go(
        self, name: str, chat: int | str, which: Lane, cost: int = 1, kind: Kind = "send"
    ) -> None:
        try:
            with lane(which):
                slot = await self.traffic.enter(chat, kind, cost)
            self.traffic.left(slot)
            self.passed.append((name, self.now()))
        except TooLong as held:
            self.refused.append((name, round(held.seconds, 2)))

    def now(self) -> float:
        return float(round(self.loop.time() - self.start, 2))

    @property
    def times(self) -> list[float]:
        return [at for _, at in self.passed]

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.passed]


async def in_row(street: Street, chat: int, count: int, kind: Kind = "send") -> list[float]:
    """Calls one after the other, as a conversation makes them."""
    for number in range(count):
        await street.go(str(number), chat, Lane.DESK, kind=kind)
    return street.times


def test_a_private_chat_takes_eight_at_once_and_then_one_a_second() -> None:
    async def work() -> list[float]:
        return await in_row(Street(), ANNA, 11)

    assert in_virtual_time(work()) == [0.0] * 8 + [1.0, 2.0, 3.0]


@pytest.mark.parametrize("kind", ["send", "edit"])
def test_a_channel_takes_ten_at_once_and_twenty_in_a_minute(kind: Kind) -> None:
    async def work() -> list[float]:
        return await in_row(Street(), CHANNEL, 13, kind)

    assert in_virtual_time(work()) == [0.0] * 10 + [6.0, 12.0, 18.0]


def test_edits_do_not_use_up_what_is_sent() -> None:
    async def work() -> list[float]:
        street = Street()
        await in_row(street, CHANNEL, 10)
        return await in_row(street, CHANNEL, 10, "edit")

    assert in_virtual_time(work()) == [0.0] * 20


def test_an_album_goes_out_whole_and_is_paid_for_afterwards() -> None:
    async def work() -> tuple[list[float], float]:
        street = Street(Limits(private=Rate(1, 4)))
        await street.go("album", ANNA, Lane.DESK, 10)
        await street.go("card", ANNA, Lane.DESK)
        return street.times, round(street.traffic.delay(ANNA, 10), 2)

    # Ten of four: the next waits until seven are back, the next album for a full bucket.
    assert in_virtual_time(work()) == ([0.0, 7.0], 4.0)


def test_what_waits_for_its_own_chat_keeps_nobody_else_back() -> None:
    async def work() -> list[tuple[str, float]]:
        street = Street()
        await in_row(street, CHANNEL, 10)
        street.passed.clear()
        async with asyncio.TaskGroup() as group:
            group.create_task(street.go("post", CHANNEL, Lane.CHANNEL))
            group.create_task(street.go("next", CHANNEL, Lane.CHANNEL))
            group.create_task(street.go("answer", BORIS, Lane.READERS))
        return street.passed

    assert in_virtual_time(work()) == [("answer", 0.0), ("post", 6.0), ("next", 12.0)]


def test_lanes_go_in_order_whoever_came_first() -> None:
    async def work() -> list[tuple[str, float]]:
        street = Street()
        street.traffic.freeze(ALL, 1)
        async with asyncio.TaskGroup() as group:
            for number, which in enumerate(reversed(Lane)):
                for each in range(10):
                    group.create_task(street.go(which.name, 1000 * number + each, which))
        return street.passed

    passed = in_virtual_time(work())
    assert [name for name, _ in passed] == [each.name for each in Lane for _ in range(10)]
    # Of the 30 at once, the last places are kept for those who go before.
    assert sum(at == 1.0 for _, at in passed) == 26


def test_who_goes_before_digests_waits_for_a_few_of_them_at_most() -> None:
    async def work() -> list[tuple[str, float]]:
        street = Street()
        async with asyncio.TaskGroup() as group:
            for reader in range(100, 200):
                group.create_task(street.go("digest", reader, Lane.DIGEST))
            await asyncio.sleep(2.001)
            group.create_task(street.go("post", CHANNEL, Lane.CHANNEL))
            group.create_task(street.go("album", GROUP, Lane.CHANNEL, 10))
            group.create_task(street.go("card", ANNA, Lane.DESK))
        return [(name, at) for name, at in street.passed if name != "digest"]

    passed = in_virtual_time(work())
    assert [name for name, _ in passed] == ["post", "album", "card"]
    assert [at < limit for (_, at), limit in zip(passed, (2.1, 2.5, 2.6), strict=True)] == [
        True
    ] * 3


class Counting:
    """Telegram's count: a call is made at some time between its start and its answer."""

    def __init__(self, base: float, jitter: float, seed: int) -> None:
        self.base, self.jitter, self.draw = base, jitter, Random(seed)  # noqa: S311
        self.counted: list[float] = []

    async def call(self, traffic: Traffic, reader: int) -> None:
        with lane(Lane.DIGEST):
            slot = await traffic.enter(reader, "send")
        there = self.base / 2 + self.draw.random() * self.jitter
        await asyncio.sleep(there)
        self.counted.append(asyncio.get_running_loop().time())
        await asyncio.sleep(self.base / 2)
        traffic.left(slot)

    @property
    def most(self) -> int:
        """In any second."""
        times = sorted(self.counted)
        return max(bisect_left(times, at + 1) - number for number, at in enumerate(times))


@pytest.mark.parametrize(
    ("base", "jitter", "ratio"),
    [(0.0, 0.0, 1.0), (0.1, 0.0, 1.03), (0.1, 0.05, 1.08), (0.0, 0.5, 1.5)],
)
def test_a_broadcast_is_as_fast_as_the_limit_and_never_over_it(
    base: float, jitter: float, ratio: float
) -> None:
    async def work() -> tuple[int, float]:
        traffic, telegram = Traffic(), Counting(base, jitter, 7)
        loop = asyncio.get_running_loop()
        start = loop.time()
        async with asyncio.TaskGroup() as group:
            for reader in range(1, 901):
                group.create_task(telegram.call(traffic, reader))
        return telegram.most, loop.time() - start

    most, took = in_virtual_time(work())
    assert most <= 30
    assert took <= ratio * 30


def test_a_refusal_freezes_its_chat_alone() -> None:
    async def work() -> Street:
        street = Street()
        street.traffic.refused(CHANNEL, 5)
        async with asyncio.TaskGroup() as group:
            group.create_task(street.go("post", CHANNEL, Lane.CHANNEL))
            group.create_task(street.go("edit", CHANNEL, Lane.CHANNEL, kind="edit"))
            group.create_task(street.go("answer", BORIS, Lane.DESK))
        return street

    street = in_virtual_time(work())
    assert street.passed == [("answer", 0.0), ("post", 5.5), ("edit", 5.5)]


def test_two_chats_refused_within_five_seconds_freeze_everything() -> None:
    async def work() -> tuple[list[Any], list[tuple[str, float]]]:
        street = Street()
        first = street.traffic.refused(CHANNEL, 3)
        await asyncio.sleep(4)
        second = street.traffic.refused(ANNA, 6)
        await street.go("answer", BORIS, Lane.DESK)
        await asyncio.sleep(10)
        third = street.traffic.refused(GROUP, 3)
        await street.go("again", BORIS, Lane.DESK)
        return [first, second, third], street.passed

    frozen, passed = in_virtual_time(work())
    assert frozen == [{CHANNEL: 3.5}, {ANNA: 6.5, ALL: 6.5}, {GROUP: 3.5}]
    assert passed == [("answer", 10.5), ("again", 20.5)]


def test_nobody_stands_still_for_long_but_a_digest_does() -> None:
    async def work() -> Street:
        street = Street()
        async with asyncio.TaskGroup() as group:
            street.traffic.refused(ANNA, 30)
            group.create_task(street.go("answer", ANNA, Lane.DESK))
            group.create_task(street.go("digest", ANNA, Lane.DIGEST))
        return street

    street = in_virtual_time(work())
    assert street.refused == [("answer", 30.5)]
    assert street.passed == [("digest", 30.5)]


def test_who_waits_when_a_long_freeze_comes_is_sent_away() -> None:
    async def work() -> Street:
        street = Street()
        await in_row(street, CHANNEL, 10)
        street.passed.clear()
        async with asyncio.TaskGroup() as group:
            group.create_task(street.go("post", CHANNEL, Lane.CHANNEL))
            await asyncio.sleep(1)
            assert street.traffic.standstill().waiting == {Lane.CHANNEL: 1}
            street.traffic.refused(CHANNEL, PATIENCE + 2)
        return street

    street = in_virtual_time(work())
    assert (street.passed, street.refused) == ([], [("post", 10.5)])
    assert street.now() == 1.0


def test_who_gives_up_leaves_the_place_to_the_next() -> None:
    async def work() -> list[tuple[str, float]]:
        street = Street()
        await in_row(street, CHANNEL, 10)
        street.passed.clear()
        async with asyncio.TaskGroup() as group:
            impatient = group.create_task(street.go("impatient", CHANNEL, Lane.CHANNEL))
            group.create_task(street.go("patient", CHANNEL, Lane.CHANNEL))
            await asyncio.sleep(1)
            impatient.cancel()
        return street.passed

    assert in_virtual_time(work()) == [("patient", 6.0)]


@given(
    calls=st.lists(st.tuples(st.floats(0, 30), st.integers(1, 10)), min_size=1, max_size=40),
    burst=st.integers(1, 10),
    per_second=st.floats(0.1, 30),
)
def test_no_window_of_time_lets_more_through_than_burst_and_rate(
    calls: list[tuple[float, int]], burst: int, per_second: float
) -> None:
    bucket, now = Bucket.full(Rate(per_second, burst)), 1000.0
    passed: list[tuple[float, int]] = []
    for pause, cost in calls:
        now += pause
        now += bucket.wait(cost, now)
        assert bucket.wait(cost, now) < 1e-6
        bucket.take(cost, now)
        passed.append((now, cost))
    for number, (start, _) in enumerate(passed):
        for last, (end, cost) in enumerate(passed[number:], number):
            through = sum(each for _, each in passed[number : last + 1])
            credit = max(0, cost - burst)  # of an album that can't be halved
            assert through <= burst + per_second * (end - start) + credit + 1e-3


def test_the_loop_of_these_tests_counts_its_sleeps() -> None:
    async def work() -> int:
        await asyncio.sleep(3)
        await asyncio.sleep(4)
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        assert loop.time() == 1007
        return loop.rounds

    assert in_virtual_time(work()) == 2


class Server:
    """Telegram as the fact sheet has it: what comes early is served late (bot-api.md §3)."""

    def __init__(self) -> None:
        self.taken: dict[tuple[str, int], list[float]] = {}
        self.longest = 0.0

    def serve(self, chat: int, cost: int, now: float) -> float:
        """When it is served."""
        windows = [(("burst", chat), 5, 5, 1), (("all", 0), 30, 1, cost)]
        windows += [(("minute", chat), 20, 60, cost)] if chat < 0 else []
        at = now
        for name, limit, seconds, count in windows:
            taken = sorted(self.taken.setdefault(name, []))
            recent = [each for each in taken if each > now - seconds]
            if (over := len(recent) + count - limit) > 0:
                at = max(at, recent[over - 1] + seconds)
        for name, _, _, count in windows:
            self.taken[name] += [at] * count
        self.longest = max(self.longest, at - now)
        return at


@given(st.lists(st.sampled_from([1, 1, 1, 1, 2, 5, 10]), min_size=30, max_size=60))
@settings(max_examples=20)
def test_telegram_never_has_to_refuse(costs: list[int]) -> None:
    async def talk(traffic: Traffic, server: Server, chat: int) -> None:
        loop = asyncio.get_running_loop()
        for cost in costs:
            while True:
                try:
                    slot = await traffic.enter(chat, "send", cost)
                    break
                except TooLong as held:
                    await asyncio.sleep(held.seconds)
            await asyncio.sleep(server.serve(chat, cost, loop.time()) - loop.time())
            traffic.left(slot)

    async def work() -> float:
        traffic, server = Traffic(), Server()
        async with asyncio.TaskGroup() as group:
            for chat in (CHANNEL, GROUP, *range(1, 9)):
                group.create_task(talk(traffic, server, chat))
        return server.longest

    assert in_virtual_time(work()) <= PATIENCE
