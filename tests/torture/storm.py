"""What goes wrong between the bot and Telegram, and the points at which the server sees it die."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from bot.sandbox.faults import Asked, Broken, Faults, Reply
from tests.torture.chronicle import Chronicle

MARKER = re.compile(r"T(\d{6})")

SENDING = frozenset({"sendMessage", "sendPhoto", "sendMediaGroup"})
CHANGING = frozenset({"editMessageText", "editMessageCaption", "editMessageMedia",
                      "deleteMessage"})  # fmt: skip
LOOKING = frozenset({"forwardMessage", "forwardMessages", "copyMessage", "deleteMessages"})
TOUCHED = SENDING | CHANGING | LOOKING

HTML = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


def refusal(code: int, words: str, **parameters: int) -> Reply:
    """An error as Telegram words it."""
    body = {"ok": False, "error_code": code, "description": words}
    return Reply(
        code, json.dumps(body | ({"parameters": parameters} if parameters else {})).encode()
    )


def flood(seconds: int) -> Reply:
    """Too many requests."""
    return refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


# What comes instead of an answer, whether the call was accepted or not (bot-api.md §5.1, §5.2).
ANSWERS: dict[str, Callable[[], Reply | Broken]] = {
    "connection broken": Broken,
    "502 in JSON": lambda: refusal(502, "Bad Gateway"),
    "502 in HTML": lambda: Reply(502, HTML, "text/html"),
    "500 restart": lambda: refusal(500, "Internal Server Error: restart"),
    "429, retry after 1": lambda: flood(1),
}
ONLY_BEFORE = {"429, retry after 9": lambda: flood(9)}
ONLY_AFTER = {"answer cut short", "answer that never comes"}


@dataclass(frozen=True, slots=True)
class Odds:
    """How often a call is broken, and how: shares of all calls."""

    before: float = 0.03
    after: float = 0.05
    long_flood: float = 0.001


@dataclass(slots=True)
class Storm(Faults):
    """Breaks calls at random, by its own seed; tells who kills of every step of a call."""

    draw: Random
    chronicle: Chronicle
    about: Callable[[Asked], int | None]  # the post that a call is about
    reach: Callable[[str], bool]  # whether the life was killed at this point
    odds: Odds = field(default_factory=Odds)
    blowing: bool = False
    faults: Counter[str] = field(default_factory=Counter)

    async def before(self, asked: Asked) -> Reply | Broken | None:
        """May refuse the call, lose it, or see the bot die before it is accepted."""
        if asked.method not in TOUCHED:
            return None
        number = self.about(asked)
        self.chronicle.note(number, f"{asked.method} arrives") if number else None
        if not self.blowing:
            return None
        if self.reach(f"server: {asked.method} before it is accepted"):
            if self.draw.random() < 0.5:
                return Broken()
            return None
        if self.draw.random() < self.odds.long_flood:
            return self._break(asked, "429, retry after 9", "before", flood(9))
        if self.draw.random() < self.odds.before:
            name = self.draw.choice([*ANSWERS])
            return self._break(asked, name, "before", ANSWERS[name]())
        return None

    async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
        """May lose or spoil the answer, or see the bot die before it has it."""
        if asked.method not in TOUCHED or not self.blowing:
            return reply
        if self.reach(f"server: {asked.method} accepted, not answered"):
            return Broken()
        self._soon(f"server: {asked.method} while it is answered")
        if self.draw.random() >= self.odds.after:
            return reply
        name = self.draw.choice([*ANSWERS, "answer cut short"])
        if name == "answer cut short":
            cut = Reply(reply.status, reply.body[: len(reply.body) // 2], reply.content_type)
            return self._break(asked, name, "after", cut)
        return self._break(asked, name, "after", ANSWERS[name]())

    def _break(self, asked: Asked, name: str, when: str, answer: Reply | Broken) -> Reply | Broken:
        self.faults[f"{name}, {when} acceptance"] += 1
        if number := self.about(asked):
            self.chronicle.note(number, f"{asked.method}: {name}, {when} acceptance")
        return answer

    def _soon(self, point: str) -> None:
        """The life may end while the answer is on the wire."""
        loop = asyncio.get_running_loop()
        loop.call_later(self.draw.choice((0.0, 0.001, 0.003)), self.reach, point)
