"""A bot in a group: what it hears, its commands, its buttons."""

import pytest

from tests.sandbox.helpers import EDITOR, GROUP, OWNER


@pytest.fixture
async def group(api, world):
    """A group with the owner, the editor and the bot as a plain member."""
    world.add_group(GROUP, "Стол", owner_id=OWNER)
    world.set_member(GROUP, EDITOR, "member")
    world.set_member(GROUP, 42, "member")
    await api.updates()
    return GROUP


async def heard(api):
    return [m.get("text") or next(reversed(m)) for m in await api.updates("message")]


async def test_privacy_mode(api, world, group):
    said = await api("sendMessage", chat_id=group, text="Я здесь")
    world.send_text(EDITOR, group, "просто разговор")
    world.send_text(EDITOR, group, "@vestnik_bot, ты тут?")
    (answer,) = world.send_text(EDITOR, group, "ответ боту", reply_to=said["message_id"])
    world.send_text(OWNER, group, "ответ на ответ", reply_to=answer["message_id"])
    world.send_text(EDITOR, group, "/queue@vestnik_bot 5")
    world.send_text(EDITOR, group, "/queue")
    world.send_text(EDITOR, group, "/queue@other_bot")
    world.edit(EDITOR, group, answer["message_id"], "ответ исправлен")
    world.rename(OWNER, group, "Новый стол")
    found = await api.updates()
    texts = [u["message"].get("text") for u in found if "message" in u]
    assert texts == ["ответ боту", "ответ на ответ", "/queue@vestnik_bot 5", "/queue", None]
    assert [u["edited_message"]["text"] for u in found if "edited_message" in u] == [
        "ответ исправлен"
    ]


async def test_general_commands_go_to_who_spoke_last(api, world, group, other):
    world.set_member(GROUP, 43, "member")
    await other.updates()
    await api.updates()
    await api("sendMessage", chat_id=group, text="первый")
    await other("sendMessage", chat_id=group, text="второй")
    world.send_text(EDITOR, group, "/start")
    assert await heard(api) == []
    assert await heard(other) == ["/start"]


async def test_administrators_and_the_curious_hear_all_but_bots(api, world, group, other):
    world.set_member(GROUP, 43, "administrator")
    await other.updates()
    await api("sendMessage", chat_id=group, text="бот говорит")
    world.send_text(EDITOR, group, "разговор")
    assert await heard(other) == ["разговор"]
    world.add_bot("42:AAtoken", "vestnik_bot", "Вестник", reads_all=True)
    assert (await api("getMe"))["can_read_all_group_messages"] is True
    await api.updates()
    world.send_text(EDITOR, group, "ещё разговор")
    assert await heard(api) == ["ещё разговор"]


async def test_buttons_in_a_group(api, world, group):
    keyboard = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    card = await api("sendMessage", chat_id=group, text="?", reply_markup=keyboard)
    query_id = world.press(EDITOR, group, card["message_id"], "yes")
    (query,) = await api.updates("callback_query")
    assert (query["from"]["id"], query["message"]["chat"]["id"]) == (EDITOR, group)
    await api("answerCallbackQuery", callback_query_id=query_id, text="Принято")
    assert (await world.callback_answer(query_id))["text"] == "Принято"


async def test_menus_of_a_group(api, page, world, group):
    async def shown(person):
        _, menu = await page.get("commands", **{"as": person, "chat_id": group})
        return [item["command"] for item in menu]

    async def put(name, **scope):
        commands = [{"command": name, "description": "x"}]
        await api("setMyCommands", commands=commands, scope=scope)

    await put("default", type="default")
    assert await shown(EDITOR) == ["default"]
    await put("groups", type="all_group_chats")
    await put("admins", type="all_chat_administrators")
    assert (await shown(EDITOR), await shown(OWNER)) == (["groups"], ["admins"])
    await put("here", type="chat", chat_id=group)
    assert (await shown(EDITOR), await shown(OWNER)) == (["here"], ["here"])
    await put("chiefs", type="chat_administrators", chat_id=group)
    await put("him", type="chat_member", chat_id=group, user_id=EDITOR)
    assert (await shown(EDITOR), await shown(OWNER)) == (["him"], ["chiefs"])
    world.set_member(group, 42, "left")
    assert await shown(EDITOR) == []
