"""Faults set from another process, by JSON."""

import pytest

from tests.sandbox.helpers import CHANNEL


@pytest.fixture
def ask(session):
    async def ask(verb, path="", /, **body):
        path = f"/sandbox/faults{path}"
        async with session.request(verb, path, json=body or None) as response:
            return response.status, await response.json()

    return ask


async def test_set_strike_read_and_take_back(ask, api, world, session):
    status, state = await ask(
        "POST", kind="ghost", method="sendMessage", chat_id=CHANNEL, count=None, seconds=600
    )
    assert status == 200
    fault = state["added"]
    assert (fault["kind"], fault["chat_id"], fault["seconds"]) == ("ghost", CHANNEL, 600)
    assert state["active"] == [fault]
    world.faults.active[0].answer = "bad_gateway"
    assert (await api.raw("sendMessage", chat_id=CHANNEL, text="x"))[0] == 502
    _, state = await ask("DELETE", f"/{fault['id']}")
    assert (state["active"], state["ghosts"]) == ([], 1)
    assert [strike["accepted"] for strike in state["struck"]] == [False]
    await ask("POST", "/land", everyone=True)
    _, struck = await ask("GET", "/struck")
    assert (struck[0]["accepted"], struck[0]["message_ids"]) == (True, [1])
    assert (await ask("GET", "/struck?after=1"))[1] == []
    async with session.get(f"/sandbox/landings?chat_id={CHANNEL}") as response:
        landings = await response.json()
    assert [(each["text"], each["ghost"]) for each in landings] == [("x", True)]


async def test_away_and_back(ask, clock):
    _, state = await ask("POST", "/away", seconds=10)
    assert (state["away"], state["away_until"]) == (True, clock.now + 10)
    assert not (await ask("POST", "/back"))[1]["away"]
    assert (await ask("POST", "/away", seconds=None))[1]["away_until"] is None
    assert not (await ask("DELETE"))[1]["away"]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "earthquake"},
        {"kind": "close", "when": "never"},
        {"kind": "close", "probability": 0},
        {"kind": "close", "count": 0},
        {"kind": "close", "seconds": "soon"},
        {"kind": "close", "colour": "red"},
        {"kind": "flood", "when": "after", "retry_after": 60},
        {"kind": "ghost", "answer": "200"},
    ],
)
async def test_what_cannot_be_is_refused_in_a_sentence(ask, body):
    status, answer = await ask("POST", **body)
    assert status == 400
    assert answer["error"].endswith(".")
    assert (await ask("GET"))[1]["active"] == []


async def test_mishaps(ask, api, world, clock):
    for words in "ab":
        await api("sendMessage", chat_id=CHANNEL, text=words)
    clock.advance(7)
    assert (await ask("POST", "/mishap", kind="delete", chat_id=CHANNEL))[0] == 200
    assert [post["text"] for post in world.messages(CHANNEL)] == ["a"]
    assert world.landings.of(CHANNEL)[1].deleted_at == clock.now
    await ask("POST", "/mishap", kind="forbid", chat_id=CHANNEL)
    refusal = await api.refused("sendMessage", chat_id=CHANNEL, text="c")
    assert refusal == "400 Bad Request: need administrator rights in the channel chat"
    await ask("POST", "/mishap", kind="allow", chat_id=CHANNEL)
    assert len(told := await api.updates("my_chat_member")) == 2
    assert (await ask("POST", "/mishap", kind="repeat"))[0] == 200
    assert await api.updates("my_chat_member") == told[1:]
    for body in ({"kind": "rain"}, {"kind": "delete", "chat_id": 1}, {"kind": "forbid"}):
        status, answer = await ask("POST", "/mishap", **body)
        assert (status, answer["error"][-1]) == (400, ".")
