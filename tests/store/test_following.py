"""Subscriptions, and broadcasts with the fate of each message, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.bulletins import Bulletin, BulletinKind, Fate, Item, Sending
from bot.domain.following import Interest, InterestKind, Subscription
from bot.store import Store, Transaction
from bot.store.broadcasts import occasion_of
from tests.store.test_store import NOW, add_post

MINUTE = timedelta(minutes=1)
HOUSING = Interest(InterestKind.RUBRIC, "#жкх")
WATER = Interest(InterestKind.WORDS, "вода")
ITEM = Item("Воду отключат", "https://t.me/khabvesti/7", 1, 7)
ALERT = Bulletin(BulletinKind.ALERT, (ITEM,), (-100, 7))
NEWS = replace(ALERT, kind=BulletinKind.NEWS)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = await Store.open(url)
    yield opened
    await opened.close()


def reader(user_id: int, *interests: Interest, **wishes: object) -> Subscription:
    known = Subscription(user_id, "Asia/Vladivostok", 0, interests=frozenset(interests))
    return replace(known, **wishes)


async def test_who_follows_what(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        subs = tx.subscriptions
        weekly = reader(4, weekly=True, weekly_at=NOW + 2 * MINUTE)
        digest = reader(3, HOUSING, digest=True, hours=(time(9),), next_at=NOW + MINUTE)
        for each in (reader(1, everything=True), reader(2, HOUSING, WATER), digest, weekly):
            await subs.put(each)
        assert await subs.get(3) == digest
        await subs.put(replace(digest, quiet="22:00-06:00"))
        assert (await subs.get(3) or digest).quiet == "22:00-06:00"
        assert set(await subs.wanted()) == {HOUSING, WATER}
        assert [each[0] for each in await subs.fitting([HOUSING], NOW)] == [1, 2, 3]
        assert [each[0] for each in await subs.fitting([WATER], NOW, at_once=True)] == [1, 2]
        assert [each[0] for each in await subs.all(NOW)] == [1, 2, 3, 4]

        assert await subs.next_due() == NOW + MINUTE
        assert await subs.due(NOW, 0) == []
        assert [each.user_id for each in await subs.due(NOW + MINUTE, 0)] == [3]
        assert [each.user_id for each in await subs.weekly_due(NOW + 2 * MINUTE, 0)] == [4]
        await subs.catch_up([2, 3], NOW + 3 * MINUTE, 41)
        assert [(await subs.get(n) or weekly).next_at for n in (2, 3)] == [
            NOW + 3 * MINUTE, NOW + MINUTE,
        ]  # fmt: skip

        await subs.change([3], blocked_at=NOW)
        assert await subs.blocked() == {3}
        assert await subs.due(NOW + MINUTE, 0) == []
        assert [each[0] for each in await subs.fitting([HOUSING], NOW)] == [1, 2]
        await tx.silences.put(1, None)
        assert [each[0] for each in await subs.fitting([HOUSING], NOW)] == [2]
        assert await subs.remove(2)
        assert not await subs.remove(2)
        assert set(await subs.wanted()) == {HOUSING}

    await store.run(work)


async def test_each_message_of_a_broadcast_has_its_fate(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        await add_post(tx)
        sent = tx.broadcasts
        number, new = await sent.begin(
            ALERT.kind, occasion_of(ALERT.kind, ITEM), "Воду", NOW, again=False
        )
        assert new
        assert await sent.begin(ALERT.kind, "alert:1:7", "", NOW, again=True) == (number, False)
        late = NOW + 5 * MINUTE
        assert await sent.add(number, ALERT, {1: NOW, 2: NOW, 3: late, 4: NOW}) == 4
        assert await sent.add(number, ALERT, {2: NOW, 5: NOW}) == 1
        first = await sent.claim(number, NOW, 2)
        assert [each.user_id for each in first] == [1, 2]
        rest = await sent.claim(number, NOW, 9)
        assert [each.user_id for each in rest] == [4, 5]
        assert await sent.claim(number, NOW, 9) == []
        assert {each.user_id for each in await sent.claimed()} == {1, 2, 4, 5}
        assert await sent.next_at(number) == late
        await sent.mark([first[0].id, first[1].id], state=Fate.SENT)
        await sent.mark([rest[0].id], state=Fate.UNKNOWN)
        assert await sent.under_way(number)
        progress = await sent.progress(number, NOW)
        assert progress.counts == {
            Fate.SENT: 2, Fate.UNKNOWN: 1, Fate.CLAIMED: 1, Fate.WAITING: 1,
        }  # fmt: skip
        assert (progress.total, progress.left, progress.resting) == (5, 2, 1)

        # Nobody has the same by another way, unless it never came.
        await sent.mark([rest[1].id], state=Fate.FAILED)
        again, _ = await sent.begin(
            NEWS.kind, occasion_of(NEWS.kind, ITEM), "Воду", NOW, again=True
        )
        assert await sent.having(again, NEWS, [1, 2, 3, 4, 5, 6]) == {1, 2, 4}
        assert await sent.add(again, NEWS, dict.fromkeys([1, 3, 5, 6], NOW)) == 3
        assert [row.id for row in await sent.open()] == [number, again]
        await sent.gone([6])
        await sent.leave(5)
        await sent.stop(number, NOW)
        assert [row.id for row in await sent.open()] == [again]
        assert (await sent.progress(number, NOW)).counts[Fate.DROPPED] == 1
        assert (await sent.progress(again, NOW)).counts == {
            Fate.WAITING: 1, Fate.DROPPED: 1, Fate.BLOCKED: 1,
        }  # fmt: skip
        assert await sent.add(number, ALERT, {8: NOW}) == 1  # it goes on for who came later
        assert [row.state for row in await sent.open()] == [Sending.RUNNING] * 2
        assert await sent.bulletins([1]) == {1: ALERT}

        await sent.stop(number, NOW)
        assert await sent.forget(NOW + MINUTE, 1)
        while await sent.forget(NOW + MINUTE, 1):
            pass
        assert await sent.get(number) is None
        assert {each.user_id for each in await sent.claimed()} == set()

    await store.run(work)


async def test_reactions_are_counted_by_message(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        await add_post(tx)
        await tx.newsreel.react(1, 7, 3)
        await tx.newsreel.react(1, 7, 5)
        await tx.newsreel.react(1, 8, 0)
        await tx.newsreel.react(1, 2, 9)
        assert await tx.newsreel.liked(1, 7) == {7: 5}

    await store.run(work)
