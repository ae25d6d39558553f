"""Whole ways once more with PostgreSQL beneath, one for each family of queries; and the lease."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services import standby
from bot.store import Store
from tests.chat.releases import PARK
from tests.chat.test_by_hand import (
    test_posts_by_hand_stand_in_the_lists_and_readers_get_them,
)
from tests.chat.test_documents import test_files_sent_together_are_one_release
from tests.chat.test_duty import test_after_a_restart_it_is_edited_and_not_sent_again
from tests.chat.test_intake import (
    test_an_album_is_complete_across_a_restart,
    test_the_same_update_twice_is_one_draft,
)
from tests.chat.test_joining import test_photos_and_a_text_sent_apart_become_one_post
from tests.chat.test_log import test_the_dossier_holds_everything
from tests.chat.test_path import (
    test_a_queued_post_comes_out_at_its_slot_and_the_editor_is_told,
    test_a_restart_between_queue_and_slot_changes_nothing,
)
from tests.chat.test_pause import (
    test_a_pause_that_ends_by_itself_brings_no_burst_and_tells_the_desk,
)
from tests.chat.test_plan import test_the_plan_is_what_then_goes_out
from tests.chat.test_publishing import test_overdue_posts_go_out_in_order_with_the_least_gap
from tests.chat.test_suggest import test_from_the_reader_to_the_channel_and_back
from tests.chat.test_suggested import direct, test_asked_taken_as_a_draft_and_declined
from tests.chat.test_undo import test_a_deleted_post_comes_back_to_its_place
from tests.newsroom import BORIS, TOKEN, Newsroom, text

__all__ = [
    "direct",
    "test_a_deleted_post_comes_back_to_its_place",
    "test_a_pause_that_ends_by_itself_brings_no_burst_and_tells_the_desk",
    "test_a_queued_post_comes_out_at_its_slot_and_the_editor_is_told",
    "test_a_restart_between_queue_and_slot_changes_nothing",
    "test_after_a_restart_it_is_edited_and_not_sent_again",
    "test_an_album_is_complete_across_a_restart",
    "test_asked_taken_as_a_draft_and_declined",
    "test_files_sent_together_are_one_release",
    "test_from_the_reader_to_the_channel_and_back",
    "test_overdue_posts_go_out_in_order_with_the_least_gap",
    "test_photos_and_a_text_sent_apart_become_one_post",
    "test_posts_by_hand_stand_in_the_lists_and_readers_get_them",
    "test_the_dossier_holds_everything",
    "test_the_plan_is_what_then_goes_out",
    "test_the_same_update_twice_is_one_draft",
]

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("desk")]


@pytest.fixture
async def newsroom(tmp_path: Path, postgres: str) -> AsyncIterator[Newsroom]:
    room = Newsroom(tmp_path, database=postgres)
    await room.open()
    yield room
    await room.close()


async def test_who_lost_the_lease_stops_and_goes_on_when_it_is_free(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    before = newsroom.app
    other = await Store.open(newsroom.database)

    # Somebody else publishes: as after a network cut that was longer than the lease.
    await newsroom.app.store.run(lambda tx: tx.leases.release(before.store.epoch or 0))
    epoch = await other.run(lambda tx: tx.leases.take("another", timedelta(seconds=30)))
    assert epoch == 2
    await newsroom.pass_time(hours=1)
    await newsroom.until(lambda: "a standby again" in caplog.text)
    newsroom.world.send_text(BORIS, BORIS, "/queue")  # fetched by whoever publishes
    await asyncio.sleep(1)
    assert newsroom.channel() == []
    assert newsroom.world.updates_waiting(TOKEN) == 1

    await other.run(lambda tx: tx.leases.release(2))
    await other.close()
    await newsroom.until(lambda: newsroom.app is not before)
    (post,) = await newsroom.published(1)
    assert "новый парк" in text(post)


async def test_no_call_begins_when_the_lease_is_about_to_end(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await newsroom.hand_in(PARK)
    monkeypatch.setattr(standby, "MARGIN", 60.0)
    newsroom.world.send_text(BORIS, BORIS, "/now 1")
    await newsroom.until(lambda: newsroom.world.updates_waiting(TOKEN) == 0)
    await asyncio.sleep(1)
    assert newsroom.channel() == []
    monkeypatch.undo()
    await newsroom.pass_time(seconds=30)
    assert len(await newsroom.published(1)) == 1
