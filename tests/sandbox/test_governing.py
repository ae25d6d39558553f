"""What people decide about channels and groups, and what the bot makes of it afterwards."""

import pytest

from bot.sandbox.errors import PersonError
from tests.sandbox.helpers import CHANNEL, EDITOR, GROUP, OWNER, PNG, READER, STRANGER

NO_RIGHTS = "400 Bad Request: need administrator rights in the channel chat"
KICKED = "403 Forbidden: bot was kicked from the channel chat"
OUT = "403 Forbidden: bot is not a member of the channel chat"
GONE = "400 Bad Request: chat not found"


async def test_a_person_makes_a_channel(api, page):
    body = {"as": EDITOR, "type": "channel", "title": " Новости района ", "username": "@rayon27"}
    _, chat = await page.post("chats", **body)
    assert (chat["title"], chat["username"]) == ("Новости района", "rayon27")
    assert (await page.post("chats", **body))[0] == 400  # the name is taken
    _, history = await page.get(f"chats/{chat['id']}/messages", **{"as": EDITOR})
    assert "channel_chat_created" in history["messages"][0]
    assert await api.refused("sendMessage", chat_id=chat["id"], text="x") == OUT
    rights = {"can_post_messages": True, "can_edit_messages": False}
    member = {"as": EDITOR, "user_id": 42, "status": "administrator", **rights}
    assert (await page.post(f"chats/{chat['id']}/member", **member))[0] == 200
    (told,) = await api.updates("my_chat_member")
    assert told["from"]["id"] == EDITOR
    assert told["new_chat_member"]["can_edit_messages"] is False
    await api("sendMessage", chat_id="@rayon27", text="x")


@pytest.mark.parametrize(
    "body",
    [
        {"type": "channel", "title": " "},
        {"type": "channel", "title": "x" * 129},
        {"type": "channel", "title": "x", "username": "я"},
        {"type": "channel", "title": "x", "username": "vestnik_bot"},
        {"type": "secret", "title": "x"},
    ],
)
async def test_what_cannot_be_made(page, body):
    assert (await page.post("chats", **{"as": EDITOR, **body}))[0] == 400


async def test_each_right_is_taken_and_given(api, page):
    path, member = f"chats/{CHANNEL}/member", {"as": OWNER, "user_id": 42}
    await page.post(path, **member, status="administrator", can_post_messages=False)
    assert await api.refused("sendMessage", chat_id=CHANNEL, text="x") == NO_RIGHTS
    _, info = await page.get(f"chats/{CHANNEL}/info", **{"as": OWNER})
    assert info["bot"]["can_post_messages"] is False
    assert info["bot"]["can_delete_messages"] is True
    await page.post(path, **member, status="administrator", can_post_messages=True)
    await api("sendMessage", chat_id=CHANNEL, text="x")
    for status, refusal in (("kicked", KICKED), ("left", OUT)):
        await page.post(path, **member, status=status)
        assert await api.refused("sendMessage", chat_id=CHANNEL, text="x") == refusal
    told = await api.updates("my_chat_member")
    standings = [
        (event["old_chat_member"]["status"], event["new_chat_member"]["status"]) for event in told
    ]
    assert standings == [
        ("administrator", "administrator"),
        ("administrator", "administrator"),
        ("administrator", "kicked"),
        ("kicked", "left"),
    ]


async def test_only_those_with_the_right_govern(page, world):
    world.set_member(CHANNEL, EDITOR, "administrator", can_change_info=False)
    for user_id, status in ((42, "left"), (OWNER, "kicked"), (STRANGER, "administrator")):
        body = {"as": READER, "user_id": user_id, "status": status}
        assert (await page.post(f"chats/{CHANNEL}/member", **body))[0] == 400
    owner = {"as": EDITOR, "user_id": OWNER, "status": "kicked"}
    assert (await page.post(f"chats/{CHANNEL}/member", **owner))[0] == 400
    for body in ({"title": "x"}, {"username": ""}, {"signed": True}, {"linked": 0}):
        assert (await page.post(f"chats/{CHANNEL}/settings", **{"as": EDITOR, **body}))[0] == 400
    assert (await page.post(f"chats/{CHANNEL}/remove", **{"as": EDITOR}))[0] == 400


async def test_a_new_name_is_told_and_shown_everywhere(api, page):
    post = await api("sendMessage", chat_id=CHANNEL, text="x")
    await page.post(f"chats/{CHANNEL}/settings", **{"as": OWNER, "title": "Край"})
    (told,) = await api.updates("channel_post")
    assert told["new_chat_title"] == "Край"
    edited = await api("editMessageText", chat_id=CHANNEL, message_id=post["message_id"], text="y")
    assert edited["chat"]["title"] == edited["sender_chat"]["title"] == "Край"


async def test_username_comes_and_goes_in_silence(api, page, world):
    await page.post(f"chats/{CHANNEL}/settings", **{"as": OWNER, "username": "vestikray"})
    assert await api.refused("getChat", chat_id="@khabvesti") == GONE
    assert (await api("getChat", chat_id="@vestikray"))["username"] == "vestikray"
    await page.post(f"chats/{CHANNEL}/settings", **{"as": OWNER, "username": ""})
    assert "username" not in await api("getChat", chat_id=CHANNEL)
    assert await api.updates() == []
    # Closed now: a stranger cannot come in by himself.
    with pytest.raises(PersonError):
        world.join(STRANGER, CHANNEL)


async def test_a_deleted_channel_is_not_found(api, page, world):
    await api("sendMessage", chat_id=CHANNEL, text="x")
    assert (await page.post(f"chats/{CHANNEL}/remove", **{"as": OWNER}))[0] == 200
    assert await api.refused("sendMessage", chat_id=CHANNEL, text="x") == GONE
    assert await api.refused("getChat", chat_id="@khabvesti") == GONE
    assert await api.updates() == []
    _, chats = await page.get("chats", **{"as": OWNER})
    assert [entry["chat"]["id"] for entry in chats] == [OWNER]


async def test_groups_tell_who_comes_and_goes(api, world, clock):
    world.add_group(GROUP, "Разговоры", owner_id=OWNER)
    world.set_member(GROUP, 42, "administrator")
    await api("getUpdates", allowed_updates=["message", "my_chat_member", "chat_member"])
    clock.advance(4)
    await api.updates()
    world.set_member(GROUP, EDITOR, "member", by=OWNER)
    world.set_member(GROUP, READER, "member", by=EDITOR)  # any member may invite
    world.leave(READER, GROUP)
    told = await api.updates("message")
    assert [next(key for key in m if key.endswith(("_members", "_member"))) for m in told] == [
        "new_chat_members",
        "new_chat_members",
        "left_chat_member",
    ]
    world.set_member(GROUP, 42, "kicked")
    last = await api.updates()
    assert last[0]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert last[1]["message"]["left_chat_member"]["id"] == 42
    world.send_text(OWNER, GROUP, "без бота")
    assert await api.updates() == []


async def test_posts_by_hand(api, world):
    """bot-api.md §4: others' posts and their edits, never deletions, never its own."""
    world.switch(OWNER, CHANNEL, "signed")
    world.set_member(CHANNEL, EDITOR, "administrator", can_delete_messages=False)
    (post,) = world.send_text(EDITOR, CHANNEL, "руками")
    (foreign,) = world.send_text(OWNER, CHANNEL, "чужое")
    files = [("a.png", PNG, "image/png"), ("b.png", PNG, "image/png")]
    album = world.send_files(EDITOR, CHANNEL, files, "подпись")
    own = await api("sendMessage", chat_id=CHANNEL, text="от бота")
    assert own["author_signature"] == "Вестник"
    world.edit(EDITOR, CHANNEL, post["message_id"], "исправлено")
    world.edit(EDITOR, CHANNEL, own["message_id"], "исправлено за ботом")
    world.pin(EDITOR, CHANNEL, post["message_id"])
    world.delete(OWNER, CHANNEL, [album[0]["message_id"], own["message_id"]])
    with pytest.raises(PersonError):
        world.delete(EDITOR, CHANNEL, [foreign["message_id"]])
    found = await api.updates()
    assert [list(update)[1] for update in found] == [
        *["channel_post"] * 4,
        "edited_channel_post",
        "channel_post",
    ]
    assert found[0]["channel_post"]["author_signature"] == "Борис Ким"
    assert "from" not in found[0]["channel_post"]
    groups = {found[number]["channel_post"]["media_group_id"] for number in (2, 3)}
    assert len(groups) == 1
    assert found[5]["channel_post"]["pinned_message"]["text"] == "исправлено"
    assert (await api("getChat", chat_id=CHANNEL))["pinned_message"]["text"] == "исправлено"
    world.unpin(EDITOR, CHANNEL, post["message_id"])
    assert "pinned_message" not in await api("getChat", chat_id=CHANNEL)


async def test_a_bot_renames_with_the_right(api, world):
    assert await api("setChatTitle", chat_id=CHANNEL, title="Иначе") is True
    (told,) = await api.updates("channel_post")
    assert told["new_chat_title"] == "Иначе"
    world.set_member(CHANNEL, 42, "administrator", can_change_info=False)
    refusal = await api.refused("setChatTitle", chat_id=CHANNEL, title="x")
    assert refusal == "400 Bad Request: not enough rights to change chat title"
