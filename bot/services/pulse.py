"""Signs of life, noted as they come. In memory: a new process has a life of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.services.ports import Clock


@dataclass(slots=True)
class Pulse:
    """When the bot began, and when it last heard from Telegram and looked at the queue (UTC)."""

    clock: Clock
    since: datetime = field(init=False)
    answered: datetime | None = None  # anything at all from Telegram
    asked: datetime | None = None  # updates: a poll that went well, or a webhook's call
    looked: datetime | None = None  # for posts that are due

    def __post_init__(self) -> None:
        self.since = self.clock.now()

    def answer(self) -> None:
        """Telegram said something."""
        self.answered = self.clock.now()

    def ask(self) -> None:
        """Updates come, or would."""
        self.asked = self.clock.now()

    def look(self) -> None:
        """The publishing loop went round."""
        self.looked = self.clock.now()
