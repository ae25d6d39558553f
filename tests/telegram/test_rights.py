"""What the bot may do in a chat is told, whatever the chat; nothing is raised."""

from __future__ import annotations

import pytest

from bot.domain.rights import NEEDED, ChannelRights, Standing
from bot.telegram.client import make_bot
from bot.telegram.rights import TelegramChats
from tests.sandbox.helpers import CHANNEL, CLOSED, GROUP, OWNER, TOKEN
from tests.telegram.channel import Channel

BOT = 42
STANDINGS = [
    ("administrator", Standing.ADMINISTRATOR),
    ("member", Standing.MEMBER),
    ("left", Standing.ABSENT),
    ("kicked", Standing.KICKED),
]


async def seen(channel: Channel, chat: int | str) -> ChannelRights:
    return await TelegramChats(channel.bot).rights(chat)


async def test_a_channel_with_all_rights(channel: Channel) -> None:
    found = await seen(channel, "@khabvesti")
    assert (found.standing, found.missing(), found.reason) == (Standing.ADMINISTRATOR, (), "")
    assert (found.chat_id, found.kind, found.title) == (CHANNEL, "channel", "Хабаровск")
    assert (found.username, found.linked_chat_id, found.is_forum) == ("khabvesti", None, False)


async def test_rights_are_missed_one_by_one(channel: Channel) -> None:
    channel.world.set_member(CHANNEL, BOT, "administrator", can_delete_messages=False)
    assert (await seen(channel, CHANNEL)).missing() == ("delete",)
    channel.world.set_member(CHANNEL, BOT, "administrator", can_edit_messages=False)
    assert (await seen(channel, CHANNEL)).missing() == ("edit", "delete", "pin")
    assert (await seen(channel, CHANNEL)).missing(["post", "invite"]) == ()


@pytest.mark.parametrize(("status", "standing"), STANDINGS)
@pytest.mark.parametrize("public", [True, False])
async def test_standings(channel: Channel, status: str, standing: Standing, public: bool) -> None:
    chat = CHANNEL if public else CLOSED
    if not public:
        channel.world.add_channel(CLOSED, "Закрытый", owner_id=OWNER)
        channel.world.set_member(CLOSED, BOT, "administrator")
    channel.world.set_member(chat, BOT, status)
    found = await seen(channel, chat)
    assert found.standing is standing
    assert found.missing() == (() if standing is Standing.ADMINISTRATOR else NEEDED)
    if found.chat_id is None:
        assert found.reason


async def test_a_group(channel: Channel) -> None:
    channel.world.add_group(GROUP, "Редакция", owner_id=OWNER)
    channel.world.set_member(GROUP, BOT, "member")
    found = await seen(channel, GROUP)
    assert (found.standing, found.kind) == (Standing.MEMBER, "supergroup")
    assert found.rights == {"post", "edit"}
    channel.world.set_member(GROUP, BOT, "administrator", can_pin_messages=True)
    assert (await seen(channel, GROUP)).missing() == ()
    channel.world.set_member(GROUP, BOT, "restricted", can_send_messages=False)
    assert "post" not in (await seen(channel, GROUP)).rights


async def test_no_such_chat(channel: Channel) -> None:
    for chat in ("@nobody_here", -1009):
        found = await seen(channel, chat)
        assert (found.standing, found.chat_id) == (Standing.NOT_FOUND, None)
        assert "chat not found" in found.reason


async def test_telegram_is_away() -> None:
    bot = make_bot(TOKEN, "http://127.0.0.1:9")
    found = await TelegramChats(bot).rights(CHANNEL)
    await bot.session.close()
    assert found.standing is Standing.UNKNOWN
    assert found.reason
    assert TOKEN not in found.reason
