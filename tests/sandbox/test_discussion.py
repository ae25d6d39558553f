"""A channel with a discussion group (bot-api.md §4, automatic forwards)."""

import pytest

from tests.sandbox.helpers import CHANNEL, EDITOR, GROUP, OWNER, PNG, READER
from tests.sandbox.test_live import Stream


@pytest.fixture
async def linked(api, world):
    """The channel with its group; the bot is an administrator of both."""
    world.add_group(GROUP, "Обсуждение", owner_id=OWNER)
    for person in (EDITOR, READER):
        world.set_member(GROUP, person, "member")
    world.set_member(GROUP, 42, "administrator")
    world.link(CHANNEL, GROUP)
    await api.updates()


async def test_own_posts_come_back_through_the_group(api, world, linked):
    assert (await api("getChat", chat_id=CHANNEL))["linked_chat_id"] == GROUP
    assert (await api("getChat", chat_id=GROUP))["linked_chat_id"] == CHANNEL
    button = {"inline_keyboard": [[{"text": "Сайт", "url": "https://ya.ru"}]]}
    post = await api("sendMessage", chat_id=CHANNEL, text="новость", reply_markup=button)
    (copy,) = await api.updates()
    message = copy["message"]
    assert message["is_automatic_forward"] is True
    assert (message["from"]["id"], message["sender_chat"]["id"]) == (777000, CHANNEL)
    origin = message["forward_origin"]
    assert (origin["chat"]["id"], origin["message_id"]) == (CHANNEL, post["message_id"])
    assert message["reply_markup"]
    await api("editMessageText", chat_id=CHANNEL, message_id=post["message_id"], text="иначе")
    (edited,) = await api.updates("edited_message")
    assert edited["text"] == "иначе"
    assert "reply_markup" not in edited


async def test_albums_stay_albums(api, linked):
    album = [{"type": "photo", "media": "attach://file"}] * 2
    await api("sendMediaGroup", chat_id=CHANNEL, media=album, files={"file": ("a.png", PNG)})
    first, second = await api.updates("message")
    assert first["media_group_id"] == second["media_group_id"]


async def test_comments(api, page, world, linked):
    post = await api("sendMessage", chat_id=CHANNEL, text="новость")
    (root,) = await api.updates("message")
    (comment,) = world.comment(READER, CHANNEL, post["message_id"], "спасибо")
    assert comment["message_thread_id"] == root["message_id"]
    await api(
        "sendMessage",
        chat_id=GROUP,
        text="пожалуйста",
        reply_parameters={"message_id": comment["message_id"]},
    )
    world.send_text(READER, GROUP, "о другом")
    path = f"chats/{CHANNEL}/messages"
    _, history = await page.get(path, **{"as": READER})
    shown = history["messages"][-1]["comments"]
    assert shown == {"chat_id": GROUP, "thread": root["message_id"], "count": 2}
    path = f"chats/{GROUP}/messages"
    _, thread = await page.get(path, **{"as": READER, "thread": root["message_id"]})
    words = [message["text"] for message in thread["messages"]]
    assert words == ["новость", "спасибо", "пожалуйста"]


async def test_comments_are_counted_live(api, session, world, linked):
    post = await api("sendMessage", chat_id=CHANNEL, text="новость")
    async with session.get("/sandbox/events", params={"as": READER}) as response:
        stream = Stream(response)
        await response.content.readline()
        sent = []
        for count in (1, 2, 1):
            if len(sent) < 2:
                sent += world.comment(EDITOR, CHANNEL, post["message_id"], "слово")
            else:
                world.delete(EDITOR, GROUP, [sent[-1]["message_id"]])
            name, data = await stream.next()
            while name != "comments":
                name, data = await stream.next()
            assert (data["message_id"], data["comments"]["count"]) == (post["message_id"], count)


async def test_parting(api, page, world, linked):
    body = {"as": OWNER, "linked": 0}
    assert (await page.post(f"chats/{CHANNEL}/settings", **body))[0] == 200
    await api("sendMessage", chat_id=CHANNEL, text="новость")
    assert await api.updates() == []
    assert "linked_chat_id" not in await api("getChat", chat_id=GROUP)
    body["linked"] = CHANNEL
    assert (await page.post(f"chats/{CHANNEL}/settings", **body))[0] == 400
    body["linked"] = GROUP
    assert (await page.post(f"chats/{CHANNEL}/settings", **body))[0] == 200
