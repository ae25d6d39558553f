"""The bot's own account: getMe, command menus, descriptions."""

import pytest

from tests.sandbox.helpers import CHANNEL, OWNER, READER


def menu(*names):
    return [{"command": name, "description": name.upper()} for name in names]


async def test_get_me(api):
    me = await api("getMe")
    assert (me["id"], me["username"], me["is_bot"]) == (42, "vestnik_bot", True)


@pytest.mark.parametrize("method", ["close", "logOut"])
async def test_close_and_log_out(api, method):
    assert await api(method) is True


async def test_menus_are_kept_per_scope_and_language(api):
    scope = {"type": "all_private_chats"}
    await api("setMyCommands", commands=menu("queue"), scope=scope, language_code="ru")
    assert await api("getMyCommands") == []
    assert await api("getMyCommands", scope=scope) == []
    assert await api("getMyCommands", scope=scope, language_code="ru") == menu("queue")
    await api("deleteMyCommands", scope=scope, language_code="ru")
    assert await api("getMyCommands", scope=scope, language_code="ru") == []


async def test_narrowest_menu_is_shown(api, page, started):
    async def shown(person, chat):
        _, commands = await page.get("commands", **{"as": person, "chat_id": chat})
        return [command["command"] for command in commands]

    await api("setMyCommands", commands=menu("help"))
    assert await shown(OWNER, OWNER) == ["help"]
    scope = {"type": "all_private_chats"}
    await api("setMyCommands", commands=menu("latest"), scope=scope)
    await api("setMyCommands", commands=menu("news"), scope=scope, language_code="en")
    assert await shown(READER, READER) == ["news"]
    assert await shown(OWNER, OWNER) == ["latest"]
    await api("setMyCommands", commands=menu("queue"), scope={"type": "chat", "chat_id": OWNER})
    assert await shown(OWNER, OWNER) == ["queue"]
    assert await shown(READER, CHANNEL) == ["help"]


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"commands": "{"}, "can't parse commands JSON object"),
        ({"commands": menu("Ё")}, "BOT_COMMAND_INVALID"),
        (
            {"commands": [{"command": "a", "description": ""}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": menu(*["a"] * 101)}, "BOT_COMMANDS_TOO_MUCH"),
        (
            {"commands": [], "scope": {"type": "x"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 555}}, "chat not found"),
        ({"commands": [], "language_code": "russian"}, "invalid language code specified"),
    ],
)
async def test_menus_refused(api, params, refusal):
    assert await api.refused("setMyCommands", **params) == f"400 Bad Request: {refusal}"


@pytest.mark.parametrize(
    ("field", "method", "limit"),
    [("description", "Description", 512), ("short_description", "ShortDescription", 120)],
)
async def test_descriptions(api, field, method, limit):
    assert await api(f"getMy{method}") == {field: ""}
    await api(f"setMy{method}", **{field: "Вестник"})
    await api(f"setMy{method}", **{field: "Herald", "language_code": "en"})
    assert await api(f"getMy{method}", language_code="ru") == {field: "Вестник"}
    assert await api(f"getMy{method}", language_code="en") == {field: "Herald"}
    long = await api.refused(f"setMy{method}", **{field: "x" * (limit + 1)})
    assert long.startswith("400 Bad Request: ")


async def test_chat_actions(api, started):
    assert await api("sendChatAction", chat_id=OWNER, action="typing") is True
    refusal = await api.refused("sendChatAction", chat_id=OWNER, action="dancing")
    assert refusal == "400 Bad Request: wrong parameter action in request"


async def test_reactions(api):
    post = await api("sendMessage", chat_id=CHANNEL, text="x")
    reaction = [{"type": "emoji", "emoji": "👍"}]
    call = {"chat_id": CHANNEL, "reaction": reaction}
    assert await api("setMessageReaction", **call, message_id=post["message_id"]) is True
    refusal = await api.refused("setMessageReaction", **call, message_id=99)
    assert refusal == "400 Bad Request: message to react not found"
