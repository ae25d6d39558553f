"""Readers: their reactions, crowds of them, and accounts that are no more."""

import pytest

from tests.sandbox.helpers import CHANNEL, GROUP, OWNER, READER, STRANGER, TOKEN

COUNTS = ["message_reaction_count", "message_reaction"]


@pytest.fixture
async def post(api):
    await api("getUpdates", allowed_updates=COUNTS)
    return (await api("sendMessage", chat_id=CHANNEL, text="Мост открыт"))["message_id"]


async def test_reactions_to_a_post_are_counted_late_and_nameless(api, world, clock, post):
    clock.advance(10)
    world.react(READER, CHANNEL, post, "👍")
    world.react(OWNER, CHANNEL, post, "👍")
    world.react(STRANGER, CHANNEL, post, "🔥")
    world.react(STRANGER, CHANNEL, post, "😢")
    assert await api.updates() == []
    clock.advance(10)
    world.reactions.tell()
    (count,) = await api.updates("message_reaction_count")
    assert (count["chat"]["id"], count["message_id"]) == (CHANNEL, post)
    assert count["reactions"] == [
        {"type": {"type": "emoji", "emoji": "👍"}, "total_count": 2},
        {"type": {"type": "emoji", "emoji": "😢"}, "total_count": 1},
    ]
    world.react(STRANGER, CHANNEL, post, "")
    world.reactions.delay = 0
    world.reactions.close()
    world.react(READER, CHANNEL, post, "")
    (late,) = await api("getUpdates", timeout=5)
    assert late["message_reaction_count"]["reactions"][0]["total_count"] == 1


@pytest.mark.parametrize("why", ["not asked for", "no administrator"])
async def test_who_hears_nothing_of_them(api, world, post, why):
    if why == "not asked for":
        await api("getUpdates", allowed_updates=["message"])
    else:
        world.set_member(CHANNEL, 42, "member")
    world.delivery.queue(world.directory.bots[TOKEN]).clear()
    world.react(READER, CHANNEL, post, "👍")
    world.reactions.tell()
    assert await api.updates() == []


async def test_in_a_group_reactions_have_names(api, world, clock, post):
    clock.advance(10)
    world.add_group(GROUP, "Двор", owner_id=READER)
    world.set_member(GROUP, 42, "administrator")
    (said,) = world.send_text(READER, GROUP, "привет")
    world.react(READER, GROUP, said["message_id"], "👍")
    world.react(READER, GROUP, said["message_id"], "🔥")
    first, second = await api.updates("message_reaction")
    assert (first["user"]["id"], first["old_reaction"]) == (READER, [])
    assert second["old_reaction"] == first["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_the_page_shows_whose_reaction_it_is(page, world, post):
    path, body = f"chats/{CHANNEL}/reaction", {"as": READER, "message_id": post}
    assert (await page.post(path, **body, emoji="👍"))[0] == 200
    assert (await page.post(path, **body, emoji="x"))[0] == 400
    for person, mine in ((READER, True), (OWNER, False)):
        _, history = await page.get(f"chats/{CHANNEL}/messages", **{"as": person})
        assert history["messages"][-1]["reactions"] == [{"emoji": "👍", "count": 1, "mine": mine}]


async def test_a_crowd_can_be_written_to_and_is_not_on_the_page(api, page, world):
    status, crowd = await page.post("crowd", count=1000)
    assert (status, crowd["count"]) == (200, 1000)
    last = crowd["first"] + 999
    assert (await api("sendMessage", chat_id=last, text="x"))["chat"]["id"] == last
    world.send_text(last, last, "/latest")
    (message,) = await api.updates("message")
    assert message["from"]["id"] == last
    _, state = await page.get("state")
    assert len(state["personas"]) == 4


async def test_a_deleted_account(api, page, world, started):
    await page.post("deleted", **{"as": OWNER})
    refused = await api.refused("sendMessage", chat_id=OWNER, text="x")
    assert refused == "403 Forbidden: user is deactivated"
    assert await api.updates() == []
