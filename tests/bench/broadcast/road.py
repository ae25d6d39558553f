"""The way to Telegram and back: it takes its time, and everything on it is counted."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.sandbox.faults import Accept, Asked, Outcome, Reply

LATENCY = 0.1  # seconds there and back, as performance.md measured others with
JITTER = 0.1  # of it, each way by itself


@dataclass(slots=True)
class Road:
    """Stands before the sandbox's flood control, where a data centre's door would be."""

    flood: Any
    random: Random = field(default_factory=lambda: Random(6))  # noqa: S311 - no secret
    at: list[float] = field(default_factory=list)  # when messages reached Telegram
    chats: Counter[str] = field(default_factory=Counter)
    first: dict[str, float] = field(default_factory=dict)  # by chat
    refused: int = 0  # 429

    async def around(self, asked: Asked, reach: Accept) -> Outcome:
        """Lets the call through, late."""
        if asked.method == "getUpdates":
            return await self.flood.around(asked, reach)
        await asyncio.sleep(self._half())
        if asked.method in ("sendMessage", "copyMessage"):
            now, chat = time.monotonic(), asked.params.get("chat_id", "")
            self.at.append(now)
            self.chats[chat] += 1
            self.first.setdefault(chat, now)
        outcome = await self.flood.around(asked, reach)
        if isinstance(outcome, Reply) and outcome.status == 429:
            self.refused += 1
        await asyncio.sleep(self._half())
        return outcome

    def close(self) -> None:
        """Nobody waits any longer."""
        self.flood.close()

    def most(self) -> int:
        """The most messages that came within any second."""
        return max((bisect_left(self.at, at + 1.0) - n for n, at in enumerate(self.at)), default=0)

    def took(self) -> float:
        """Seconds from the first message to the last."""
        return self.at[-1] - self.at[0] if self.at else 0.0

    def _half(self) -> float:
        return LATENCY / 2 * self.random.uniform(1 - JITTER, 1 + JITTER)
