"""A channel's direct messages: posts that readers suggest, and the bot's word on them."""

import pytest

from tests.sandbox.helpers import CHANNEL, OWNER, PNG, READER, TOKEN

PHOTO = ("a.png", PNG, "image/png")


@pytest.fixture
def direct(world):
    chat = world.open_direct(CHANNEL)
    world.delivery.queue(world.directory.bots[TOKEN]).clear()
    return chat.id


async def test_a_suggested_post_is_approved(api, world, direct):
    world.suggest(READER, CHANNEL, "Мост", [PHOTO, PHOTO])
    first, second = await api.updates("message")
    assert first["chat"]["is_direct_messages"]
    assert first["direct_messages_topic"]["user"]["id"] == first["from"]["id"] == READER
    assert first["suggested_post_info"] == {"state": "pending"}
    assert first["media_group_id"] == second["media_group_id"]
    assert (await api("getChat", chat_id=direct))["parent_chat"]["id"] == CHANNEL
    here = {"chat_id": direct, "message_id": first["message_id"]}
    too_far = await api.refused("approveSuggestedPost", **here, send_date=2_100_000_000)
    assert too_far == "400 Bad Request: send date is too far in the future"
    assert await api("approveSuggestedPost", **here)
    one, two = world.messages(CHANNEL)
    assert one["media_group_id"] == two["media_group_id"]
    assert [update["sender_chat"]["id"] for update in await api.updates("channel_post")]
    again = await api.refused("approveSuggestedPost", **here)
    assert again == "400 Bad Request: message can't be approved"
    assert "suggested_post_approved" in world.messages(direct)[-1]


async def test_one_with_a_date_waits_for_it(api, world, clock, direct):
    (sent,) = world.suggest(READER, CHANNEL, "Завтра", send_date=int(clock.now) + 3600)
    await api("approveSuggestedPost", chat_id=direct, message_id=sent["message_id"])
    assert world.messages(CHANNEL) == []
    clock.advance(3600)
    world.suggesting.publish_due()
    assert world.messages(CHANNEL)[0]["text"] == "Завтра"


async def test_one_is_declined_and_needs_the_right(api, world, direct):
    (sent,) = world.suggest(READER, CHANNEL, "Мост")
    here = {"chat_id": direct, "message_id": sent["message_id"]}
    world.set_member(CHANNEL, 42, "administrator", can_manage_direct_messages=False)
    refused = await api.refused("declineSuggestedPost", **here)
    assert refused == "400 Bad Request: CHAT_ADMIN_REQUIRED"
    world.set_member(
        CHANNEL, 42, "administrator", can_manage_direct_messages=True, can_post_messages=False
    )
    assert (await api.refused("approveSuggestedPost", **here)).endswith("CHAT_ADMIN_REQUIRED")
    assert (await api.refused("declineSuggestedPost", **here, comment="x" * 129)).endswith("long")
    assert await api("declineSuggestedPost", **here, comment="Уже было")
    told = world.messages(direct)[-1]["suggested_post_declined"]
    assert (told["comment"], world.messages(CHANNEL)) == ("Уже было", [])


async def test_an_administrator_decides_in_the_app(api, world, direct):
    (sent,) = world.suggest(READER, CHANNEL, "Мост")
    world.edit_direct(READER, CHANNEL, sent["message_id"], "Мост открыт")
    await api.updates()
    world.decide(OWNER, CHANNEL, sent["message_id"], approve=True)
    told = (await api.updates())[0]["message"]
    assert told["sender_chat"]["id"] == CHANNEL
    assert told["suggested_post_approved"]["suggested_post_message"]["text"] == "Мост открыт"


async def test_the_bot_writes_into_a_reader_s_topic(api, world, direct):
    sent = world.write_direct(READER, CHANNEL, "Здравствуйте")
    nowhere = await api.refused("sendMessage", chat_id=direct, text="Да?")
    assert nowhere.endswith("channel direct messages topic must be specified")
    wrong = {"direct_messages_topic_id": 5}
    assert "wrong direct" in await api.refused("sendMessage", chat_id=direct, text="x", **wrong)
    there = {"direct_messages_topic_id": READER}
    assert "is not a" in await api.refused("sendMessage", chat_id=CHANNEL, text="x", **there)
    said = await api("sendMessage", chat_id=direct, text="Да?", **there)
    assert said["direct_messages_topic"]["topic_id"] == READER
    answer = world.write_direct(READER, CHANNEL, "Нет", said["message_id"])
    assert answer["reply_to_message"]["message_id"] == said["message_id"] > sent["message_id"]
