"""Flood limits: short waits are served late, longer ones answered with 429."""

import asyncio

import pytest

from tests.sandbox.helpers import CHANNEL, OWNER, PNG


@pytest.fixture
def send(api, world):
    async def send(chat_id=CHANNEL, method="sendMessage", **params):
        params = params or {"text": "x"}
        status, headers, envelope = await api.raw(method, chat_id=chat_id, **params)
        assert headers.get("Retry-After") == (
            str(envelope["parameters"]["retry_after"]) if status == 429 else None
        )
        return envelope.get("description", status)

    return send


async def fill_minute(send, clock):
    for _ in range(20):
        assert await send() == 200
        clock.advance(1)


async def test_off_until_switched_on(world, send):
    assert [await send() for _ in range(40)] == [200] * 40
    world.flood.switch(True)
    assert [await send() for _ in range(5)] == [200] * 5


async def test_twenty_a_minute_into_a_channel_then_the_exact_wait(world, send, clock, started):
    world.flood.switch(True)
    await fill_minute(send, clock)
    assert await send() == "Too Many Requests: retry after 40"
    assert len(world.messages(CHANNEL)) == 20
    strike = world.faults.struck[-1]
    assert (strike.kind, strike.chat_id, strike.accepted) == ("limit", CHANNEL, False)
    assert await send(OWNER) == 200  # another chat has its own bucket
    assert await send(method="forwardMessage", from_chat_id=OWNER, message_id=1) != 200
    clock.advance(40)
    assert await send() == 200


async def test_wait_up_to_eight_seconds_is_served_late(world, send, clock, tasks):
    world.flood.switch(True)
    await fill_minute(send, clock)
    clock.advance(32)
    late = tasks.create_task(send())
    await asyncio.sleep(0.1)
    assert len(world.messages(CHANNEL)) == 20
    clock.advance(8)
    assert await late == 200
    assert world.messages(CHANNEL)[-1]["date"] == clock.now


async def test_private_chats_take_one_a_second(world, send, clock, started, tasks):
    world.flood.switch(True)
    for _ in range(5):
        assert await send(OWNER) == 200
    late = tasks.create_task(send(OWNER))
    await asyncio.sleep(0.1)
    assert not late.done()
    clock.advance(5)
    assert await late == 200
    for _ in range(60):
        clock.advance(1)
        assert await send(OWNER) == 200


async def test_album_costs_what_it_holds_and_edits_cost_apart(world, api, send, clock):
    world.flood.limits.burst = 30
    world.flood.switch(True)
    media = [{"type": "photo", "media": f"attach://f{i}"} for i in range(10)]
    files = {f"f{i}": ("a.png", PNG) for i in range(10)}
    for _ in range(2):
        await api("sendMediaGroup", chat_id=CHANNEL, media=media, files=files)
    assert await send() == "Too Many Requests: retry after 60"
    for number in range(20):
        edit = {"message_id": 1, "caption": str(number)}
        assert await send(method="editMessageCaption", **edit) == 200
    edit["caption"] = "z"
    refusal = await send(method="editMessageCaption", **edit)
    assert refusal == "Too Many Requests: retry after 60"


async def test_thirty_a_second_overall(world, send, clock, tasks):
    people = range(1000, 1040)
    for person in people:
        world.add_user(person, "x")
        world.send_text(person, person, "/start")
    world.flood.switch(True)
    for person in people[:30]:
        assert await send(person) == 200
    late = tasks.create_task(send(people[30]))
    await asyncio.sleep(0.1)
    assert not late.done()
    clock.advance(1)
    assert await late == 200


async def test_probing_costs_nothing(world, send):
    world.flood.switch(True)
    probe = {"method": "forwardMessage", "from_chat_id": CHANNEL, "message_id": 9}
    for _ in range(40):
        refusal = await send(0, **probe)
        assert refusal == "Bad Request: message to forward not found"


async def test_switched_over_http(world, session, send):
    async with session.post("/sandbox/faults/flood", json={"on": True, "per_minute": 1}) as answer:
        state = await answer.json()
    assert (state["flood"], state["limits"]["per_minute"]) == (True, 1)
    assert await send() == 200
    assert await send() == "Too Many Requests: retry after 60"
    async with session.post("/sandbox/faults/flood", json={"on": False}) as answer:
        assert not (await answer.json())["flood"]
    assert await send() == 200
