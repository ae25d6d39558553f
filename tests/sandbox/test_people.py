"""What people do on the page, as the page asks for it."""

import pytest

from bot.sandbox import Sandbox
from tests.sandbox.helpers import CHANNEL, CLOSED, EDITOR, OWNER, READER, STRANGER


async def test_state_and_new_person(page):
    _, state = await page.get("state")
    assert state["bot"]["username"] == "vestnik_bot"
    assert [person["role"] for person in state["personas"]] == [
        "owner",
        "editor",
        "subscriber",
        "stranger",
    ]
    assert state["channel_ids"] == [CHANNEL]
    _, person = await page.post("people", first_name="Даша")
    assert person["role"] == "stranger"
    assert (await page.post("people"))[0] == 400
    _, state = await page.get("state")
    assert state["personas"][-1] == person


async def test_chat_list(api, page, world):
    world.add_channel(CLOSED, "Закрытый", owner_id=OWNER)
    await api("sendMessage", chat_id=CHANNEL, text="новость")
    _, chats = await page.get("chats", **{"as": READER})
    assert [entry["chat"]["id"] for entry in chats] == [CHANNEL, READER]
    assert chats[0]["last_message"]["text"] == "новость"
    assert (chats[0]["unread"], chats[0]["can_write"]) == (1, False)
    assert (chats[1]["last_message"], chats[1]["can_write"]) == (None, True)
    await page.get(f"chats/{CHANNEL}/messages", **{"as": READER})
    _, chats = await page.get("chats", **{"as": READER})
    assert chats[0]["unread"] == 0
    _, chats = await page.get("chats", **{"as": OWNER})
    assert [entry["can_write"] for entry in chats] == [True, True, True]


async def test_history_in_pages(api, page):
    for number in range(5):
        await api(
            "sendMessage", chat_id=CHANNEL, text=str(number), disable_notification=number == 4
        )
    await api("pinChatMessage", chat_id=CHANNEL, message_id=5)
    path = f"chats/{CHANNEL}/messages"
    _, newest = await page.get(path, **{"as": READER, "limit": 3})
    assert [message["message_id"] for message in newest["messages"]] == [4, 5, 6]
    assert newest["more"]
    assert newest["pinned"]["text"] == "4"
    assert newest["messages"][1].items() >= {"silent": True, "pinned": True, "out": False}.items()
    _, older = await page.get(path, **{"as": OWNER, "limit": 3, "before": 4})
    assert [message["text"] for message in older["messages"]] == ["0", "1", "2"]
    assert not older["more"]
    _, again = await page.get(path, **{"as": OWNER})
    assert [m.get("views") for m in again["messages"]] == [1, 1, 1, 2, 2, None]


async def test_writing(api, page):
    _, sent = await page.post(
        f"chats/{EDITOR}/messages",
        **{
            "as": EDITOR,
            "text": " жирно http://ya.ru ",
            "entities": [{"type": "bold", "offset": 1, "length": 5}],
        },
    )
    (message,) = sent["messages"]
    assert message["out"]
    (update,) = await api.updates("message")
    assert update["text"] == "жирно http://ya.ru"
    assert [e["type"] for e in update["entities"]] == ["bold", "url"]
    assert "out" not in update
    _, sent = await page.post(
        f"chats/{EDITOR}/messages",
        **{"as": EDITOR, "text": "ответ", "reply_to": message["message_id"]},
    )
    (update,) = await api.updates("message")
    assert update["reply_to_message"]["message_id"] == message["message_id"]


async def test_forwarding(api, page, started):
    post = await api("sendMessage", chat_id=CHANNEL, text="x")
    body = {"as": EDITOR, "from_chat_id": CHANNEL, "message_ids": [post["message_id"]]}
    await page.post(f"chats/{EDITOR}/forward", **body)
    (update,) = await api.updates("message")
    assert update["forward_origin"]["message_id"] == post["message_id"]
    body["message_ids"] = [99]
    assert (await page.post(f"chats/{EDITOR}/forward", **body))[0] == 400


async def test_editing_and_deleting(api, page, world):
    own = world.send_text(EDITOR, EDITOR, "x")[0]["message_id"]
    answer = await api("sendMessage", chat_id=EDITOR, text="y")
    path = f"chats/{EDITOR}"
    _, edited = await page.post(f"{path}/edit", **{"as": EDITOR, "message_id": own, "text": "z"})
    assert edited["message"]["text"] == "z"
    other = {"as": EDITOR, "message_id": answer["message_id"], "text": "z"}
    assert (await page.post(f"{path}/edit", **other))[0] == 400
    both = {"as": EDITOR, "message_ids": [own, answer["message_id"]]}
    assert (await page.post(f"{path}/delete", **both))[0] == 200
    assert world.messages(EDITOR) == []
    post = await api("sendMessage", chat_id=CHANNEL, text="y")
    foreign = {"as": READER, "message_ids": [post["message_id"]]}
    assert (await page.post(f"chats/{CHANNEL}/delete", **foreign))[0] == 400


async def test_rights_and_blocking(api, page, started):
    body = {"as": OWNER, "user_id": 42, "status": "administrator", "can_post_messages": False}
    assert (await page.post(f"chats/{CHANNEL}/member", **body))[0] == 200
    refusal = await api.refused("sendMessage", chat_id=CHANNEL, text="x")
    assert refusal == "400 Bad Request: need administrator rights in the channel chat"
    body["as"] = READER
    assert (await page.post(f"chats/{CHANNEL}/member", **body))[0] == 400
    await page.post(f"chats/{EDITOR}/block", **{"as": EDITOR, "blocked": True})
    _, chats = await page.get("chats", **{"as": EDITOR})
    assert (chats[-1]["can_write"], chats[-1]["blocked"]) == (False, True)


async def test_what_no_method_sends(api, world):
    world.send_other(OWNER, OWNER, "contact", {"phone_number": "1", "first_name": "А"})
    world.send_other(OWNER, OWNER, "voice", {"duration": 3}, b"ogg")
    contact, voice = await api.updates("message")
    assert contact["contact"]["phone_number"] == "1"
    assert (await api("getFile", file_id=voice["voice"]["file_id"]))["file_size"] == 3


async def test_strangers_and_nobody(page, session):
    assert (await page.get("chats", **{"as": STRANGER}))[0] == 200
    assert (await page.get("chats"))[0] == 400
    async with session.get("/sandbox/events") as response:
        assert response.status == 400
    async with session.get("/sandbox/files/none") as response:
        assert response.status == 404


async def test_page_and_its_files_are_served(session):
    for path, kind in (("/", "html"), ("/static/app.js", "javascript")):
        async with session.get(path) as response:
            assert response.status == 200
            assert response.content_type.endswith(kind)


async def test_port_that_is_taken_may_be_changed(sandbox):
    port = int(sandbox.url.rpartition(":")[2])
    second = Sandbox()
    with pytest.raises(OSError, match="address already in use"):
        await second.start(port=port)
    await second.start(port=0)
    assert second.url != sandbox.url
    await second.stop()
