"""What the services need from outside: a clock, a way to send, and a desk to tell things to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.outcome import Outcome
from bot.domain.post import Options, Part
from bot.store.rows import Notice


class Clock(Protocol):
    """The only source of the present."""

    def now(self) -> datetime:
        """This instant, in UTC."""
        ...


class Sender(Protocol):
    """Puts one part of a post into a chat; one call, never repeated below this line."""

    async def send(self, chat_id: int | str, part: Part, options: Options) -> Outcome:
        """Sends the part and says what became of it. Raises nothing but cancellation."""
        ...


class Desk(Protocol):
    """Where editors read."""

    async def tell(self, notice: Notice) -> Outcome:
        """Delivers a notice; Unknown counts as worth another try."""
        ...


@dataclass(frozen=True, slots=True)
class Wake:
    """Bells that end a loop's sleep when there is new work for it."""

    plan: asyncio.Event = field(default_factory=asyncio.Event)
    inbox: asyncio.Event = field(default_factory=asyncio.Event)
    bundles: asyncio.Event = field(default_factory=asyncio.Event)
    notices: asyncio.Event = field(default_factory=asyncio.Event)
