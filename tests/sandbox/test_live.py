"""The live stream of the page."""

import asyncio
import json

from bot.sandbox.stream import Hub
from tests.sandbox.helpers import CHANNEL, CLOSED, EDITOR, OWNER, READER


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
        assert await stream.next() == ("pinned", {"chat_id": CHANNEL, "message": None, "pins": []})
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


async def test_views_advance_for_those_who_are_looking(api, page, session):
    post = await api("sendMessage", chat_id=CHANNEL, text="x")
    number = str(post["message_id"])
    async with session.get("/sandbox/events", params={"as": READER}) as response:
        stream = Stream(response)
        await response.content.readline()
        for person, count in ((OWNER, 1), (EDITOR, 2)):
            await page.get(f"chats/{CHANNEL}/messages", **{"as": person})
            event = {"chat_id": CHANNEL, "views": {number: count}}
            assert await stream.next() == ("views", event)
        await page.get(f"chats/{CHANNEL}/messages", **{"as": OWNER})
        await api("setMyCommands", commands=[])
        assert await stream.next() == ("commands", {})


async def test_whoever_comes_into_the_world_is_announced(world, session):
    async with session.get("/sandbox/events", params={"as": READER}) as response:
        stream = Stream(response)
        await response.content.readline()
        for add in (
            lambda: world.add_bot("43:BBtoken", "second_bot", "Второй"),
            lambda: world.add_user(11, "Даша"),
            lambda: world.add_channel(CLOSED, "Закрытый", owner_id=OWNER),
        ):
            add()
            assert await stream.next() == ("state", {})


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
