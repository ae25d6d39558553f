"""The Bot API client; production and sandbox differ by the URL only."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer


def make_bot(token: str, api_url: str) -> Bot:
    """A client for the server at `api_url`. Raises TokenValidationError for a misshapen token."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    return Bot(token, session=session)
