"""The bot's own HTTP in tests: a free port, and Telegram calling the webhook."""

from __future__ import annotations

import socket
from io import BytesIO
from itertools import count
from typing import Any

from aiohttp import ClientSession

from bot.telegram.webhook import HEADER, secret_of
from tests.newsroom import TOKEN, Newsroom

PATH = "/hook/4f1d"
WEBHOOK = f"https://bot.example.org{PATH}"
SECRET = secret_of(TOKEN)

_NUMBERS = count(9_000_001)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def reopen(newsroom: Newsroom, **settings: Any) -> None:
    """Starts the bot anew, listening on a port."""
    await newsroom.stop_bot()
    newsroom.overrides.update(http_port=free_port(), **settings)
    await newsroom.start_bot()


async def get(newsroom: Newsroom, path: str) -> tuple[int, str]:
    """Status and text of what the bot serves."""
    url = f"http://127.0.0.1:{newsroom.overrides['http_port']}{path}"
    async with ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def bring(
    newsroom: Newsroom,
    body: Any,
    secret: str = SECRET,
    path: str = PATH,
    headers: dict[str, str] | None = None,
) -> tuple[int, str]:
    """Calls the webhook as Telegram does."""
    url = f"http://127.0.0.1:{newsroom.overrides['http_port']}{path}"
    given = {HEADER: secret, **(headers or {})}
    kind = {"data": body} if isinstance(body, bytes | BytesIO) else {"json": body}
    async with ClientSession() as session, session.post(url, headers=given, **kind) as response:
        return response.status, await response.text()


def said(person: int, words: str, number: int | None = None) -> dict[str, Any]:
    """The update of a message to the bot."""
    return {
        "update_id": number or next(_NUMBERS),
        "message": {
            "message_id": 1,
            "date": 1795494000,
            "from": {"id": person, "is_bot": False, "first_name": "А", "language_code": "ru"},
            "chat": {"id": person, "type": "private", "first_name": "А"},
            "text": words,
        },
    }
