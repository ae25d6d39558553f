"""A sandbox with a channel for every test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox import Sandbox
from tests.sandbox.helpers import TOKEN, Clock, fill
from tests.telegram.channel import Channel


@pytest.fixture
async def channel() -> AsyncIterator[Channel]:
    """A channel in which the bot has all rights."""
    clock = Clock()
    sandbox = Sandbox(clock=clock)
    fill(sandbox.world)
    await sandbox.start()
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with Bot(TOKEN, session=session) as bot:
        yield Channel(sandbox, bot, clock)
    await sandbox.stop()
