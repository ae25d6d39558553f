"""The pattern that aiogram's documentation teaches: one after another, a pause after each."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter

PAUSE = 0.05  # seconds: "20 messages per second (Limit: 30 messages per second)"


async def send(bot: Bot, user_id: int, text: str) -> None:
    """One message; a refusal for too many is waited out."""
    try:
        await bot.send_message(user_id, text)
    except TelegramRetryAfter as error:
        await asyncio.sleep(error.retry_after)
        await send(bot, user_id, text)
    except TelegramAPIError as error:
        print(error, file=sys.stderr)


async def main(url: str, token: str, first: int, count: int, text: str) -> None:
    """Sends to readers with successive numbers."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot:
        for user_id in range(first, first + count):
            await send(bot, user_id, text)
            await asyncio.sleep(PAUSE)


if __name__ == "__main__":
    _, address, secret, start, many, words = sys.argv
    asyncio.run(main(address, secret, int(start), int(many), words))
