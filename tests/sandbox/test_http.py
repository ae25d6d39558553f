"""Addresses, arguments and envelopes (bot-api.md §2)."""

import io
import json

import pytest

from tests.sandbox.helpers import CHANNEL, TOKEN

POST = f"/bot{TOKEN}/sendMessage"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot0:x/getMe", 401, "Unauthorized: invalid token specified"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/botabc:def/getMe", 421, "Misdirected Request: unallowed token specified"),
        ("/bot42:other/getMe", 401, "Unauthorized"),
        (f"/bot{TOKEN}", 404, "Not Found"),
        (f"/bot{TOKEN}/", 404, "Not Found"),
        (f"/bot{TOKEN}/sendPigeon", 404, "Not Found: method not found"),
        (f"/file/bot{TOKEN}/documents/none.txt", 404, "Not Found"),
        ("/file/bot42:other/documents/none.txt", 401, "Unauthorized"),
    ],
)
async def test_wrong_addresses(session, path, status, description):
    async with session.get(path) as response:
        assert response.status == status
        assert response.headers["Content-Type"] == "application/json"
        assert await response.json() == {
            "ok": False,
            "error_code": status,
            "description": description,
        }


@pytest.mark.parametrize(
    "path", ["getMe", "GETME", "getme", "test/getMe", "?method=getMe", "/?method=getme"]
)
async def test_method_in_any_case_and_place(session, path):
    slash = "" if path.startswith(("?", "/")) else "/"
    async with session.get(f"/bot{TOKEN}{slash}{path}") as response:
        assert (await response.json())["result"]["username"] == "vestnik_bot"


async def test_other_verbs_are_not_implemented(session):
    async with session.put(f"/bot{TOKEN}/getMe") as response:
        assert response.status == 501
        assert await response.read() == b""


@pytest.mark.parametrize(
    "request_",
    [
        {"params": {"chat_id": CHANNEL, "text": "да"}},
        {"data": {"chat_id": str(CHANNEL), "text": "да"}},
        {"json": {"chat_id": CHANNEL, "text": "да"}},
        {"params": {"text": "да"}, "data": {"text": "нет", "chat_id": str(CHANNEL)}},
        {"params": {"text": "да"}, "json": {"text": "нет", "chat_id": CHANNEL}},
    ],
)
async def test_arguments_come_in_query_and_body_and_the_first_counts(session, request_):
    async with session.post(POST, **request_) as response:
        assert (await response.json())["result"]["text"] == "да"


async def test_malformed_body_is_no_failure_of_its_own(session):
    headers = {"Content-Type": "application/json"}
    async with session.post(
        POST, params={"chat_id": CHANNEL, "text": "да"}, data=b"{broken", headers=headers
    ) as response:
        assert response.status == 200


async def test_unknown_content_type_leaves_only_the_query(session):
    async with session.post(
        POST, params={"chat_id": CHANNEL}, data=b"text=x", headers={"Content-Type": "text/plain"}
    ) as response:
        assert (await response.json())["description"] == "Bad Request: message text is empty"


async def test_too_many_values_are_refused_by_the_front_end(session):
    body = io.BytesIO(b"text=" + b"x" * (1 << 20))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with session.post(POST, data=body, headers=headers) as response:
        assert response.status == 413
        assert await response.json() == {
            "ok": False,
            "error_code": 413,
            "description": "Request Entity Too Large",
        }


@pytest.mark.parametrize(
    ("value", "silent"), [("true", 1), (" YES ", 1), ("1", 1), ("on", 0), ("false", 0), ("2", 0)]
)
async def test_booleans(api, world, value, silent):
    post = await api("sendMessage", chat_id=CHANNEL, text="x", disable_notification=value)
    record = world.chat(CHANNEL).messages[post["message_id"]]
    assert record.silent == bool(silent)


@pytest.mark.parametrize("chat_id", ["garbage", "0", "-5", "12x", "@nobody"])
async def test_chat_id_that_names_nothing(api, chat_id):
    refusal = await api.refused("sendMessage", chat_id=chat_id, text="x")
    assert refusal == "400 Bad Request: chat not found"


async def test_channel_post_has_the_shape_of_the_real_server(api, clock):
    post = await api(
        "sendMessage",
        chat_id="@KhabVesti",
        text="<b>Да</b>",
        parse_mode="HTML",
        reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]},
        link_preview_options={"is_disabled": True},
        protect_content=True,
    )
    chat = {"id": CHANNEL, "title": "Хабаровск", "username": "khabvesti", "type": "channel"}
    assert json.dumps(post) == json.dumps(
        {
            "message_id": 1,
            "sender_chat": chat,
            "chat": chat,
            "date": int(clock.now),
            "text": "Да",
            "entities": [{"offset": 0, "length": 2, "type": "bold"}],
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]},
            "has_protected_content": True,
        }
    )


async def test_calls_are_noted(api, world):
    await api("sendmessage", chat_id=CHANNEL, text="x")
    assert world.calls[-1] == ("sendMessage", {"chat_id": str(CHANNEL), "text": "x"})
