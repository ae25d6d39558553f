"""What one act changed in several channels is undone in all of them, unless it moved on there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.channel import Channel, HouseStyle, Look
from bot.domain.people import Person
from bot.domain.post import EDITABLE, Status
from bot.domain.release import Media, RawRelease, Wishes
from bot.domain.text import FormattedText
from bot.services.drafts import Drafts
from bot.services.making import add_draft, rewrite
from bot.services.ports import Wake
from bot.services.scheduling import Scheduling
from bot.services.undoing import Undoing
from bot.store import Store, Transaction
from bot.store.rows import PostRow

NOW = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)
AT = NOW + timedelta(hours=2)
ANNA = 1001
CHANNEL = Channel(0, "@abcd", "t", "abcd", "Asia/Vladivostok", "", HouseStyle(channel="@abcd"))
TEXT = FormattedText("Мост открыт\n\nДвижение началось в полдень.")
DOUBTFUL = FormattedText("Мост открыт\n\nВход 18+.")


class Clock:
    """The Clock port."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path / 'bot.db'}")

    async def lay(tx: Transaction) -> None:
        channels = [
            await tx.channels.add(name, replace(CHANNEL, chat_id=f"@{name}")) for name in "ab"
        ]
        chosen = tuple(channel.id for channel in channels)
        await tx.people.save(Person(ANNA, "Анна", owner=True, chosen=chosen), NOW)
        await add_draft(tx, RawRelease(TEXT, sender_id=ANNA, received_at=NOW), NOW)

    await opened.run(lay)
    yield opened
    await opened.close()


async def rows(store: Store) -> list[PostRow]:
    return await store.run(lambda tx: tx.posts.of_story(1))


async def edit(store: Store) -> None:
    """Gives both copies a text that has to be confirmed."""

    async def work(tx: Transaction) -> None:
        row = (await tx.posts.of_story(1))[0]
        await rewrite(tx, row, RawRelease(DOUBTFUL, sender_id=ANNA), Wishes(), NOW, ANNA)

    await store.run(work)


async def undo(store: Store, clock: Clock) -> str | None:
    undoing = Undoing(store, clock, Wake())
    (last, *_) = await undoing.last(ANNA)
    undone = await undoing.undo(ANNA, last.kind, last.view.row.id, last.version)
    return undone.note


async def queue_both(store: Store, clock: Clock) -> None:
    scheduling = Scheduling(store, clock, Wake())
    for row in await rows(store):
        await scheduling.at(row.id, None, AT, ANNA)


async def test_copies_get_their_text_and_their_time_back(store: Store) -> None:
    clock = Clock()
    before = await rows(store)
    await queue_both(store, clock)
    await edit(store)
    assert [row.status for row in await rows(store)] == [Status.DRAFT] * 2
    clock.at += timedelta(minutes=1)
    assert await undo(store, clock) is None
    after = await rows(store)
    assert [(row.status, row.due_at) for row in after] == [(Status.QUEUED, AT)] * 2
    assert [row.post for row in after] == [row.post for row in before]
    assert await Undoing(store, clock, Wake()).last(ANNA) == []


async def test_what_was_done_to_a_copy_since_stays(store: Store) -> None:
    clock = Clock()
    await queue_both(store, clock)
    await edit(store)
    second = (await rows(store))[1]
    await store.run(
        lambda tx: tx.posts.change(second.id, allowed=EDITABLE, renew=True, status=Status.HELD)
    )
    await undo(store, clock)
    assert [row.status for row in await rows(store)] == [Status.QUEUED, Status.HELD]


async def test_a_deleted_post_whose_time_is_gone_comes_back_as_a_draft(store: Store) -> None:
    clock = Clock()
    await queue_both(store, clock)
    row = (await rows(store))[0]
    known = await store.run(lambda tx: tx.sketches.of(row.id))
    await Drafts(store, clock).delete(row.id, row.version, ANNA)
    clock.at = AT
    assert str(await undo(store, clock)).startswith("Its time has passed")
    back = (await rows(store))[0]
    assert (back.status, back.due_at) == (Status.DRAFT, None)
    assert await store.run(lambda tx: tx.sketches.of(row.id)) == known


async def test_an_approval_of_the_very_same_comes_back(store: Store) -> None:
    clock = Clock()
    row = (await rows(store))[0]
    approved = row.post.fingerprint()
    await store.run(
        lambda tx: tx.posts.change(
            row.id, allowed=EDITABLE, renew=True, approved=approved, approved_by=ANNA
        )
    )
    await edit(store)
    await store.run(lambda tx: tx.posts.change(row.id, allowed=EDITABLE, approved=None))
    await undo(store, clock)
    back = (await rows(store))[0]
    assert (back.approved, back.post.fingerprint()) == (approved, approved)


async def test_photos_and_look_are_undone_too(store: Store) -> None:
    clock = Clock()

    async def work(tx: Transaction) -> None:
        row = (await tx.posts.of_story(1))[0]
        raw = RawRelease(TEXT, (Media("photo", "a", "a"),), ANNA, NOW)
        await rewrite(tx, row, raw, Wishes(look=Look(protect=True)), NOW, ANNA, confirmed=())

    before = [row.post for row in await rows(store)]
    await store.run(work)
    assert all(row.post.options.protect and row.post.parts[0].media for row in await rows(store))
    await undo(store, clock)
    assert [row.post for row in await rows(store)] == before
