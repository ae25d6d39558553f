"""Errands in their order, messages in their places, and the list of what was published."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.errand import DeleteTask, PinTask, UnpinTask
from bot.domain.post import PublishedMessage, Status
from bot.domain.text import FormattedText
from bot.store import Store, Transaction
from bot.store.rows import ArchiveRow
from tests.store.test_store import NOW, add_post

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = await Store.open(url)
    yield opened
    await opened.close()


async def test_what_was_begun_for_a_post_holds_up_what_is_newer(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        one, other = await add_post(tx), await add_post(tx)
        await tx.errands.add(1, one, UnpinTask(7), 5, NOW, NOW + 10 * MINUTE)
        await tx.errands.add(1, one, PinTask(7), 5, NOW)
        await tx.errands.add(1, one, DeleteTask(7), 5, NOW)
        await tx.errands.add(1, other, PinTask(8), 5, NOW)
        assert await tx.errands.channels(NOW) == [1]

        first = await tx.errands.claim(1, NOW)
        assert first is not None
        assert (first.task, first.tries) == (PinTask(7), 0)
        await tx.errands.later(first.id, NOW + MINUTE, "429")
        second = await tx.errands.claim(1, NOW)
        assert second is not None
        assert second.task == PinTask(8)
        await tx.errands.done(second.id, NOW)
        assert await tx.errands.claim(1, NOW) is None
        assert await tx.errands.next_due() == NOW + MINUTE

        again = await tx.errands.claim(1, NOW + MINUTE)
        assert again is not None
        assert (again.id, again.tries, again.error) == (first.id, 1, "429")
        assert await tx.errands.done(first.id, NOW + MINUTE, "no right")
        assert not await tx.errands.done(first.id, NOW + MINUTE)
        third = await tx.errands.claim(1, NOW + MINUTE)
        assert third is not None
        assert third.task == DeleteTask(7)
        assert [e.error for e in await tx.errands.failed_of(one)] == ["no right"]
        assert await tx.errands.troubled(1, 9) == [one]
        await tx.errands.add(1, one, PinTask(7), 5, NOW + 2 * MINUTE)
        assert await tx.errands.failed_of(one) == []

    await store.run(work)


async def test_messages_take_other_places_and_those_without_one_step_aside(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        number = await add_post(tx)
        await tx.messages.add(1, [
            PublishedMessage(number, part, 0, 20 + part, NOW, "f") for part in range(3)
        ])  # fmt: skip
        for _ in range(2):
            await tx.messages.show(number, {21: (0, 0), 22: (1, 0)})
        rows = await tx.messages.rows(number)
        assert [(m.message_id, m.part) for m in rows] == [(20, -1), (21, 0), (22, 1)]

    await store.run(work)


async def test_posts_and_albums_stand_in_lists_once(store: Store) -> None:
    def by_hand(number: int, group: str | None = None, post: int | None = None) -> ArchiveRow:
        words = FormattedText(str(number))
        at = NOW + number * MINUTE
        return ArchiveRow(1, number, post, group, "photo", words, (), None, at)

    async def work(tx: Transaction) -> None:
        ours = await add_post(tx)
        await tx.posts.change(ours, allowed=[Status.DRAFT], status=Status.SENT, sent_at=NOW)
        for row in (
            by_hand(1, post=ours), by_hand(2, post=ours), by_hand(3), by_hand(4, "a"),
            by_hand(5, "a"), by_hand(6, "b"),
        ):  # fmt: skip
            await tx.archive.add(row)
        heads = [row.message_id for row in await tx.archive.latest(1, 9)]
        assert heads == [6, 4, 3, 1]
        listed = await tx.archive.published(1, [Status.SENT], 9, 0)
        assert [line[:2] for line in listed] == [(None, 6), (None, 4), (None, 3), (ours, None)]
        assert await tx.archive.count(1, [Status.SENT]) == 4
        await tx.archive.mark(1, 4, deleted_at=NOW)
        assert [row.message_id for row in await tx.archive.latest(1, 2)] == [6, 5]
        await tx.posts.change(ours, allowed=[Status.SENT], status=Status.WITHDRAWN)
        assert [row.message_id for row in await tx.archive.latest(1, 9)] == [6, 5, 3]

    await store.run(work)
