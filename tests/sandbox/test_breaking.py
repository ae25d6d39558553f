"""Every kind of fault over real HTTP: what the caller sees, and whether it happened."""

import asyncio
import json
from email.utils import parsedate_to_datetime

import aiohttp
import pytest

from bot.sandbox.errors import PersonError
from tests.sandbox.helpers import CHANNEL, OWNER, PNG, TOKEN, Api

NOTHING = "nothing: the connection was closed"


@pytest.fixture
def outcome(session):
    """Sends a text; status, content type and body, or NOTHING."""

    async def send(text="x", chat_id=CHANNEL):
        data = {"chat_id": str(chat_id), "text": text}
        try:
            async with session.post(f"/bot{TOKEN}/sendMessage", data=data) as response:
                return response.status, response.content_type, await response.text()
        except aiohttp.ServerDisconnectedError:
            return NOTHING

    return send


def words(world, chat_id=CHANNEL):
    return [post["text"] for post in world.messages(chat_id)]


async def until(true):
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


ANSWERS = {
    "close": NOTHING,
    "bad_gateway": (502, '{"ok": false, "error_code": 502, "description": "Bad Gateway"}'),
    "bad_gateway_html": (502, "<html>"),
    "restart": (
        500,
        '{"ok": false, "error_code": 500, "description": "Internal Server Error: restart"}',
    ),
    "flood": (
        429,
        '{"ok": false, "error_code": 429, "description": "Too Many Requests: retry after 5",'
        ' "parameters": {"retry_after": 5}}',
    ),
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ANSWERS)
async def test_answers_on_either_side_of_acceptance(world, outcome, kind, when):
    world.faults.add(kind, when=when)
    found = await outcome()
    if kind == "close":
        assert found == NOTHING
    else:
        status, body = ANSWERS[kind]
        assert found[0] == status
        assert found[1] == ("text/html" if "html" in kind else "application/json")
        assert found[2].startswith(body)
    assert words(world) == (["x"] if when == "after" else [])
    strike = world.faults.struck[0]
    assert (strike.kind, strike.method, strike.chat_id) == (kind, "sendMessage", CHANNEL)
    assert strike.text == "x"
    assert (strike.accepted, strike.message_ids) == (
        (True, [1]) if when == "after" else (False, [])
    )
    assert (await outcome("y"))[0] == 200  # it was for one call only
    assert world.faults.active == []


async def test_long_flood_and_refusal_are_before_acceptance(world, api):
    world.faults.add("flood", when="before", retry_after=3600)
    status, headers, envelope = await api.raw("sendMessage", chat_id=CHANNEL, text="x")
    assert (status, headers["Retry-After"]) == (429, "3600")
    assert envelope["parameters"] == {"retry_after": 3600}
    world.faults.add("refuse", code=403, description="Forbidden: bot was kicked")
    assert await api.refused("sendMessage", chat_id=CHANNEL, text="x") == (
        "403 Forbidden: bot was kicked"
    )
    assert words(world) == []
    with pytest.raises(PersonError):
        world.faults.add("flood", when="after", retry_after=9)
    with pytest.raises(PersonError):
        world.faults.add("earthquake")


async def test_cut_answer_of_a_call_that_happened(world, outcome):
    world.faults.add("truncate")
    status, _, body = await outcome()
    assert status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(body)
    assert words(world) == ["x"]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_hanging_calls_go_on_when_time_is_up_or_when_released(
    world, outcome, clock, tasks, when
):
    world.faults.add("hang", when=when, seconds=300)
    call = tasks.create_task(outcome())
    await until(lambda: world.faults.hanging)
    assert words(world) == (["x"] if when == "after" else [])
    clock.advance(300)
    assert (await call)[0] == 200
    world.faults.add("hang", when=when)
    call = tasks.create_task(outcome("y"))
    await until(lambda: world.faults.hanging)
    world.faults.release()
    assert (await call)[0] == 200
    assert words(world) == ["x", "y"]
    assert not any(landing.ghost for landing in world.landings.of(CHANNEL))


async def test_a_call_that_outlasts_its_caller_is_a_ghost(world, sandbox, clock):
    world.faults.add("hang", when="before", seconds=60)
    async with aiohttp.ClientSession(sandbox.url, timeout=aiohttp.ClientTimeout(0.2)) as hasty:
        with pytest.raises(TimeoutError):
            await Api(hasty, TOKEN)("sendMessage", chat_id=CHANNEL, text="x")
    assert words(world) == []
    await until(lambda: not world.faults.callers)  # the server has noticed
    clock.advance(60)
    await until(lambda: words(world) == ["x"])
    assert world.landings.of(CHANNEL)[0].ghost


@pytest.mark.parametrize("answer", ["close", "bad_gateway", "flood"])
async def test_late_ghost(world, outcome, clock, answer):
    world.faults.add("ghost", seconds=40, answer=answer)
    found = await outcome()
    assert found == NOTHING if answer == "close" else found[0] in (502, 429)
    strike = world.faults.struck[0]
    assert (words(world), strike.accepted, world.faults.ghosts) == ([], False, 1)
    assert (await outcome())[0] == 200
    clock.advance(39)
    await world.faults.land()
    assert words(world) == ["x"]
    clock.advance(1)
    await world.faults.land()
    assert words(world) == ["x", "x"]
    assert (strike.accepted, strike.accepted_at, strike.message_ids) == (True, clock.now, [2])
    first, second = world.landings.of(CHANNEL)
    assert (first.ghost, second.ghost, second.at) == (False, True, clock.now)
    assert list(world.landings.twins(CHANNEL)) == [(first, second)]


async def test_ghosts_land_by_themselves_and_before_the_next_call(world, outcome, clock):
    world.faults.add("ghost", seconds=10, count=2)
    await outcome("a")
    await outcome("b")
    clock.advance(10)
    await outcome("c")
    assert words(world) == ["a", "b", "c"]
    world.faults.add("ghost", seconds=10)
    await outcome("d")
    clock.advance(10)
    await until(lambda: words(world)[-1] == "d")


@pytest.mark.parametrize("posted", [0, 1, 2])
async def test_partial_album(world, api, posted):
    world.faults.add("partial", posted=posted)
    media = [{"type": "photo", "media": f"attach://f{i}"} for i in range(3)]
    files = {f"f{i}": ("a.png", PNG) for i in range(3)}
    refusal = await api.refused("sendMediaGroup", chat_id=CHANNEL, media=media, files=files)
    assert refusal == (
        f"400 Bad Request: failed to send message #{posted + 1}"
        ' with the error message "Message was not sent"'
    )
    assert len(world.messages(CHANNEL)) == posted
    assert len(await api("sendMediaGroup", chat_id=CHANNEL, media=media, files=files)) == 3


async def test_server_away_for_a_while_or_until_told(world, api, outcome, clock, tasks):
    async def poll():
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await api.raw("getUpdates", timeout=50)
        return True

    polling = tasks.create_task(poll())
    await until(lambda: world.calls)
    world.faults.leave(600)
    assert await polling  # what was under way is cut off, too
    assert await outcome() == NOTHING
    clock.advance(600)
    assert (await outcome())[0] == 200
    world.faults.leave()
    clock.advance(10**6)
    assert await outcome("y") == NOTHING
    world.faults.come_back()
    assert (await outcome("z"))[0] == 200
    assert words(world) == ["x", "z"]
    assert {strike.kind for strike in world.faults.struck} == {"away"}


async def test_connections_refused(world, sandbox, clock):
    async def knock():
        async with aiohttp.ClientSession(sandbox.url) as session:
            try:
                return (await Api(session, TOKEN).raw("getMe"))[0]
            except aiohttp.ClientConnectorError:
                return "refused"
            except aiohttp.ServerDisconnectedError:
                return "closed"

    async def until_it_is(expected):
        async with asyncio.timeout(5):
            while await knock() != expected:
                await asyncio.sleep(0.01)

    world.faults.leave(60, refused=True)
    await until_it_is("refused")
    clock.advance(60)
    await until_it_is(200)
    world.faults.leave(refused=True)
    await until_it_is("refused")
    world.faults.come_back()
    await until_it_is(200)


async def test_updates_come_again_after_they_were_confirmed(world, api):
    world.faults.add("repeat")
    world.send_text(OWNER, OWNER, "a")
    world.send_text(OWNER, OWNER, "b")
    first = await api("getUpdates")
    offset = first[-1]["update_id"] + 1
    assert await api("getUpdates", offset=offset) == first
    assert await api("getUpdates", offset=offset) == []
    queue = world.delivery.queue(world.directory.bots[TOKEN])
    assert queue.repeat_last() == 1
    assert await api("getUpdates", offset=offset, timeout=5) == first[1:]
    assert world.updates_waiting(TOKEN) == 0


async def test_which_calls_are_struck(world, api, started):
    async def struck(method, **params):
        status, _, _ = await api.raw(method, **params)
        return status == 502

    post = {"chat_id": "@khabvesti", "text": "x"}
    world.faults.add("bad_gateway", chat_id=CHANNEL, count=2, skip=1)
    assert not await struck("sendMessage", chat_id=OWNER, text="x")
    found = [await struck("sendMessage", **post) for _ in range(4)]
    assert found == [False, True, True, False]
    world.faults.add("bad_gateway", method="editing", count=None)
    assert not await struck("sendMessage", **post)
    assert await struck("editMessageText", chat_id=CHANNEL, message_id=1, text="y")
    world.faults.clear()
    world.faults.add("bad_gateway", method="getMe")
    world.faults.add("bad_gateway", method="any", skip=1)
    assert await struck("getme")
    assert not await struck("getMe")
    assert await struck("getMe")


async def test_chance_is_the_same_for_the_same_seed(world, api):
    async def run(seed):
        world.faults.clear()
        world.faults.add("bad_gateway", method="getMe", count=None, probability=0.5, seed=seed)
        return [(await api.raw("getMe"))[0] for _ in range(30)]

    first = await run(1)
    assert 5 < first.count(502) < 25
    assert await run(1) == first
    assert await run(2) != first


async def test_record_of_landings(world, api, clock):
    sent = await api("sendPhoto", chat_id=CHANNEL, caption="a", files={"photo": ("a.png", PNG)})
    unique = sent["photo"][-1]["file_unique_id"]
    await api("deleteMessage", chat_id=CHANNEL, message_id=1)
    clock.advance(5)
    await api("sendPhoto", chat_id=CHANNEL, caption="a", photo=sent["photo"][-1]["file_id"])
    world.people.delete(OWNER, CHANNEL, [2])
    gone, again = world.landings.of(CHANNEL)
    assert (gone.text, gone.media, gone.author) == ("a", (unique,), 42)
    assert (gone.media, again.deleted_at) == (again.media, clock.now)
    assert not list(world.landings.twins(CHANNEL))
    await api("sendMessage", chat_id=CHANNEL, text="b")
    await api("editMessageText", chat_id=CHANNEL, message_id=3, text="c")
    assert (world.landings.of(CHANNEL)[2].text, world.landings.of(CHANNEL)[2].edited_text) == (
        "b",
        "c",
    )


async def test_every_answer_is_dated_by_the_worlds_clock(world, api, clock):
    clock.advance(12345)
    world.faults.add("bad_gateway_html", method="getMe")
    async with api.session.get(f"/bot{TOKEN}/getMe") as response:
        assert parsedate_to_datetime(response.headers["Date"]).timestamp() == clock.now
    _, headers, _ = await api.raw("getMe")
    assert parsedate_to_datetime(headers["Date"]).timestamp() == clock.now
