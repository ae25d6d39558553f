"""The door of the Bot API client: every call asks the traffic first, and a 429 is learned from."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, SendChatAction, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram.buckets import NOWHERE, Kind
from bot.telegram.traffic import Chat, TooLong, Traffic

SENDING = ("send", "forward", "copy")
CHANGING = ("edit", "delete", "pin", "unpin", "stop", "setMessage")

# Remembers freezes, as seconds by chat (None: all), beyond a restart.
Remember = Callable[[Mapping[Chat | None, float]], Awaitable[None]]


class NotCalled(TelegramRetryAfter):
    """Flood control refused the call itself: Telegram never heard of it."""


class Throttle(BaseRequestMiddleware):
    """Delays calls that put something into a chat or change it; everything else passes.

    It never makes a call twice: exactly-once depends on that.
    """

    def __init__(self, traffic: Traffic, remember: Remember) -> None:
        self._traffic = traffic
        self._remember = remember

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Makes the call when its turn has come. Raises NotCalled if that is too far off."""
        chat, kind, slot = chat_of(method), kind_of(method), None
        if chat is not None and kind is not None:
            try:
                slot = await self._traffic.enter(chat, kind, cost_of(method))
            except TooLong as held:
                seconds = math.ceil(held.seconds)
                raise NotCalled(method, str(held), seconds) from None
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            if chat is not None:
                frozen = self._traffic.refused(chat, float(error.retry_after))
                await self._remember(frozen)
            raise
        finally:
            if slot is not None:
                self._traffic.left(slot)


def chat_of(method: TelegramMethod[Any]) -> Chat | None:
    """The chat that the call is about, by its number where that is known."""
    chat = getattr(method, "chat_id", None)
    return chat if isinstance(chat, int | str) else None


def kind_of(method: TelegramMethod[Any]) -> Kind | None:
    """Which of a chat's buckets the call draws on, if any."""
    name = method.__api_method__
    if isinstance(method, SendChatAction):
        return None
    if name.startswith(SENDING):
        return "send"
    return "edit" if name.startswith(CHANGING) else None


def cost_of(method: TelegramMethod[Any]) -> int:
    """How many messages it makes or changes."""
    if chat_of(method) == NOWHERE:
        return 1
    for items in ("media", "message_ids"):
        found = getattr(method, items, None)
        if isinstance(found, list):
            return len(found)
    return 1
