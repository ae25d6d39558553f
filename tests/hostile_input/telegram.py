"""A Telegram that takes everything at once and keeps only what each chat heard last."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetMe, SendMediaGroup, TelegramMethod
from aiogram.types import Chat, Message, MessageId, PhotoSize, User

ME = User(id=100001, is_bot=True, first_name="Вестник", username="vestnik_bot")
PHOTO = PhotoSize(file_id="AgAD", file_unique_id="u", width=90, height=60)
LAST = 20  # messages
NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Yes(BaseSession):
    """A session of aiogram without a network."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = Counter[str]()
        self.said = defaultdict[Any, deque[str]](lambda: deque(maxlen=LAST))
        self._numbers = count(100)

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        """What a server that is content would answer."""
        self.calls[method.__api_method__] += 1
        chat = getattr(method, "chat_id", 0)
        if isinstance(method, GetMe):
            return ME
        if isinstance(method, SendMediaGroup):
            return [self._message(chat) for _ in method.media]
        returned = str(method.__returning__)
        if "MessageId" in returned:
            return MessageId(message_id=next(self._numbers))
        if "Message" in returned:
            self.said[chat].append(str(getattr(method, "text", "") or ""))
            return self._message(chat)
        if method.__returning__ is bool:
            return True
        raise TelegramBadRequest(method, "Bad Request: chat not found")

    def _message(self, chat: Any) -> Message:
        where = Chat(id=chat if isinstance(chat, int) else 1, type="private")
        number = next(self._numbers)
        return Message(message_id=number, date=NOW, chat=where, photo=[PHOTO])

    async def close(self) -> None:
        """There is nothing to close."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """No file can be had."""
        raise OSError("no such file")
        yield b""
