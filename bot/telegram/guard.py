"""No call to Telegram begins unless this process is the one that publishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod

from bot.services.ports import Lease


class NotOurs(TelegramNetworkError):
    """The call was not made; the process that has the lease may make it."""


@dataclass(frozen=True, slots=True)
class Guard(BaseRequestMiddleware):
    """The last thing before the call: whatever makes it wait must come first."""

    lease: Lease

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Response[Any]:
        """Makes the call. Raises NotOurs."""
        if not self.lease.safe():
            raise NotOurs(method, "this process no longer publishes")
        return await make_request(bot, method)
