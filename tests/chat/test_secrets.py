"""Whatever goes wrong, and however much is logged: the token is in no line of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest

from bot import logs
from bot.sandbox.faults import Asked, Broken, Faults, Reply
from bot.settings import SettingsError, load
from bot.telegram.poller import TokenRefused
from tests.chat.releases import PARK
from tests.newsroom import ANNA, BORIS, TOKEN, Newsroom
from tests.web import SECRET, WEBHOOK, bring, get, reopen, said

SHIBBOLETH = TOKEN.split(":")[1]
CHATTY = (
    "aiogram",
    "aiogram.event",
    "aiohttp",
    "aiosqlite",
    "apscheduler",
    "sqlalchemy",
    "asyncio",
)

NOT_FOUND = Reply(404, b'{"ok":false,"error_code":404,"description":"Not Found"}')
HTML = Reply(502, b"<html>bad gateway</html>", "text/html")
CUT = Reply(200, b'{"ok":true,"result":{"message')
WRONG = Reply(200, b'{"ok":true,"result":"nonsense"}')
LIMIT = Reply(
    429,
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 9",'
    b'"parameters":{"retry_after":9}}',
)


class Everything(Faults):
    """Every call but the polling is answered so."""

    def __init__(self, answer: Reply | Broken) -> None:
        self._answer = answer

    async def before(self, asked: Asked) -> Reply | Broken | None:
        return None if asked.method == "getUpdates" else self._answer


class Polls(Faults):
    """Every poll is answered so."""

    def __init__(self, answer: Reply | Broken) -> None:
        self._answer = answer
        self.asked = 0

    async def before(self, asked: Asked) -> Reply | Broken | None:
        if asked.method != "getUpdates":
            return None
        self.asked += 1
        return self._answer


@pytest.fixture
async def output(capfd: pytest.CaptureFixture[str]) -> AsyncIterator[StringIO]:
    """All that is logged at the finest level, as people and as collectors read it."""
    written = StringIO()
    root, before = logging.getLogger(), {}
    handlers = []
    for formatter in (logs.TextFormatter(), logs.JsonFormatter()):
        handler = logging.StreamHandler(written)
        handler.setFormatter(formatter)
        root.addHandler(handler)
        handlers.append(handler)
    for name in ("", *CHATTY):
        logger = logging.getLogger(name)
        before[name] = logger.level
        logger.setLevel(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    yield written
    asyncio.get_running_loop().set_debug(False)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
    for handler in handlers:
        root.removeHandler(handler)
    out, err = capfd.readouterr()
    everything = written.getvalue() + out + err
    assert len(everything) > 2000
    for secret in (SHIBBOLETH, SECRET):
        found = [line[:200] for line in everything.splitlines() if secret in line]
        assert found == []


@pytest.mark.parametrize(
    "answer", [Broken(), NOT_FOUND, HTML, CUT, WRONG, LIMIT], ids=lambda each: type(each).__name__
)
async def test_answers_of_every_bad_kind(
    newsroom: Newsroom, output: StringIO, answer: Reply | Broken
) -> None:
    await newsroom.invite_editor()
    newsroom.world.on_accept = Everything(answer)
    newsroom.world.send_text(BORIS, BORIS, PARK)
    newsroom.world.send_text(ANNA, ANNA, "/help")
    await newsroom.until(lambda: "waits for Telegram" in output.getvalue() or _failed(output))
    newsroom.world.on_accept = polls = Polls(answer)
    newsroom.world.send_text(ANNA, ANNA, "/help")
    await newsroom.until(lambda: polls.asked and "no updates from Telegram" in output.getvalue())
    await newsroom.crash_bot()


def _failed(output: StringIO) -> bool:
    return " failed, try " in output.getvalue()


async def test_files_that_do_not_come(newsroom: Newsroom, output: StringIO) -> None:
    await newsroom.invite_editor()
    for file_path in ("gone.docx", "../x", "a b.txt"):
        with suppress(Exception):
            await newsroom.app.bot.download_file(file_path)
            logging.getLogger("test").error("it should have failed")
        try:
            await newsroom.app.bot.download_file(file_path)
        except Exception:
            logging.getLogger("test").exception("a download failed")
    assert "<token>" in output.getvalue()


async def test_the_webhook(newsroom: Newsroom, output: StringIO) -> None:
    await newsroom.say(ANNA, "/start")
    await reopen(newsroom, webhook_url=WEBHOOK)
    for body, secret in ((b"{", SECRET), (said(ANNA, "/help"), "wrong"), (b"[", SECRET)):
        await bring(newsroom, body, secret)
    await bring(newsroom, {"update_id": 7, "message": {"from": "nobody"}})
    await get(newsroom, f"/bot{TOKEN}/x")
    await get(newsroom, "/healthz")
    await newsroom.stop_bot()
    newsroom.world.on_accept = Everything(HTML)
    await newsroom.start_bot()
    await newsroom.until(lambda: "no webhook: " in output.getvalue())


async def test_a_server_at_a_wrong_path_or_nowhere(newsroom: Newsroom, output: StringIO) -> None:
    await newsroom.stop_bot()
    for url in (f"{newsroom.sandbox.url}/somewhere", "http://127.0.0.1:9"):
        seen = len(output.getvalue())
        newsroom.overrides["telegram_api_url"] = url
        await newsroom.start_bot()
        await newsroom.until(lambda seen=seen: "can't be reached" in output.getvalue()[seen:])
        await newsroom.stop_bot()


async def test_a_token_that_was_revoked(newsroom: Newsroom, output: StringIO) -> None:
    refused = Reply(401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}')
    await newsroom.stop_bot()
    newsroom.world.on_accept = Everything(refused)
    with suppress(TokenRefused):
        await newsroom.start_bot()
        await newsroom.until(lambda: newsroom._running and newsroom._running.done())
    with pytest.raises(TokenRefused) as caught:
        await newsroom._running  # type: ignore[misc]
    logging.getLogger("test").error("ended", exc_info=caught.value)
    newsroom._running = None


def test_wrong_settings_hide_token_and_secret() -> None:
    wrong: dict[str, Any] = {"bot_token": TOKEN + "!", "webhook_secret": "tiny " + SHIBBOLETH}
    with pytest.raises(SettingsError) as caught:
        load(**wrong)
    assert SHIBBOLETH not in str(caught.value)
    assert "WEBHOOK_SECRET=<hidden>" in str(caught.value)
