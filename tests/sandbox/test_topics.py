"""A forum: its topics, what is said in them, what the bot may do there."""

import pytest

from bot.sandbox.errors import PersonError
from tests.sandbox.helpers import EDITOR, FORUM, GROUP, OWNER, READER

NO_THREAD = "400 Bad Request: message thread not found"


@pytest.fixture
async def forum(api, world):
    """A forum with the bot as an administrator."""
    world.add_group(FORUM, "Стол", owner_id=OWNER, forum=True)
    world.set_member(FORUM, EDITOR, "member")
    world.set_member(FORUM, 42, "administrator")
    await api.updates()
    return FORUM


async def test_a_topic_and_its_messages(api, world, forum):
    assert (await api("getChat", chat_id=forum))["is_forum"] is True
    topic = await api("createForumTopic", chat_id=forum, name="Очередь", icon_color=9367192)
    thread = topic["message_thread_id"]
    assert topic == {"message_thread_id": thread, "name": "Очередь", "icon_color": 9367192}
    (created,) = await api.updates("message")
    assert created["message_id"] == created["message_thread_id"] == thread
    assert created["forum_topic_created"] == {"name": "Очередь", "icon_color": 9367192}
    card = await api("sendMessage", chat_id=forum, text="№ 1", message_thread_id=thread)
    assert (card["message_thread_id"], card["is_topic_message"]) == (thread, True)
    assert card["reply_to_message"]["message_id"] == thread
    world.send_text(EDITOR, forum, "в теме", thread=thread)
    world.send_text(EDITOR, forum, "ответ", reply_to=card["message_id"])
    world.send_text(EDITOR, forum, "в общей")
    first, answer, general = await api.updates("message")
    assert "forum_topic_created" in first["reply_to_message"]
    assert answer["reply_to_message"]["message_id"] == card["message_id"]
    assert answer["message_thread_id"] == thread
    assert "message_thread_id" not in general
    # A reply goes where the answered message is.
    where = {"message_id": answer["message_id"]}
    reply = await api("sendMessage", chat_id=forum, text="x", reply_parameters=where)
    assert reply["message_thread_id"] == thread


@pytest.mark.parametrize("method", ["sendMessage", "copyMessage", "forwardMessage"])
async def test_missing_topics(api, world, forum, method):
    own = await api("sendMessage", chat_id=forum, text="x")
    rest = {"text": "x", "from_chat_id": forum, "message_id": own["message_id"]}
    for thread in (1, 99, own["message_id"]):
        refusal = await api.refused(method, chat_id=forum, message_thread_id=thread, **rest)
        assert refusal == NO_THREAD
    thread = world.create_topic(OWNER, forum, "Срочное")
    world.send_text(OWNER, forum, "слово", thread=thread)
    world.delete_topic(OWNER, forum, thread)
    refusal = await api.refused(method, chat_id=forum, message_thread_id=thread, **rest)
    assert refusal == NO_THREAD
    assert [m["text"] for m in world.messages(forum) if "text" in m] == ["x"]


async def test_closed_topics(api, world, forum):
    thread = world.create_topic(OWNER, forum, "Архив")
    world.close_topic(OWNER, forum, thread)
    await api("sendMessage", chat_id=forum, text="x", message_thread_id=thread)
    world.set_member(forum, 42, "administrator", can_manage_topics=False)
    refusal = await api.refused("sendMessage", chat_id=forum, text="x", message_thread_id=thread)
    assert refusal == "400 Bad Request: TOPIC_CLOSED"
    with pytest.raises(PersonError):
        world.send_text(EDITOR, forum, "x", thread=thread)
    world.close_topic(OWNER, forum, thread, closed=False)
    world.send_text(EDITOR, forum, "x", thread=thread)
    await api.updates()
    await api("sendMessage", chat_id=forum, text="x", message_thread_id=thread)


async def test_keeping_topics(api, world, forum):
    thread = world.create_topic(EDITOR, forum, "Срочное")
    where = {"chat_id": forum, "message_thread_id": thread}
    await api("editForumTopic", **where, name="Молния")
    same = await api.refused("editForumTopic", **where, name="Молния")
    assert same == "400 Bad Request: TOPIC_NOT_MODIFIED"
    await api("closeForumTopic", **where)
    await api("reopenForumTopic", **where)
    told = await api.updates("message")
    kinds = [key for m in told for key in m if key.startswith("forum_topic")]
    assert kinds == [
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    ]
    assert await api("deleteForumTopic", **where) is True
    assert await api.refused("closeForumTopic", **where) == "400 Bad Request: TOPIC_ID_INVALID"
    with pytest.raises(PersonError):
        world.rename_topic(EDITOR, forum, 1, "Моё")


async def test_rights_over_topics(api, world, forum):
    thread = world.create_topic(OWNER, forum, "Срочное")
    world.set_member(
        forum, 42, "administrator", can_manage_topics=False, can_delete_messages=False
    )
    where = {"chat_id": forum, "message_thread_id": thread}
    for method, words in (
        ("createForumTopic", "not enough rights to create a topic"),
        ("editForumTopic", "not enough rights to edit the topic"),
        ("closeForumTopic", "not enough rights to close or open the topic"),
        ("deleteForumTopic", "not enough rights to delete the topic"),
    ):
        assert await api.refused(method, **where, name="x") == f"400 Bad Request: {words}"
    world.add_group(GROUP, "Без тем", owner_id=OWNER)
    world.set_member(GROUP, 42, "administrator")
    refusal = await api.refused("createForumTopic", chat_id=GROUP, name="x")
    assert refusal == "400 Bad Request: the chat is not a forum"


async def test_pins_of_a_topic(api, world, forum):
    thread = world.create_topic(OWNER, forum, "Срочное")
    inside = await api("sendMessage", chat_id=forum, text="в", message_thread_id=thread)
    outside = await api("sendMessage", chat_id=forum, text="вне")
    for message in (inside, outside):
        await api("pinChatMessage", chat_id=forum, message_id=message["message_id"])
    pins = [m for m in await api.updates("message") if "pinned_message" in m]
    assert [m.get("message_thread_id") for m in pins] == [thread, None]
    await api("unpinAllForumTopicMessages", chat_id=forum, message_thread_id=thread)
    assert world.chat(forum).pinned == [outside["message_id"]]


async def test_topics_on_the_page(page, world, forum):
    thread = world.create_topic(OWNER, forum, "Срочное")
    world.send_text(EDITOR, forum, "в общей")
    world.send_text(EDITOR, forum, "в теме", thread=thread)

    async def entry():
        _, chats = await page.get("chats", **{"as": OWNER})
        found = next(entry for entry in chats if entry["chat"]["id"] == forum)
        return {topic["name"]: topic["unread"] for topic in found["topics"]}, found["unread"]

    assert await entry() == ({"General": 1, "Срочное": 1}, 2)
    path = f"chats/{forum}/messages"
    _, history = await page.get(path, **{"as": OWNER, "thread": thread})
    assert [m.get("text") for m in history["messages"]] == [None, "в теме"]
    assert await entry() == ({"General": 1, "Срочное": 0}, 1)
    _, history = await page.get(path, **{"as": OWNER, "thread": 1})
    assert [m["text"] for m in history["messages"] if "text" in m] == ["в общей"]
    body = {"as": EDITOR, "name": "Моя"}
    _, made = await page.post(f"chats/{forum}/topics", **body)
    where = f"chats/{forum}/topics/{made['message_thread_id']}"
    for change in ({"name": "Наша"}, {"closed": True}, {"closed": False}):
        assert (await page.post(where, **{"as": EDITOR, **change}))[0] == 200
    assert (await page.post(where, **{"as": EDITOR, "deleted": True}))[0] == 400
    assert (await page.post(where, **{"as": READER, "name": "Чужая"}))[0] == 400


async def test_replies_in_a_plain_group_make_a_thread(api, world):
    world.add_group(GROUP, "Без тем", owner_id=OWNER)
    world.set_member(GROUP, 42, "administrator")
    await api.updates()
    (first,) = world.send_text(OWNER, GROUP, "первое")
    (second,) = world.send_text(OWNER, GROUP, "второе", reply_to=first["message_id"])
    third = await api(
        "sendMessage",
        chat_id=GROUP,
        text="x",
        reply_parameters={"message_id": second["message_id"]},
    )
    assert third["message_thread_id"] == second["message_thread_id"] == first["message_id"]
    assert "is_topic_message" not in third
    await api("sendMessage", chat_id=GROUP, text="y", message_thread_id=first["message_id"])
