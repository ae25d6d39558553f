"""Who is told of what, and how getUpdates gives it out (bot-api.md §4)."""

import asyncio

import pytest

from tests.sandbox.helpers import CHANNEL, EDITOR, OWNER, TOKEN

ELSEWHERE = (
    "409 Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)
DAY = 24 * 3600


def write(world, count, person=OWNER):
    for number in range(count):
        world.send_text(person, person, str(number))


async def texts(api, **params):
    return [u["message"]["text"] for u in await api("getUpdates", **params)]


async def test_numbers_begin_at_random_and_grow_by_one(api, world):
    write(world, 3)
    numbers = [update["update_id"] for update in await api("getUpdates")]
    assert 2_000_001 <= numbers[0] <= 1_000_000_000
    assert numbers == list(range(numbers[0], numbers[0] + 3))


async def test_limit_and_confirmation(api, world):
    write(world, 5)
    first = await api("getUpdates", limit=2)
    assert len(first) == 2
    head = first[0]["update_id"]
    assert await texts(api, offset=head) == ["0", "1", "2", "3", "4"]
    assert await texts(api, offset=head + 2) == ["2", "3", "4"]
    assert world.updates_waiting(TOKEN) == 3
    # Asking for confirmed ones brings what is left, and confirms nothing.
    assert await texts(api, offset=head) == ["2", "3", "4"]


async def test_offset_from_the_future_confirms_nothing(api, world):
    write(world, 2)
    tail = (await api("getUpdates"))[-1]["update_id"] + 1
    assert await texts(api, offset=tail + 11) == ["0", "1"]
    assert await texts(api, offset=tail) == []
    assert world.updates_waiting(TOKEN) == 0


async def test_negative_offset_keeps_only_the_last(api, world):
    write(world, 5)
    assert await texts(api, offset=-2) == ["3", "4"]
    assert world.updates_waiting(TOKEN) == 2
    assert await texts(api, offset=-9) == ["3", "4"]


async def test_haste_with_the_same_offset_is_slowed_down(api, world, clock):
    write(world, 3)
    assert len(await texts(api)) == 3
    assert len(await texts(api)) == 1
    clock.advance(1)
    assert len(await texts(api)) == 3


async def test_waiting_poll_wakes_at_once(api, world, tasks):
    poll = tasks.create_task(api("getUpdates", timeout=50))
    await api("getMe")  # the poll has reached the server
    write(world, 1)
    (update,) = await asyncio.wait_for(poll, 1)
    assert update["message"]["text"] == "0"


async def test_older_poll_is_ended_by_the_newer(api, world, tasks):
    old = tasks.create_task(api.refused("getUpdates", timeout=50))
    await api("getMe")
    new = tasks.create_task(api("getUpdates", timeout=50, offset=1))
    assert await asyncio.wait_for(old, 1) == ELSEWHERE
    write(world, 1)
    assert len(await asyncio.wait_for(new, 1)) == 1


async def test_poll_that_finds_something_ends_nobody(api, world, tasks):
    old = tasks.create_task(api("getUpdates", timeout=50))
    await api("getMe")
    assert await api("getUpdates", offset=5, timeout=0, limit=1) == []
    write(world, 1)
    assert len(await asyncio.wait_for(old, 1)) == 1


async def test_webhook_and_polling_exclude_each_other(api, session, tasks):
    old = tasks.create_task(api.refused("getUpdates", timeout=50))
    await api("getMe")
    path = f"/bot{TOKEN}/setWebhook?url=https://example.org/hook&secret_token=abc"
    for description in ("Webhook was set", "Webhook is already set"):
        async with session.get(path) as response:
            assert await response.json() == {
                "ok": True,
                "result": True,
                "description": description,
            }
    assert await asyncio.wait_for(old, 1) == "409 Conflict: terminated by setWebhook request"
    assert await api.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active;"
        " use deleteWebhook to delete the webhook first"
    )
    assert (await api("getWebhookInfo"))["url"] == "https://example.org/hook"
    for description in ("Webhook was deleted", "Webhook is already deleted"):
        async with session.get(f"/bot{TOKEN}/deleteWebhook") as response:
            assert (await response.json())["description"] == description
    assert await api("getUpdates", offset=1) == []


@pytest.mark.parametrize(
    ("url", "secret", "refusal"),
    [
        ("http://a.org", "", "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            "https://a.org:81",
            "",
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ("https://a.org", "ё", "secret token contains unallowed characters"),
        ("https://", "", "invalid webhook URL specified"),
    ],
)
async def test_webhooks_refused(api, url, secret, refusal):
    found = await api.refused("setWebhook", url=url, secret_token=secret)
    assert found == f"400 Bad Request: {refusal}"


async def test_pending_updates_can_be_dropped(api, world):
    write(world, 2)
    assert (await api("getWebhookInfo"))["pending_update_count"] == 2
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []


async def test_own_posts_are_not_told_but_those_of_others_are(api, other, world):
    own = await api("sendMessage", chat_id=CHANNEL, text="от бота")
    world.send_text(OWNER, CHANNEL, "от админа")
    await other("sendMessage", chat_id=CHANNEL, text="от второго")
    posts = await api.updates("channel_post")
    assert [post["text"] for post in posts] == ["от админа", "от второго"]
    assert [post["message_id"] for post in posts] == [2, 3]
    seen = await other.updates("channel_post")
    assert [post["text"] for post in seen] == ["от бота", "от админа"]
    await other("editMessageText", chat_id=CHANNEL, message_id=own["message_id"], text="правка")
    world.edit(OWNER, CHANNEL, 2, "правка")
    world.edit(OWNER, CHANNEL, own["message_id"], "ещё правка")
    edited = await api.updates("edited_channel_post")
    assert [post["message_id"] for post in edited] == [2]  # never of its own posts


async def test_deletions_are_not_told(api, world):
    world.send_text(OWNER, CHANNEL, "x")
    await api.updates()
    world.delete(OWNER, CHANNEL, [1])
    assert await api("getUpdates") == []


async def test_edited_message(api, world):
    sent = world.send_text(EDITOR, EDITOR, "было")[0]
    world.edit(EDITOR, EDITOR, sent["message_id"], "стало")
    (update,) = await api.updates("edited_message")
    assert update["text"] == "стало"


@pytest.mark.parametrize(
    ("allowed", "kinds"),
    [
        (None, ["message", "channel_post"]),
        ([], ["message", "channel_post"]),
        (["nonsense"], ["message", "channel_post"]),
        (["channel_post"], ["channel_post"]),
        (["callback_query"], []),
    ],
)
async def test_allowed_updates(api, world, allowed, kinds):
    if allowed is not None:
        await api("getUpdates", allowed_updates=allowed, offset=1)
    write(world, 1)
    world.send_text(OWNER, CHANNEL, "x")
    found = [list(update)[1] for update in await api("getUpdates")]
    assert found == kinds


async def test_allowed_updates_stick_until_they_are_named_again(api, world):
    await api("getUpdates", allowed_updates=["channel_post"])
    await api("getUpdates", offset=1, allowed_updates="not json")
    write(world, 1)
    assert await api("getUpdates", offset=2) == []
    await api("getUpdates", offset=3, allowed_updates=["message"])
    write(world, 1)
    assert len(await api("getUpdates", offset=4)) == 1


async def test_messages_live_a_day_and_presses_150_seconds(api, world, clock):
    write(world, 1)
    world.press(OWNER, OWNER, 1, "x")
    clock.advance(149)
    assert len(await api("getUpdates")) == 2
    clock.advance(2)
    assert len(await api("getUpdates")) == 1
    clock.advance(DAY)
    assert await api("getUpdates", offset=1) == []


async def test_after_a_week_of_silence_numbers_begin_anew(api, world, clock):
    write(world, 1)
    last = (await api.updates())[-1]["update_id"]
    clock.advance(8 * DAY)
    write(world, 1)
    assert (await api("getUpdates"))[0]["update_id"] != last + 1


async def test_poll_ends_when_the_server_stops(sandbox, api, tasks):
    poll = tasks.create_task(api("getUpdates", timeout=50))
    await api("getMe")
    sandbox.world.delivery.close()
    assert await asyncio.wait_for(poll, 1) == []
