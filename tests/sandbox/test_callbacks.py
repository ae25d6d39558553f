"""Presses of buttons and their answers (bot-api.md §2, error 39; §7.11)."""

import pytest

from tests.sandbox.helpers import CHANNEL, OWNER, READER

TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
BUTTON = {"inline_keyboard": [[{"text": "t", "callback_data": "d"}]]}


@pytest.fixture
async def post(api):
    sent = await api("sendMessage", chat_id=CHANNEL, text="x", reply_markup=BUTTON)
    return sent["message_id"]


async def test_press_and_answer(api, world, post):
    pressed = world.press(READER, CHANNEL, post, "forged")
    (query,) = await api.updates("callback_query")
    assert query["id"] == pressed
    assert query["data"] == "forged"
    assert query["from"]["id"] == READER
    assert query["message"]["message_id"] == post
    answer = {"callback_query_id": pressed, "text": "Готово", "show_alert": True}
    assert await api("answerCallbackQuery", **answer) is True
    assert await world.callback_answer(pressed, 0) == {
        "answered": True,
        "text": "Готово",
        "show_alert": True,
    }
    assert await api.refused("answerCallbackQuery", **answer) == TOO_OLD


async def test_page_waits_for_the_answer(api, page, post, tasks):
    body = {"as": OWNER, "message_id": post, "data": "d"}
    pressed = tasks.create_task(page.post(f"chats/{CHANNEL}/callback", **body))
    (update,) = await api("getUpdates", timeout=5)
    await api("answerCallbackQuery", callback_query_id=update["callback_query"]["id"])
    assert await pressed == (200, {"answered": True})


async def test_silence(world, post):
    pressed = world.press(READER, CHANNEL, post, "d")
    assert await world.callback_answer(pressed, 0) == {"answered": False}


async def test_late_answer(api, world, clock, post):
    pressed = world.press(READER, CHANNEL, post, "d")
    clock.advance(151)
    assert await api.refused("answerCallbackQuery", callback_query_id=pressed) == TOO_OLD


@pytest.mark.parametrize("query_id", ["", "12345"])
async def test_unknown_query(api, query_id):
    assert await api.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD


async def test_only_the_bot_that_was_asked_answers(api, other, world, post):
    pressed = world.press(READER, CHANNEL, post, "d")
    assert await other.refused("answerCallbackQuery", callback_query_id=pressed) == TOO_OLD


async def test_answer_is_short(api, world, post):
    pressed = world.press(READER, CHANNEL, post, "d")
    refusal = await api.refused("answerCallbackQuery", callback_query_id=pressed, text="x" * 201)
    assert refusal == "400 Bad Request: MESSAGE_TOO_LONG"
