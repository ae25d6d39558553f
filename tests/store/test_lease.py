"""The lease on a real PostgreSQL server, and what a server may do meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncTransaction

from bot.domain.desk import Place
from bot.store import LeaseLost, Store, StoreConflict, StoreError, Transaction
from bot.store.migrate import HEAD, upgrade
from tests.postgres import Cluster
from tests.store.test_store import NOW

TTL, NONE = timedelta(seconds=30), timedelta(0)


@pytest.fixture
async def stores(postgres: str) -> AsyncIterator[tuple[Store, Store]]:
    """Two processes at one database."""
    both = await Store.open(postgres), await Store.open(postgres)
    yield both
    for store in both:
        await store.close()


async def take(store: Store, owner: str, ttl: timedelta = TTL) -> int | None:
    epoch = await store.run(lambda tx: tx.leases.take(owner, ttl))
    if epoch is not None:
        store.epoch = epoch
    return epoch


async def note(tx: Transaction) -> None:
    await tx.notices.add("text", Place(5), NOW, text="a")


async def notes(store: Store) -> int:
    return len(await store.run(lambda tx: tx.notices.waiting(NOW)))


async def test_one_has_the_lease_until_it_lets_go_or_it_runs_out(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    assert await take(one, "one") == 1
    assert await take(other, "other") is None
    assert await other.run(lambda tx: tx.leases.holder()) == "one"
    await one.run(lambda tx: tx.leases.renew(1, TTL))
    await one.run(lambda tx: tx.leases.release(1))
    assert await take(other, "other", NONE) == 2
    with pytest.raises(LeaseLost):
        await other.run(lambda tx: tx.leases.renew(2, TTL))
    one.epoch = None
    assert await take(one, "one") == 3


async def test_who_lost_the_lease_writes_nothing(stores: tuple[Store, Store]) -> None:
    one, other = stores
    await take(one, "one", NONE)
    with pytest.raises(LeaseLost):
        await one.run(note)
    await take(other, "other")
    with pytest.raises(LeaseLost):
        await one.run(note)
    await other.run(note)
    assert await notes(other) == 1


async def test_a_lease_does_not_change_hands_under_a_transaction(
    stores: tuple[Store, Store],
) -> None:
    one, other = stores
    await take(one, "one", timedelta(seconds=0.3))
    inside, order = asyncio.Event(), list[str]()

    async def work(tx: Transaction) -> None:
        await note(tx)
        inside.set()
        await asyncio.sleep(0.6)  # by then the lease has run out
        order.append("written")

    async def follow() -> None:
        await inside.wait()
        while await take(other, "other") is None:
            await asyncio.sleep(0.05)
        order.append("taken")

    await asyncio.gather(one.run(work), follow())
    assert order == ["written", "taken"]
    assert await notes(other) == 1


async def test_a_frozen_holder_keeps_nobody_waiting(stores: tuple[Store, Store]) -> None:
    one, other = stores
    await take(one, "one", timedelta(seconds=0.1))
    inside = asyncio.Event()

    async def freeze(tx: Transaction) -> None:
        await note(tx)
        inside.set()
        await asyncio.sleep(6)  # the server ends the transaction before that

    frozen = asyncio.ensure_future(one.run(freeze))  # noqa: TID251 - goes on beside
    await inside.wait()
    async with asyncio.timeout(5):
        while await take(other, "other") is None:
            await asyncio.sleep(0.05)
    with pytest.raises(StoreError):
        await frozen
    assert await notes(other) == 0


async def test_a_server_that_comes_back_is_found_again(cluster: Cluster, postgres: str) -> None:
    store = await Store.open(postgres)
    await store.run(note)
    cluster.stop()
    with pytest.raises(StoreError, match="no connection"):
        await store.run(note)
    cluster.serve()
    await store.run(note)
    assert await notes(store) == 2
    await store.close()


@pytest.mark.parametrize("kept", [True, False])
async def test_a_commit_whose_answer_is_lost_is_looked_up(
    stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    store, other = stores
    await take(store, "one")
    plain = AsyncTransaction.commit

    async def lost(transaction: AsyncTransaction) -> None:
        await (plain(transaction) if kept else transaction.rollback())
        raise ConnectionResetError("the answer is lost")

    monkeypatch.setattr(AsyncTransaction, "commit", lost)
    if kept:
        await store.run(note)
    else:
        with pytest.raises(StoreError, match="lost"):
            await store.run(note)
    monkeypatch.undo()
    assert await notes(other) == kept


async def test_what_a_server_can_not_hold_is_a_conflict(postgres: str) -> None:
    store = await Store.open(postgres)
    with pytest.raises(StoreConflict):
        await store.run(lambda tx: tx.notices.add("text", Place(5), NOW, text="a\0b"))
    await store.close()


async def test_nobody_changes_the_schema_under_a_bot_that_runs(cluster: Cluster) -> None:
    url = cluster.new()
    store = await Store.open(url)
    await take(store, "one")

    async def pretend(tx: Transaction, version: str) -> None:
        await tx._connection.execute(
            text("UPDATE alembic_version SET version_num = :v"), {"v": version}
        )

    await store.run(lambda tx: pretend(tx, "0004.8"))
    with pytest.raises(StoreError, match=rf"0004\.8, not {HEAD}, and a bot"):
        await upgrade(url)
    await store.run(lambda tx: pretend(tx, HEAD))
    assert await upgrade(url) is False
    await store.close()
    cluster.drop(url)


async def test_a_database_out_of_reach_is_one_sentence(tmp_path: Any) -> None:
    with pytest.raises(StoreError, match="no connection to the database"):
        await Store.open(f"postgresql://vestnik@/vestnik?host={tmp_path}")
