"""aiogram-broadcast with its defaults; its readers in memory, not in Redis. Run in `.peers`."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram_broadcast import BaseBroadcastStorage, BroadcastService


class InMemory(BaseBroadcastStorage):  # type: ignore[misc]
    """Readers with successive numbers."""

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids

    async def get_all_subscriber_ids(self, state: Any = None) -> list[int]:
        """All of them."""
        return self.ids

    async def update_subscriber_state(self, user_id: int, state: Any) -> bool:
        """Nobody blocks it here."""
        return True

    async def add_subscriber(self, subscriber: Any) -> None: ...
    async def get_subscriber(self, user_id: int) -> Any: ...
    async def update_subscriber(self, subscriber: Any) -> None: ...
    async def delete_subscriber(self, user_id: int) -> bool: ...  # type: ignore[empty-body]
    async def get_subscribers_count(self, state: Any = None) -> int:
        """How many."""
        return len(self.ids)

    async def iter_subscribers(self, state: Any = None, batch_size: int = 100) -> Any:
        """Never asked."""
        for user_id in self.ids:
            yield user_id


async def main(url: str, token: str, first: int, count: int, text: str) -> None:
    """Sends to all."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot:
        await BroadcastService(bot, InMemory(list(range(first, first + count)))).broadcast_text(
            text
        )


if __name__ == "__main__":
    _, address, secret, start, many, words = sys.argv
    asyncio.run(main(address, secret, int(start), int(many), words))
