"""What goes wrong: the same for each of the three."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.faults import Asked, Broken, Faults, Outcome, Reply

Kind = Literal["nothing", "answer lost", "502 before", "killed", "late start", "away"]

KINDS: dict[Kind, str] = {
    "nothing": "nothing goes wrong",
    "answer lost": "taken, the answer lost",
    "502 before": "502, not taken",
    "killed": "killed before it has noted that it sent",
    "late start": "started ten minutes too late",
    "away": "no connection for 40 s",
}

SENDS = ("sendmessage",)
AWAY = 40.0  # seconds; longer than anybody's tries in a row
BAD_GATEWAY = Reply(
    502, json.dumps({"ok": False, "error_code": 502, "description": "Bad Gateway"}).encode()
)


@dataclass
class Trouble(Faults):
    """The faults of one scene. Each post meets its fault once, with its first call."""

    kind: Kind
    channel: int
    kill: Callable[[], None] = lambda: None
    away_until: float = 0.0  # Unix time
    met: set[str] = field(default_factory=set)
    away_since: float = float("inf")

    def away(self, since: float) -> None:
        """From then on there is no connection for a while."""
        self.away_since, self.away_until = since, since + AWAY

    async def before(self, asked: Asked) -> Outcome | None:
        """What is not taken."""
        if self.kind == "away" and self.away_since < time.time() < self.away_until:
            await asyncio.sleep(0.01)
            return Broken()
        if self.kind == "502 before" and self._first(asked):
            return BAD_GATEWAY
        return None

    async def after(self, asked: Asked, reply: Reply) -> Outcome:
        """What is taken and not answered."""
        if self.kind in ("answer lost", "killed") and self._first(asked):
            if self.kind == "killed":
                self.kill()
            return Broken()
        return reply

    def _first(self, asked: Asked) -> bool:
        text = asked.params.get("text", "")
        ours = str(self.channel) == asked.params.get("chat_id") and text not in self.met
        if not ours or asked.method.lower() not in SENDS:
            return False
        self.met.add(text)
        return True
