"""Transactions and queries on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.domain.channel import Channel, HouseStyle
from bot.domain.desk import Place
from bot.domain.people import Person, Role
from bot.domain.post import Options, Part, Post, PublishedMessage, Status
from bot.domain.release import Caution, Cut, Media, Paragraph, Quote, RawRelease, Release, Wishes
from bot.domain.text import Entity, FormattedText
from bot.store import Store, StoreError, Transaction

NOW = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)

WORDS = FormattedText(
    "Слово 😀", (Entity("bold", 0, 5), Entity("text_link", 6, 2, url="https://a.b/"))
)
MEDIA = (Media("photo", "id", "unique", "a.jpg"),)
RELEASE = Release(
    headline=None,
    rubric="Город",
    blocks=(Paragraph(WORDS), Quote(WORDS, WORDS, "мэр")),
    media=MEDIA,
    cuts=(Cut("logo", "noise"),),
    warnings=(Caution("no_headline"),),
)
POST = Post((Part("photo", WORDS, MEDIA), Part("text", WORDS)), Options(silent=True))


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = await Store.open(url)
    yield opened
    await opened.close()


async def add_channel(tx: Transaction) -> Channel:
    style = HouseStyle(channel="@abcd")
    return await tx.channels.add("@abcd", Channel(0, "@abcd", "t", "abcd", "UTC", "", style))


async def add_post(tx: Transaction, due: datetime | None = None) -> int:
    channel = await tx.channels.by_name("@abcd") or await add_channel(tx)
    release = await tx.posts.add_release(RawRelease(WORDS, MEDIA, 5, NOW), Wishes(), RELEASE, NOW)
    number = (await tx.posts.add(channel.id, release, 5, POST, "Слово", (), NOW)).id
    if due is not None:
        await tx.posts.change(number, allowed=[Status.DRAFT], status=Status.QUEUED, due_at=due)
    return number


async def test_what_is_stored_comes_back_the_same(store: Store) -> None:
    number = await store.run(add_post)

    async def read(tx: Transaction) -> tuple[Any, ...]:
        row = await tx.posts.get(number)
        assert row is not None
        return row.post, *await tx.posts.release(row.release_id)

    post, raw, wishes, parsed = await store.run(read)
    assert wishes == Wishes()
    assert post == POST
    assert raw == RawRelease(WORDS, MEDIA, 5, NOW)
    assert parsed == RELEASE


async def test_instants_come_back_in_utc_and_naive_ones_are_refused(store: Store) -> None:
    local = NOW.astimezone(timezone(timedelta(hours=10)))
    number = await store.run(lambda tx: add_post(tx, local))
    row = await store.run(lambda tx: tx.posts.get(number))
    assert row is not None
    assert row.due_at == NOW
    assert row.due_at is not None
    assert row.due_at.tzinfo is UTC
    with pytest.raises(StoreError, match="naive"):
        await store.run(lambda tx: add_post(tx, NOW.replace(tzinfo=None)))


async def test_an_exception_rolls_the_whole_back(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        await add_post(tx)
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError):
        await store.run(work)
    assert await store.run(lambda tx: tx.channels.all()) == []


async def test_a_cancelled_caller_does_not_halve_a_transaction(store: Store) -> None:
    await store.run(add_channel)
    for pause in range(30):

        async def work(tx: Transaction) -> None:
            first = await add_post(tx)
            await asyncio.sleep(0)
            second = await add_post(tx)
            assert second == first + 1

        task = asyncio.ensure_future(store.run(work))  # noqa: TID251 - to be cancelled
        for _ in range(pause):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await asyncio.gather(*store._running)
    count = await store.run(lambda tx: tx.posts.count(1, [Status.DRAFT]))
    assert count % 2 == 0
    assert count > 0


async def test_a_second_process_is_refused_an_sqlite_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    store = await Store.open(url)
    await store.run(add_channel)
    with pytest.raises(StoreError, match="locked"):
        await Store.open(url)
    await store.close()


async def test_of_many_claims_one_wins(store: Store) -> None:
    number = await store.run(lambda tx: add_post(tx, NOW))

    async def claim(tx: Transaction) -> bool:
        changed = await tx.posts.change(number, allowed=[Status.QUEUED], status=Status.SENDING)
        return changed is not None

    won = await asyncio.gather(*(store.run(claim) for _ in range(20)))
    assert won.count(True) == 1


async def test_a_change_of_content_counts_the_version_up_and_guards_it(store: Store) -> None:
    number = await store.run(add_post)

    async def edit(tx: Transaction) -> Any:
        changed = replace(POST, options=Options())
        return await tx.posts.change(number, allowed=[Status.DRAFT], version=1, post=changed)

    first = await store.run(edit)
    assert first is not None
    assert first.version == 2
    assert await store.run(edit) is None


async def test_what_is_due_comes_in_its_order_and_the_rest_is_known_by_its_time(
    store: Store,
) -> None:
    late = await store.run(lambda tx: add_post(tx, NOW + timedelta(hours=2)))
    soon = await store.run(lambda tx: add_post(tx, NOW + timedelta(hours=1)))
    then = NOW + timedelta(hours=1)
    assert [line.id for line in await store.run(lambda tx: tx.posts.ripe(1, then))] == [soon]
    assert await store.run(lambda tx: tx.posts.next_due(1, then)) == NOW + timedelta(hours=2)
    assert await store.run(lambda tx: tx.posts.last_due(1)) == NOW + timedelta(hours=2)

    due = await store.run(lambda tx: tx.posts.due(1, NOW, NOW + timedelta(hours=2)))
    assert [line.id for line in due] == [soon]
    for instant in (NOW + timedelta(hours=1), NOW + timedelta(hours=2)):
        around = await store.run(lambda tx, at=instant: tx.posts.around(1, at, 1))
        assert [line.id for line in around] == [soon, late]


async def test_an_update_is_kept_once_and_handled_in_order(store: Store) -> None:
    await store.run(lambda tx: tx.inbox.add([(8, 1, "{}"), (7, 1, "{}")], NOW))
    await store.run(lambda tx: tx.inbox.add([(7, 1, '{"again":1}'), (9, None, "{}")], NOW))
    waiting = await store.run(lambda tx: tx.inbox.waiting())
    assert [(u.update_id, u.raw) for u in waiting] == [(7, "{}"), (8, "{}"), (9, "{}")]
    await store.run(lambda tx: tx.inbox.done([7], NOW))
    assert await store.run(lambda tx: tx.inbox.forget(NOW + timedelta(days=8))) == 1
    waiting = await store.run(lambda tx: tx.inbox.waiting())
    assert [u.update_id for u in waiting] == [8, 9]


async def test_a_message_can_be_recorded_only_once(store: Store) -> None:
    number = await store.run(add_post)
    message = PublishedMessage(number, 0, 0, 55, NOW, "f" * 32)
    await store.run(lambda tx: tx.messages.add(1, [message]))
    with pytest.raises(StoreError):
        await store.run(lambda tx: tx.messages.add(1, [replace(message, message_id=56)]))
    (row,) = await store.run(lambda tx: tx.messages.rows(number))
    assert (row.message_id, row.part, row.item) == (message.message_id, message.part, 0)


async def test_people_keep_their_role_and_invites_are_used_up(store: Store) -> None:
    person = Person(5, "Борис", "boris", "ru")
    await store.run(lambda tx: tx.people.save(person, NOW))
    assert await store.run(lambda tx: tx.people.get(5)) == person
    await store.run(lambda tx: tx.people.add_invite("h" * 64, Role.EDITOR, (1,), 1, NOW))
    early, late = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    assert await store.run(lambda tx: tx.people.use_invite("h" * 64, 5, late)) is None
    used = await store.run(lambda tx: tx.people.use_invite("h" * 64, 5, early))
    assert used is not None
    assert (used.role, used.channels, used.created_by) == (Role.EDITOR, (1,), 1)
    assert await store.run(lambda tx: tx.people.use_invite("h" * 64, 6, early)) is None


async def test_what_was_told_is_forgotten_what_waits_is_not(store: Store) -> None:
    for text in ("told", "waits"):
        await store.run(lambda tx, text=text: tx.notices.add("text", Place(5), NOW, text=text))
    told, waits = await store.run(lambda tx: tx.notices.waiting(NOW))
    await store.run(lambda tx: tx.notices.done(told.id, NOW))
    assert await store.run(lambda tx: tx.notices.forget(NOW + timedelta(days=8))) == 1
    assert await store.run(lambda tx: tx.notices.waiting(NOW)) == [waits]
