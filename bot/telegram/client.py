"""The Bot API client; production and sandbox differ by the URL only."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.methods import GetMe, Response, TelegramMethod
from aiohttp import ClientSession, TraceConfig

from bot.services.ports import Timekeeper

T = TypeVar("T")

PAUSE = 5.0  # seconds between two questions for the time
TIMEOUT = 10  # seconds that such a question may take


class Session(AiohttpSession):
    """aiogram's session with one trace on it, quicker at its answers and at its end."""

    def __init__(self, api: TelegramAPIServer, trace: TraceConfig | None) -> None:
        super().__init__(api=api)
        self._trace = trace

    async def create_session(self) -> ClientSession:
        """The client session, made anew where there is none."""
        session = await super().create_session()
        if self._trace is not None and self._trace not in session.trace_configs:
            session.trace_configs.append(self._trace)
        return session

    def check_response(
        self, bot: Bot, method: TelegramMethod[T], status_code: int, content: str
    ) -> Response[T]:
        """What Telegram answered; raises as aiogram's own does."""
        _answer_type(method.__returning__)
        return super().check_response(bot, method, status_code, content)

    async def close(self) -> None:
        """Closes the connections; aiogram would sleep afterwards, which aiohttp makes needless."""
        if self._session is not None and not self._session.closed:
            await self._session.close()


def make_bot(token: str, api_url: str, trace: TraceConfig | None = None) -> Bot:
    """A client for the server at `api_url`; `trace` sees its calls.

    Raises TokenValidationError for a misshapen token.
    """
    session = Session(TelegramAPIServer.from_base(api_url), trace)
    return Bot(token, session=session)


@cache
def _answer_type(result: Any) -> type[Response[Any]]:
    """Holds the type of an answer: pydantic forgets it else, and needs 30 ms to make it anew."""
    return Response[result]


@dataclass(slots=True)
class TimeQuestion:
    """Asks Telegram for the time where the clock can't be trusted."""

    bot: Bot
    clock: Timekeeper
    _asked: float | None = None

    async def settled(self) -> bool:
        """Whether the clock can be trusted, if need be after a question to Telegram."""
        if self.clock.trusted:
            return True
        if self._asked is not None and self.clock.mark() - self._asked < PAUSE:
            return False
        self._asked = self.clock.mark()
        # A refusal has a date, too; without any answer nothing could be sent anyway.
        with suppress(AiogramError, OSError):
            await self.bot(GetMe(), request_timeout=TIMEOUT)
        return self.clock.trusted
