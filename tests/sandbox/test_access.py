"""Who may do what where (bot-api.md §2, errors 1-7, 24, 32-37 and 40-43)."""

import pytest

from tests.sandbox.helpers import CHANNEL, CLOSED, EDITOR, GROUP, OWNER, READER

NOT_FOUND = "400 Bad Request: chat not found"
KICKED = "403 Forbidden: bot was kicked from the channel chat"
OUT = "403 Forbidden: bot is not a member of the channel chat"
NO_RIGHTS = "400 Bad Request: need administrator rights in the channel chat"


@pytest.mark.parametrize(
    ("chat", "status", "rights", "write", "read"),
    [
        ("open", "none", {}, OUT, None),
        ("open", "left", {}, OUT, None),
        ("open", "kicked", {}, KICKED, KICKED),
        ("open", "member", {}, NO_RIGHTS, None),
        ("open", "administrator", {"can_post_messages": False}, NO_RIGHTS, None),
        ("open", "administrator", {}, None, None),
        ("closed", "none", {}, NOT_FOUND, NOT_FOUND),
        ("closed", "left", {}, OUT, OUT),
        ("closed", "kicked", {}, KICKED, KICKED),
        ("closed", "member", {}, NO_RIGHTS, None),
        ("closed", "administrator", {}, None, None),
    ],
)
async def test_matrix_of_a_channel(api, world, chat, status, rights, write, read):
    chat_id = CLOSED
    world.add_channel(chat_id, "Другой", "other" if chat == "open" else None, owner_id=OWNER)
    if status != "none":
        world.set_member(chat_id, 42, status, **rights)
    for method, expected in (("sendMessage", write), ("getChat", read)):
        if expected:
            assert await api.refused(method, chat_id=chat_id, text="x") == expected
        else:
            await api(method, chat_id=chat_id, text="x")


async def test_groups_have_their_own_words(api, world):
    world.add_group(GROUP, "Редакция", owner_id=OWNER)
    world.set_member(GROUP, 42, "kicked")
    refusal = await api.refused("sendMessage", chat_id=GROUP, text="x")
    assert refusal == "403 Forbidden: bot was kicked from the supergroup chat"
    world.set_member(GROUP, 42, "restricted")
    refusal = await api.refused("sendMessage", chat_id=GROUP, text="x")
    assert refusal == "400 Bad Request: not enough rights to send text messages to the chat"
    world.set_member(GROUP, 42, "member")
    post = await api("sendMessage", chat_id=GROUP, text="x")
    assert post["from"]["id"] == 42


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({}, "400 Bad Request: chat_id is empty"),
        ({"chat_id": READER}, "403 Forbidden: bot can't initiate conversation with a user"),
        ({"chat_id": 555}, NOT_FOUND),
        ({"chat_id": 42}, "403 Forbidden: the bot can't send messages to the bot"),
    ],
)
async def test_private_chats(api, params, refusal):
    assert await api.refused("sendMessage", text="x", **params) == refusal


async def test_blocking(api, world, started):
    world.block(OWNER)
    refusal = await api.refused("sendMessage", chat_id=OWNER, text="x")
    assert refusal == "403 Forbidden: bot was blocked by the user"
    (update,) = await api.updates("my_chat_member")
    assert update["old_chat_member"]["status"] == "member"
    assert update["new_chat_member"]["status"] == "kicked"
    world.block(OWNER, False)
    await api("sendMessage", chat_id=OWNER, text="x")


async def test_change_of_rights_is_told(api, world):
    world.set_member(CHANNEL, 42, "administrator", can_post_messages=False)
    world.set_member(CHANNEL, 42, "administrator", can_post_messages=False)
    world.set_member(CHANNEL, 42, "kicked")
    first, second = await api.updates("my_chat_member")
    assert first["new_chat_member"]["can_post_messages"] is False
    assert first["new_chat_member"]["can_edit_messages"] is True
    assert second["new_chat_member"]["status"] == "kicked"
    assert second["from"]["id"] == OWNER


async def test_leaving(api, world):
    assert await api("leaveChat", chat_id=CHANNEL) is True
    assert await api.refused("sendMessage", chat_id=CHANNEL, text="x") == OUT


async def test_pinning_needs_the_right_to_edit(api, world):
    post = await api("sendMessage", chat_id=CHANNEL, text="x")
    world.set_member(CHANNEL, 42, "administrator", can_edit_messages=False)
    refusal = await api.refused("pinChatMessage", chat_id=CHANNEL, message_id=post["message_id"])
    assert refusal == "400 Bad Request: not enough rights to manage pinned messages in the chat"


def inline(**button):
    return {"inline_keyboard": [[{"text": "t", **button}]]}


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        (
            inline(),
            "can't parse inline keyboard button:"
            " Text buttons are unallowed in the inline keyboard",
        ),
        (inline(callback_data="я" * 33), "BUTTON_DATA_INVALID"),
        (
            inline(url="http://x y"),
            "inline keyboard button URL 'http://x y' is invalid: Disallowed character in URL host",
        ),
        ({"keyboard": [["a"]]}, "inline keyboard expected"),
        ({"force_reply": True}, "inline keyboard expected"),
        (
            inline(switch_inline_query_current_chat=""),
            "can't use switch_inline_query button in a channel chat, because users will not be"
            " able to use the button without knowing bot's username",
        ),
    ],
)
async def test_keyboards_refused_in_a_channel(api, markup, refusal):
    found = await api.refused("sendMessage", chat_id=CHANNEL, text="x", reply_markup=markup)
    assert found == f"400 Bad Request: {refusal}"


async def test_too_many_buttons_are_dropped_in_silence(api):
    row = [{"text": "t", "callback_data": "d"}] * 14
    post = await api(
        "sendMessage", chat_id=CHANNEL, text="x", reply_markup={"inline_keyboard": [row] * 30}
    )
    rows = post["reply_markup"]["inline_keyboard"]
    assert len(rows[0]) == 12
    assert sum(map(len, rows)) == 300


async def test_reply_keyboard_is_shown_to_people_only(api, page, started):
    keyboard = {"keyboard": [["Да", {"text": "Нет"}]], "resize_keyboard": True}
    post = await api("sendMessage", chat_id=EDITOR, text="?", reply_markup=keyboard)
    assert "reply_markup" not in post
    _, history = await page.get(f"chats/{EDITOR}/messages", **{"as": EDITOR})
    shown = history["messages"][-1]["reply_markup"]["keyboard"]
    assert shown == [[{"text": "Да"}, {"text": "Нет"}]]


async def test_order_of_refusals(api, world):
    """Arguments first, then the chat, then rights, then the content (bot-api.md §2, A-B-C)."""
    world.set_member(CHANNEL, 42, "administrator", can_post_messages=False)
    assert await api.refused("sendMessage", chat_id=-5) == "400 Bad Request: message text is empty"
    bad = {"text": " ", "reply_markup": inline(callback_data="")}
    assert await api.refused("sendMessage", chat_id=-5, **bad) == NOT_FOUND
    assert await api.refused("sendMessage", chat_id=CHANNEL, **bad) == NO_RIGHTS
    world.set_member(CHANNEL, 42, "administrator", can_post_messages=True)
    refusal = await api.refused("sendMessage", chat_id=CHANNEL, **bad)
    assert refusal == "400 Bad Request: text must be non-empty"


async def test_replies(api, started):
    post = await api("sendMessage", chat_id=CHANNEL, text="Вопрос и ответ")
    where = {"message_id": post["message_id"]}
    answer = await api("sendMessage", chat_id=CHANNEL, text="x", reply_parameters=where)
    assert answer["reply_to_message"]["text"] == "Вопрос и ответ"
    missing = {"message_id": 99}
    refusal = await api.refused("sendMessage", chat_id=CHANNEL, text="x", reply_parameters=missing)
    assert refusal == "400 Bad Request: message to be replied not found"
    missing["allow_sending_without_reply"] = True
    alone = await api("sendMessage", chat_id=CHANNEL, text="x", reply_parameters=missing)
    assert "reply_to_message" not in alone
    outside = {**where, "chat_id": CHANNEL, "quote": "ответ"}
    answer = await api("sendMessage", chat_id=OWNER, text="x", reply_parameters=outside)
    assert answer["external_reply"]["message_id"] == post["message_id"]
    assert answer["quote"] == {"text": "ответ", "position": 9, "is_manual": True}
    outside["quote"] = "чужое"
    refusal = await api.refused("sendMessage", chat_id=OWNER, text="x", reply_parameters=outside)
    assert refusal == "400 Bad Request: QUOTE_TEXT_INVALID"


async def test_questions_about_members(api, world):
    administrators = await api("getChatAdministrators", chat_id=CHANNEL)
    assert {member["user"]["id"]: member["status"] for member in administrators} == {
        OWNER: "creator",
        42: "administrator",
    }
    assert await api("getChatMemberCount", chat_id=CHANNEL) == 2
    member = await api("getChatMember", chat_id=CHANNEL, user_id=READER)
    assert member["status"] == "left"
    refusal = await api.refused("getChatMember", chat_id=CHANNEL, user_id=555)
    assert refusal == "400 Bad Request: user not found"
    world.set_member(CHANNEL, 42, "member")
    refusal = await api.refused("getChatAdministrators", chat_id=CHANNEL)
    assert refusal == "400 Bad Request: member list is inaccessible"


@pytest.mark.parametrize(
    ("keyboard", "refusal"),
    [
        ({"inline_keyboard": 5}, 'field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [5]},
            "can't parse inline keyboard: array of buttons expected",
        ),
        ({"inline_keyboard": [[5]]}, "can't parse inline keyboard button: Object expected"),
        (
            {"inline_keyboard": [[{"url": "ya.ru"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        ({"keyboard": 5}, 'field "keyboard" must be of type Array'),
        ({"keyboard": [5]}, "can't parse keyboard button: Array of buttons expected"),
    ],
)
async def test_malformed_keyboards(api, started, keyboard, refusal):
    found = await api.refused("sendMessage", chat_id=OWNER, text="x", reply_markup=keyboard)
    assert found == f"400 Bad Request: {refusal}"


@pytest.mark.parametrize("keyboard", [{}, {"remove_keyboard": False}, {"inline_keyboard": []}])
async def test_keyboards_that_say_nothing(api, keyboard):
    post = await api("sendMessage", chat_id=CHANNEL, text="x", reply_markup=keyboard)
    assert "reply_markup" not in post


async def test_groups_and_private_chats_delete_by_other_rules(api, world, started, clock):
    said = world.send_text(EDITOR, EDITOR, "x")[0]["message_id"]
    assert await api("deleteMessage", chat_id=EDITOR, message_id=said) is True
    world.add_group(GROUP, "Редакция", owner_id=OWNER)
    world.set_member(GROUP, 42, "member")
    own = await api("sendMessage", chat_id=GROUP, text="x")
    other = world.send_text(OWNER, GROUP, "y")[0]
    refusal = await api.refused("deleteMessage", chat_id=GROUP, message_id=other["message_id"])
    assert refusal == "400 Bad Request: message can't be deleted"
    assert await api("deleteMessage", chat_id=GROUP, message_id=own["message_id"]) is True
