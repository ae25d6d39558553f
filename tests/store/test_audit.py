"""The log in the database: a chain that the database keeps from being changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.domain.chain import GENESIS, Verified
from bot.store import Store, StoreError, Transaction
from bot.store.engine import open_engine

NOW = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)
# How somebody with the database at hand gets round the triggers.
UNGUARD = {
    "sqlite": (
        "DROP TRIGGER audit_no_update",
        "DROP TRIGGER audit_no_delete",
        "DROP TRIGGER audit_no_replace",
    ),
    "postgresql": ("SET LOCAL session_replication_role = replica",),
}


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = await Store.open(url)
    yield opened
    await opened.close()


async def write(store: Store, count: int = 5) -> None:
    for number in range(1, count + 1):

        async def work(tx: Transaction, number: int = number) -> None:
            await tx.audit.add(
                NOW + timedelta(microseconds=number), 5, "edit",
                channel_id=1 + number % 2, post_id=number, before="до", after=None,
            )  # fmt: skip

        await store.run(work)


async def verified(store: Store, batch: int = 2) -> Verified:
    return await store.run(lambda tx: tx.audit.verify(batch))


async def tampered(store: Store, url: str, *statements: str) -> Verified:
    """What the check says after someone with the database at hand was there."""
    await store.close()
    engine = open_engine(url)
    async with engine.begin() as connection:
        for statement in (*UNGUARD[engine.dialect.name], *statements):
            await connection.exec_driver_sql(statement)
    await engine.dispose()
    opened = await Store.open(url)
    try:
        return await verified(opened)
    finally:
        await opened.close()


async def test_the_log_is_read_newest_first_and_by_channel_and_post(store: Store) -> None:
    await write(store)
    log = await store.run(lambda tx: tx.audit.latest(2, offset=1))
    assert [entry.id for entry in log] == [4, 3]
    log = await store.run(lambda tx: tx.audit.latest(9, channel_id=1))
    assert [entry.id for entry in log] == [4, 2]
    (entry,) = await store.run(lambda tx: tx.audit.of_post(3))
    assert (entry.post_id, entry.channel_id, entry.before, entry.after) == (3, 2, "до", None)
    assert entry.at == NOW + timedelta(microseconds=3)


async def test_a_chain_of_any_length_is_intact(store: Store) -> None:
    assert await verified(store) == Verified(0, GENESIS)
    await write(store, 4)
    local = NOW.astimezone(timezone(timedelta(hours=10)))
    await store.run(lambda tx: tx.audit.add(local, 0, "sent", after='{"текст": "«да» 😀\\n"}'))
    head = await store.run(lambda tx: tx.audit.head())
    for batch in (1, 2, 5, 1000):
        assert await verified(store, batch) == Verified(5, head[1])


async def test_a_transaction_that_failed_leaves_no_gap(store: Store) -> None:
    await write(store, 1)

    async def work(tx: Transaction) -> None:
        await tx.audit.add(NOW, 5, "edit")
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError):
        await store.run(work)
    await asyncio.gather(*(store.run(lambda tx: tx.audit.add(NOW, 5, "at")) for _ in range(9)))
    assert (await verified(store)).count == 10
    assert (await verified(store)).broken is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET after = 'x' WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
        "DELETE FROM audit",
        {
            "sqlite": "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 2",
            "postgresql": "TRUNCATE audit",
        },
    ],
)
async def test_the_database_refuses_to_change_the_log(
    store: Store, statement: str | dict[str, str]
) -> None:
    await write(store)
    if isinstance(statement, dict):
        statement = statement[store._engine.dialect.name]

    async def work(tx: Transaction) -> None:
        await tx._connection.exec_driver_sql(statement)

    with pytest.raises(StoreError, match="append-only"):
        await store.run(work)
    assert (await verified(store)).count == 5


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE audit SET actor_id = 6 WHERE id = 2"], 2),
        (["UPDATE audit SET hash = substr(hash, 2) || 'g' WHERE id = 5"], 5),
        (["DELETE FROM audit WHERE id = 3"], 4),
        (["DELETE FROM audit WHERE id = 3", "UPDATE audit SET id = id - 1 WHERE id > 3"], 3),
        (["DELETE FROM audit WHERE id < 3"], 3),
        (["UPDATE audit SET id = 9 WHERE id = 2", "UPDATE audit SET id = 2 WHERE id = 3",
          "UPDATE audit SET id = 3 WHERE id = 9"], 2),
        (["UPDATE audit SET id = -1 WHERE id = 5"], -1),
    ],
)  # fmt: skip
async def test_what_was_tampered_with_is_found(
    store: Store, url: str, statements: list[str], broken: int
) -> None:
    await write(store)
    assert (await tampered(store, url, *statements)).broken == broken


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET at = 'yesterday' WHERE id = 3", 3),
        ("UPDATE audit SET before = x'00' WHERE id = 4", 4),
    ],
)
async def test_values_of_another_type_are_found(
    tmp_path: Path, statement: str, broken: int
) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    store = await Store.open(url)
    await write(store)
    assert (await tampered(store, url, statement)).broken == broken


async def test_a_noted_head_tells_that_the_tail_was_cut(store: Store, url: str) -> None:
    await write(store)
    _, head = await store.run(lambda tx: tx.audit.head())
    assert await store.run(lambda tx: tx.audit.number_of(head)) == 5
    cut = await tampered(store, url, "DELETE FROM audit WHERE id > 3")
    assert (cut.count, cut.broken) == (3, None)
    assert cut.head != head
