"""Telegram says «too many requests»: what waits, what goes on, and what a restart remembers."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.traffic import Lane
from bot.sandbox.faults import Asked, Faults, Reply
from bot.telegram.buckets import Limits, Rate
from bot.telegram.traffic import ALL
from tests.chat.releases import PARK, SCHOOL
from tests.newsroom import ANNA, BORIS, CHANNEL, GLEB, VERA, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")


def too_many(seconds: int) -> Reply:
    envelope = {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }
    return Reply(429, json.dumps(envelope).encode(), headers={"Retry-After": str(seconds)})


class Flooded(Faults):
    """Refuses what is sent to some chats, and counts the calls."""

    def __init__(self, seconds: int, *chats: int) -> None:
        self.reply = too_many(seconds)
        self.chats = {str(chat) for chat in chats}
        self.calls = Counter[str]()

    async def before(self, asked: Asked) -> Reply | None:
        chat = asked.params.get("chat_id", "")
        if not asked.method.lower().startswith("send") or chat not in self.chats:
            return None
        self.calls[chat] += 1
        return self.reply


async def frozen(newsroom: Newsroom) -> dict[int, Any]:
    now = newsroom.clock.now()
    return await newsroom.app.store.run(lambda tx: tx.freezes.all(now))


async def test_a_refused_channel_is_left_alone_while_the_desk_is_answered(
    newsroom: Newsroom,
) -> None:
    flooded = newsroom.world.on_accept = Flooded(3600, CHANNEL)
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    await newsroom.until(lambda: flooded.calls[str(CHANNEL)])
    assert "1 пост в очереди" in text(await newsroom.say(BORIS, "/queue"))

    await newsroom.press("Сейчас", await newsroom.hand_in(SCHOOL))
    await newsroom.pass_time(minutes=5)
    await newsroom.settled()
    # The second post was not even tried.
    assert flooded.calls == {str(CHANNEL): 1}
    assert set(await frozen(newsroom)) == {CHANNEL}

    await newsroom.stop_bot()
    newsroom.world.on_accept = untouched = Flooded(9, 0)
    await newsroom.start_bot()
    await newsroom.say(BORIS, "/queue")
    assert newsroom.app.traffic.delay(CHANNEL) > 3000  # the freeze outlived the process
    assert newsroom.channel() == []
    assert untouched.calls == {}

    await newsroom.stop_bot()
    newsroom.clock.at += timedelta(hours=1)
    await newsroom.start_bot()
    assert newsroom.app.traffic.delay(CHANNEL) == 0
    assert len(await newsroom.published(1)) == 1


async def test_two_refused_chats_mean_everything(newsroom: Newsroom) -> None:
    await newsroom.hand_in(PARK)
    newsroom.world.on_accept = Flooded(30, CHANNEL, ANNA)
    newsroom.world.send_text(ANNA, ANNA, "/queue")
    newsroom.world.send_text(BORIS, BORIS, "/now 1")
    await newsroom.until(lambda: ALL in newsroom.app.traffic.standstill().frozen)
    await newsroom.until_async_true(lambda: _all_known(newsroom))


async def _all_known(newsroom: Newsroom) -> bool:
    return set(await frozen(newsroom)) == {0, CHANNEL, ANNA}


async def test_a_chat_that_has_had_enough_waits_for_its_turn(newsroom: Newsroom) -> None:
    await newsroom.stop_bot()
    newsroom.limits = Limits(private=Rate(1 / 7, 1))
    await newsroom.start_bot()
    before = len(newsroom.by_bot(BORIS))
    for _ in range(2):
        newsroom.world.send_text(BORIS, BORIS, "/drafts")
    waiting = newsroom.app.traffic.standstill
    await newsroom.until(lambda: waiting().waiting == {Lane.DESK: 1})
    assert len(newsroom.by_bot(BORIS)) == before + 1
    await newsroom.pass_time(seconds=7)
    await newsroom.until(lambda: len(newsroom.by_bot(BORIS)) == before + 2)


class Slow(Faults):
    """What is sent to one chat is on its way until `arrives`."""

    def __init__(self, chat: int) -> None:
        self.chat, self.arrives, self.begun = str(chat), asyncio.Event(), 0

    async def before(self, asked: Asked) -> None:
        if asked.method.lower().startswith("send") and asked.params.get("chat_id") == self.chat:
            self.begun += 1
            await self.arrives.wait()


async def test_a_slow_answer_keeps_only_its_own_reader_waiting(newsroom: Newsroom) -> None:
    slow = newsroom.world.on_accept = Slow(VERA)
    newsroom.world.send_text(VERA, VERA, "/about")
    newsroom.world.send_text(VERA, VERA, "/corrections")
    await newsroom.until(lambda: slow.begun)
    assert "/latest" in text(await newsroom.say_at_once(GLEB, "/help"))
    assert "Очередь пуста" in text(await newsroom.say_at_once(BORIS, "/queue"))
    assert slow.begun == 1
    assert newsroom.by_bot(VERA) == []

    slow.arrives.set()
    await newsroom.settled()
    about, corrections = newsroom.by_bot(VERA)
    assert "16+" in text(about)
    assert "Исправления" in text(corrections)
