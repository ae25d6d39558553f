"""A channel in the sandbox, and a bot that posts to it over HTTP."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.domain.outcome import Sent
from bot.domain.post import Delivery, Options, Part
from bot.domain.release import Media, MediaKind
from bot.sandbox import Sandbox
from bot.telegram.sender import TelegramSender
from tests.sandbox.helpers import CHANNEL, Clock, picture

PLAIN = Options()


class Channel:
    """A channel, and a sender that posts to it."""

    def __init__(self, sandbox: Sandbox, bot: Bot, clock: Clock) -> None:
        self.world: Any = sandbox.world
        self.bot = bot
        self.clock: Any = clock
        self._sizes = iter(range(10, 1000))

    async def photo(self) -> Media:
        """A photo that Telegram holds already, another at every call."""
        file = BufferedInputFile(picture(next(self._sizes), 10), "a.png")  # type: ignore[no-untyped-call]
        message = await self.bot.send_photo(CHANNEL, file)
        assert message.photo
        return Media("photo", message.photo[-1].file_id, message.photo[-1].file_unique_id)

    async def file(self, kind: MediaKind) -> Media:
        """A file of any kind that Telegram holds already, another at every call."""
        if kind == "photo":
            return await self.photo()
        content = BufferedInputFile(bytes([next(self._sizes) % 256]) * 9, f"a.{kind}")
        send: Any = getattr(self.bot, f"send_{kind}")
        sent = getattr(await send(CHANNEL, content), kind)
        return Media(kind, sent.file_id, sent.file_unique_id)

    async def put(self, part: Part, options: Options = PLAIN, **more: Any) -> list[dict[str, Any]]:
        """The messages that a part became, as the channel has them."""
        outcome = await TelegramSender(self.bot).send(CHANNEL, Delivery(part, options, **more))
        assert isinstance(outcome, Sent), outcome
        return [self.message(message_id) for message_id in outcome.message_ids]

    def message(self, message_id: int) -> dict[str, Any]:
        """A message as the channel has it."""
        found: dict[str, Any] = self.world.message(CHANNEL, message_id)
        return found
