"""Buttons that ask a person for a channel, a group, or people."""

import pytest

from bot.sandbox.errors import PersonError
from tests.sandbox.helpers import CHANNEL, EDITOR, FORUM, GROUP, OWNER, READER

WANTED = {"can_post_messages": True, "can_edit_messages": True, "can_promote_members": True}


def keyboard(**wanted):
    return {"keyboard": [[{"text": "Выбрать", "request_chat": {"request_id": 5, **wanted}}]]}


async def ask(api, **wanted):
    wanted = {"chat_is_channel": True, **wanted}
    return await api("sendMessage", chat_id=OWNER, text="?", reply_markup=keyboard(**wanted))


async def test_chosen_channel_lets_the_bot_in(api, world, started):
    rights = {"can_post_messages": True, "can_delete_messages": True}
    await ask(api, user_administrator_rights=WANTED, bot_administrator_rights=rights)
    made = world.create_channel(OWNER, "Второй канал").id
    assert world.fitting_chats(OWNER, 5) == [CHANNEL, made]
    shared = world.share_chat(OWNER, 5, made)
    assert shared["chat_shared"] == {"chat_id": made, "request_id": 5}
    member, message = await api.updates()
    standing = member["my_chat_member"]["new_chat_member"]
    given = {right for right, has in standing.items() if right.startswith("can_") and has}
    assert given == {"can_manage_chat", "can_post_messages", "can_delete_messages"}
    assert member["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert message["message"]["chat"] == {"id": OWNER, "type": "private"} | {
        "first_name": "Анна",
        "username": "anna",
    }
    assert message["message"]["from"]["id"] == OWNER
    assert (await api("sendMessage", chat_id=made, text="x"))["chat"]["title"] == "Второй канал"
    # Whoever has the rights already keeps those beyond them.
    world.share_chat(OWNER, 5, CHANNEL)
    assert [list(update)[1] for update in await api.updates()] == ["message"]


@pytest.mark.parametrize(
    ("wanted", "fitting"),
    [
        ({}, [CHANNEL, -1005]),
        ({"chat_is_created": True}, [CHANNEL]),
        ({"chat_has_username": True}, [CHANNEL]),
        ({"chat_has_username": False}, [-1005]),
        ({"user_administrator_rights": {"can_post_messages": True}}, [CHANNEL, -1005]),
        ({"user_administrator_rights": {"can_promote_members": True}}, [CHANNEL]),
        ({"chat_is_channel": False}, [GROUP, FORUM]),
        ({"chat_is_channel": False, "chat_is_forum": True}, [FORUM]),
        ({"chat_is_channel": False, "chat_is_forum": False}, [GROUP]),
        ({"chat_is_channel": False, "user_administrator_rights": {}}, [FORUM]),
    ],
)
async def test_only_fitting_chats_are_offered(api, page, world, started, wanted, fitting):
    world.add_channel(-1005, "Чужой", owner_id=EDITOR)
    world.set_member(-1005, OWNER, "administrator", can_promote_members=False)
    world.add_group(GROUP, "Разговоры", owner_id=EDITOR)
    world.set_member(GROUP, OWNER, "member")
    world.add_group(FORUM, "Стол", owner_id=OWNER, forum=True)
    world.add_channel(-1006, "Не свой", "notmine", owner_id=READER)
    await ask(api, **wanted)
    assert world.fitting_chats(OWNER, 5) == fitting
    _, chats = await page.get("requested", **{"as": OWNER, "request_id": 5})
    assert [chat["id"] for chat in chats] == fitting
    with pytest.raises(PersonError):
        world.share_chat(OWNER, 5, -1006)
    if fitting == [CHANNEL]:
        with pytest.raises(PersonError):
            world.share_chat(OWNER, 5, -1005)


async def test_nobody_appoints_a_bot_without_the_right(api, world, started):
    world.add_channel(-1005, "Чужой", owner_id=EDITOR)
    world.set_member(-1005, OWNER, "administrator", can_promote_members=False)
    await ask(api, bot_administrator_rights={"can_post_messages": True})
    with pytest.raises(PersonError):
        world.share_chat(OWNER, 5, -1005)
    assert not world.chat(-1005).member(42).present
    assert await api.updates() == []


async def test_group_gets_the_bot_as_a_member(api, page, world, started):
    world.add_group(GROUP, "Разговоры", owner_id=OWNER)
    await ask(api, chat_is_channel=False, bot_is_member=True, request_title=True)
    status, answer = await page.post("shared", **{"as": OWNER, "request_id": 5, "chat_id": GROUP})
    assert status == 200
    assert answer["messages"][0]["out"]
    told = await api.updates()
    assert [list(update)[1] for update in told] == ["my_chat_member", "message", "message"]
    assert told[1]["message"]["new_chat_members"][0]["id"] == 42
    assert told[2]["message"]["chat_shared"]["title"] == "Разговоры"


async def test_people_are_shared(api, page, started):
    asked = {"request_id": 6, "max_quantity": 2, "request_name": True, "request_username": True}
    markup = {"keyboard": [[{"text": "Люди", "request_users": asked}]]}
    await api("sendMessage", chat_id=EDITOR, text="?", reply_markup=markup)
    body = {"as": EDITOR, "request_id": 6, "user_ids": [OWNER, READER]}
    assert (await page.post("shared", **body))[0] == 200
    (message,) = await api.updates("message")
    assert message["users_shared"]["users"] == [
        {"user_id": OWNER, "first_name": "Анна", "username": "anna"},
        {"user_id": READER, "first_name": "Вера"},
    ]
    assert (await page.post("shared", **{**body, "user_ids": []}))[0] == 400
    assert (await page.post("shared", **{**body, "request_id": 7}))[0] == 400


@pytest.mark.parametrize(
    ("chat", "request_chat", "refusal"),
    [
        (OWNER, {"chat_is_channel": True}, "can't parse keyboard button: Can't find field"),
        (OWNER, {"request_id": 1}, "can't parse keyboard button: Can't find field"),
        (OWNER, 7, 'can\'t parse keyboard button: Field "request_chat" must be of type Object'),
        (
            GROUP,
            {"request_id": 1, "chat_is_channel": True},
            "chats can be requested in private chats only",
        ),
    ],
)
async def test_malformed_requests(api, world, started, chat, request_chat, refusal):
    world.add_group(GROUP, "Разговоры", owner_id=OWNER)
    world.set_member(GROUP, 42, "member")
    markup = {"keyboard": [[{"text": "t", "request_chat": request_chat}]]}
    said = await api.refused("sendMessage", chat_id=chat, text="x", reply_markup=markup)
    assert said.startswith(f"400 Bad Request: {refusal}")
