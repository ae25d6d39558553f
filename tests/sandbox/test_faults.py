"""The seam on the boundary of acceptance: a fault changes no method."""

import aiohttp
import pytest

from bot.sandbox.faults import Broken, Faults, Reply
from tests.sandbox.helpers import CHANNEL

GATEWAY = Reply(502, b"<html>Bad Gateway</html>", "text/html")


class Refusing(Faults):
    """Breaks calls before they are accepted."""

    async def before(self, asked):
        return GATEWAY if asked.method == "sendMessage" else None


class Losing(Faults):
    """Loses answers of calls that have happened."""

    async def after(self, asked, reply):
        return Broken() if asked.method == "sendMessage" else reply


class Distorting(Faults):
    """Cuts the answer short."""

    async def after(self, asked, reply):
        return Reply(reply.status, reply.body[:20])


async def test_before_acceptance_nothing_happens(session, api, world):
    world.on_accept = Refusing()
    path = f"/bot{api.token}/sendMessage"
    async with session.post(path, data={"chat_id": str(CHANNEL), "text": "x"}) as response:
        assert response.status == 502
        assert response.content_type == "text/html"
    assert world.messages(CHANNEL) == []
    assert world.calls == []


async def test_after_acceptance_the_post_is_there_and_the_answer_is_not(api, world):
    world.on_accept = Losing()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api("sendMessage", chat_id=CHANNEL, text="x")
    assert [post["text"] for post in world.messages(CHANNEL)] == ["x"]


async def test_answer_may_be_another(session, api, world):
    world.on_accept = Distorting()
    path = f"/bot{api.token}/sendMessage"
    async with session.post(path, data={"chat_id": str(CHANNEL), "text": "x"}) as response:
        assert (response.status, await response.read()) == (200, b'{"ok": true, "result')
    assert len(world.messages(CHANNEL)) == 1
