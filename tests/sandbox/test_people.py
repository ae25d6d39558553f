"""What people do on the page, as the page asks for it."""

import asyncio
import json

import aiohttp
import pytest

from bot.sandbox import Sandbox
from bot.sandbox.cutting import pieces
from bot.sandbox.stream import Hub
from bot.sandbox.texts import Formatted
from tests.sandbox.helpers import CHANNEL, CLOSED, EDITOR, OWNER, PNG, READER, STRANGER, picture


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


@pytest.mark.parametrize(
    ("person", "chat", "text", "error"),
    [
        (OWNER, OWNER, "  ", "An empty message can't be sent."),
        (READER, CHANNEL, "x", "You can't write in this chat."),
        (READER, CLOSED, "x", "This chat is closed to you."),
        (READER, OWNER, "x", "This chat is closed to you."),
        (555, CHANNEL, "x", "There is no person 555."),
        (OWNER, -5, "x", "There is no chat -5."),
    ],
)
async def test_what_can_not_be_written(page, world, person, chat, text, error):
    world.add_channel(CLOSED, "Закрытый", owner_id=OWNER)
    status, body = await page.post(f"chats/{chat}/messages", **{"as": person, "text": text})
    assert (status, body) == (400, {"error": error})


async def test_long_text_is_cut_as_apps_cut_it(api, page):
    text = "\n\n".join("Абзац. " + "слово " * 150 for _ in range(10))
    _, sent = await page.post(f"chats/{OWNER}/messages", **{"as": OWNER, "text": text})
    parts = [message["text"] for message in sent["messages"]]
    assert len(parts) > 1
    assert all(len(part) <= 4096 and part.startswith("Абзац.") for part in parts)
    assert [u["text"] for u in await api.updates("message")] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["abc"]),
        ("aaaaa\n\nbbb\ncc", ["aaaaa\n\n", "bbb\ncc"]),
        ("aaaaaa bb\nccc", ["aaaaaa bb\n", "ccc"]),
        ("aaaa. bbb ccc", ["aaaa. ", "bbb ccc"]),
        ("aaaaa bbbbbbb", ["aaaaa ", "bbbbbbb"]),
        ("a bbbbbbbbbbb", ["a bbbbbbbb", "bbb"]),
        ("😀😀😀😀😀😀", ["😀😀😀😀😀", "😀"]),
        ("", []),
    ],
)
def test_seams(text, expected):
    found = [piece.text for piece in pieces(Formatted(text), limit=10)]
    assert found == expected


def test_cut_shares_out_the_entities():
    bold = {"offset": 3, "length": 9, "type": {"@type": "textEntityTypeBold"}}
    first, second = pieces(Formatted("aaaaa bbbbbbb", [bold]), limit=10)
    assert [(e["offset"], e["length"]) for e in first.entities] == [(3, 3)]
    assert [(e["offset"], e["length"]) for e in second.entities] == [(0, 6)]


async def send_files(session, person, files, **fields):
    form = aiohttp.FormData({"as": str(person), **fields}, quote_fields=False)
    for name, data, kind in files:
        form.add_field("files", data, filename=name, content_type=kind)
    async with session.post(f"/sandbox/chats/{person}/messages", data=form) as response:
        return (await response.json())["messages"]


async def test_pictures_become_an_album(session, api):
    picks = [(f"{i}.png", picture(9, 9), "image/png") for i in range(3)]
    sent = await send_files(session, OWNER, picks, text="Три")
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.get("caption") for message in sent] == ["Три", None, None]
    url = sent[0]["photo"][-1]["url"]
    async with session.get(url) as response:
        assert response.content_type == "image/png"
        assert await response.read() == picture(9, 9)
    updates = await api.updates("message")
    assert all(update["photo"][0]["file_id"] for update in updates)


async def test_twelve_pictures_are_two_albums(session):
    picks = [(f"{i}.png", PNG, "image/png") for i in range(12)]
    groups = [message["media_group_id"] for message in await send_files(session, OWNER, picks)]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [10, 2]


@pytest.mark.parametrize(
    ("name", "data", "kind", "fields", "expected"),
    [
        ("a.png", PNG, "image/png", {}, "photo"),
        ("a.png", PNG, "image/png", {"as_documents": "1"}, "document"),
        ("a.png", b"broken", "image/png", {}, "document"),
        ("a.mp4", b"1", "video/mp4", {}, "video"),
        ("a.gif", b"1", "image/gif", {}, "animation"),
        ("a.mp3", b"1", "audio/mpeg", {}, "audio"),
        ("релиз.txt", b"1", "application/octet-stream", {}, "document"),
    ],
)
async def test_kinds_of_files(session, name, data, kind, fields, expected):
    (sent,) = await send_files(session, OWNER, [(name, data, kind)], **fields)
    assert expected in sent
    if expected == "document":
        assert sent["document"]["file_name"] == name


async def test_caption_too_long_follows_as_a_message(session):
    sent = await send_files(session, OWNER, [("a.png", PNG, "image/png")], text="я" * 1100)
    assert "caption" not in sent[0]
    assert sent[1]["text"] == "я" * 1100


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


class Stream:
    """A person's live events."""

    def __init__(self, response):
        self.content = response.content

    async def next(self):
        name = None
        while True:
            line = (await asyncio.wait_for(self.content.readline(), 2)).decode().strip()
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return name, json.loads(line.removeprefix("data: "))


async def test_live_events(api, world, session, started):
    async with session.get("/sandbox/events", params={"as": READER}) as response:
        stream = Stream(response)
        await response.content.readline()
        world.send_text(OWNER, OWNER, "не для всех")
        post = await api("sendMessage", chat_id=CHANNEL, text="x")
        number = post["message_id"]
        name, data = await stream.next()
        assert (name, data["chat_id"], data["message"]["text"]) == ("message", CHANNEL, "x")
        assert data["message"]["out"] is False
        await api("editMessageText", chat_id=CHANNEL, message_id=number, text="y")
        name, data = await stream.next()
        assert (name, data["message"]["text"]) == ("edited", "y")
        await api("pinChatMessage", chat_id=CHANNEL, message_id=number)
        name, data = await stream.next()
        assert (name, data["message"]["message_id"]) == ("pinned", number)
        assert (await stream.next())[1]["message"]["pinned_message"]["message_id"] == number
        await api("deleteMessage", chat_id=CHANNEL, message_id=number)
        assert await stream.next() == ("deleted", {"chat_id": CHANNEL, "message_ids": [number]})
        assert await stream.next() == ("pinned", {"chat_id": CHANNEL, "message": None})
        await api("setMyCommands", commands=[])
        assert await stream.next() == ("commands", {})
        world.add_user(11, "Даша")
        assert await stream.next() == ("state", {})


async def test_typing_is_seen_by_the_one_it_is_for(api, session, started):
    async with session.get("/sandbox/events", params={"as": EDITOR}) as response:
        stream = Stream(response)
        await response.content.readline()
        await api("sendChatAction", chat_id=OWNER, action="typing")
        await api("sendChatAction", chat_id=EDITOR, action="upload_photo")
        event = {"chat_id": EDITOR, "action": "upload_photo"}
        assert await stream.next() == ("action", event)


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


async def test_a_page_that_stopped_reading_loses_its_stream():
    with Hub().listen(OWNER) as listener:
        for _ in range(1001):
            listener.put(("state", {}))
        assert [event async for event in listener.events(1)] == []


async def test_quiet_stream_is_kept_alive():
    with Hub().listen(OWNER) as listener:
        events = listener.events(0)
        assert await anext(events) is None
        await events.aclose()


async def test_port_that_is_taken_may_be_changed(sandbox):
    port = int(sandbox.url.rpartition(":")[2])
    second = Sandbox()
    with pytest.raises(OSError, match="address already in use"):
        await second.start(port=port)
    await second.start(port=0)
    assert second.url != sandbox.url
    await second.stop()
