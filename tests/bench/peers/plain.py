"""The bot that one writes in an evening: aiogram, APScheduler, a table of posts."""

import asyncio
import logging
import sqlite3
import sys
from datetime import UTC, datetime

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from apscheduler.schedulers.asyncio import AsyncIOScheduler

TRIES = 5

log = logging.getLogger(__name__)


class Posts:
    """What is to be sent, and what was."""

    def __init__(self, file: str) -> None:
        self.db = sqlite3.connect(file, isolation_level=None)
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS posts"
            " (id INTEGER PRIMARY KEY, text TEXT, due REAL, sent INTEGER DEFAULT 0)"
        )

    def waiting(self) -> list[tuple[int, str, float]]:
        return self.db.execute("SELECT id, text, due FROM posts WHERE NOT sent").fetchall()

    def mark(self, number: int) -> None:
        self.db.execute("UPDATE posts SET sent = 1 WHERE id = ?", (number,))


async def publish(bot: Bot, chat: int, posts: Posts, number: int, text: str) -> None:
    """Sends one post, again if need be, and marks it."""
    for attempt in range(TRIES):
        try:
            await bot.send_message(chat, text)
        except TelegramRetryAfter as error:
            await asyncio.sleep(error.retry_after)
        except (TelegramNetworkError, TelegramServerError) as error:
            log.warning("post %d, try %d: %s", number, attempt + 1, error)
            await asyncio.sleep(2**attempt)
        else:
            posts.mark(number)
            return


async def main(url: str, token: str, chat: int, file: str) -> None:
    """Runs until it is killed."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    posts, scheduler = Posts(file), AsyncIOScheduler(timezone=UTC)
    for number, text, due in posts.waiting():
        scheduler.add_job(
            publish, "date", run_date=datetime.fromtimestamp(due, UTC),
            args=(bot, chat, posts, number, text), misfire_grace_time=3600,
        )  # fmt: skip
    scheduler.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
