"""Webhook mode: only Telegram is heard, and nothing is confirmed that is not stored."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from bot.app.window import PortTaken
from bot.store import StoreError
from bot.telegram.webhook import secret_of
from tests.newsroom import ANNA, TOKEN, Newsroom, text
from tests.web import PATH, SECRET, WEBHOOK, bring, get, reopen, said


@pytest.fixture(autouse=True)
async def known(newsroom: Newsroom) -> None:
    """Anna has begun a chat with the bot."""
    await newsroom.say(ANNA, "/start")


async def hook(newsroom: Newsroom) -> dict[str, str]:
    return newsroom.world.directory.bots[TOKEN].webhook


async def test_updates_are_taken_in_and_the_way_back_to_polling(newsroom: Newsroom) -> None:
    await reopen(newsroom, webhook_url=WEBHOOK)
    await newsroom.until_async_true(lambda: _is_set(newsroom))
    assert (await hook(newsroom))["secret_token"] == SECRET

    update = said(ANNA, "/help")
    for _ in range(2):  # Telegram may bring it twice
        assert await bring(newsroom, update) == (200, "")
    await newsroom.until(lambda: len(newsroom.by_bot(ANNA)) == 2)
    await newsroom.settled()
    assert len(newsroom.by_bot(ANNA)) == 2

    await newsroom.stop_bot()
    newsroom.overrides["webhook_url"] = ""
    await newsroom.start_bot()
    assert "/queue" in text(await newsroom.say(ANNA, "/help"))  # polling took over by itself
    assert not await hook(newsroom)


async def _is_set(newsroom: Newsroom) -> bool:
    return (await hook(newsroom)).get("url") == WEBHOOK


async def test_who_does_not_know_the_secret_is_not_heard(newsroom: Newsroom) -> None:
    await reopen(newsroom, webhook_url=WEBHOOK)
    update = said(ANNA, "/help")
    forged = {"X-Forwarded-For": "149.154.167.220", "X-Real-IP": "149.154.167.220"}
    for secret in ("", "x", SECRET[:-1], SECRET + "0", "й"):
        assert await bring(newsroom, update, secret, headers=forged) == (403, "")
    assert (await bring(newsroom, update, path="/hook/other"))[0] == 404
    assert (await get(newsroom, PATH))[0] == 405
    await newsroom.settled()
    assert len(newsroom.by_bot(ANNA)) == 1
    # And who knows it is heard wherever a proxy says that they come from.
    assert (await bring(newsroom, update, headers={"X-Forwarded-For": "10.0.0.1"}))[0] == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[1]", 400),
        (b'{"message": {}}', 400),
        (b'{"update_id": "x"}', 400),
        (b"[" * 100_000, 400),
        (BytesIO(b" " * (2**20 + 1)), 413),
    ],
)
async def test_what_is_no_update_is_refused(newsroom: Newsroom, body: Any, status: int) -> None:
    await reopen(newsroom, webhook_url=WEBHOOK)
    assert (await bring(newsroom, body))[0] == status
    assert (await bring(newsroom, said(ANNA, "/help")))[0] == 200


async def test_what_can_not_be_stored_is_brought_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reopen(newsroom, webhook_url=WEBHOOK)

    async def refuse(_work: object) -> None:
        raise StoreError("disk full")

    update = said(ANNA, "/help")
    await newsroom.settled()  # what the start itself stores is stored
    with monkeypatch.context() as patch:
        patch.setattr(newsroom.app.store, "run", refuse)
        assert (await bring(newsroom, update))[0] == 503
    assert (await bring(newsroom, update))[0] == 200
    await newsroom.until(lambda: len(newsroom.by_bot(ANNA)) == 2)


async def test_a_secret_of_ones_own_counts(newsroom: Newsroom) -> None:
    await reopen(newsroom, webhook_url=WEBHOOK, webhook_secret="a-secret-of-our-own")
    assert (await bring(newsroom, said(ANNA, "/help")))[0] == 403
    assert (await bring(newsroom, said(ANNA, "/help"), "a-secret-of-our-own"))[0] == 200


def test_the_derived_secret_survives_a_restart_and_hides_the_token() -> None:
    assert secret_of(TOKEN) == secret_of(TOKEN) != secret_of(TOKEN + "x")
    assert TOKEN not in secret_of(TOKEN)


async def test_a_taken_port_ends_the_start(newsroom: Newsroom) -> None:
    await reopen(newsroom)
    second = Newsroom(newsroom.folder / "second", newsroom.sandbox)
    second.folder.mkdir()
    second.overrides = dict(newsroom.overrides)
    with pytest.raises(PortTaken, match="HTTP_PORT="):
        await second.start_bot()
