"""What goes wrong between the bot and Telegram, and the points at which the server sees it die."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from random import Random

from bot.sandbox.breaking import answers
from bot.sandbox.errors import bad_request
from bot.sandbox.faults import Accept, Asked, Broken, Faults, Outcome
from tests.torture.chronicle import Chronicle
from tests.torture.haste import Pace

SENDING = frozenset({"sendMessage", "sendPhoto", "sendMediaGroup"})
CHANGING = frozenset(
    {"editMessageText", "editMessageCaption", "editMessageMedia", "deleteMessage"}
)
LOOKING = frozenset({"forwardMessage", "deleteMessages"})

# The share of calls that are struck.
ODDS = dict.fromkeys(SENDING, 0.08) | dict.fromkeys(CHANGING, 0.08) | dict.fromkeys(LOOKING, 0.01)

# How a caller is left whose call may or may not have happened (bot-api.md §5.1, §5.2).
LEFT = ("close", "bad_gateway", "bad_gateway_html", "restart", "flood")
MEANWHILE = 0.3  # the share of struck posts before which somebody else writes there
TARDY = 0.5  # the share of updates that come when the looks are over
SHORT_FLOOD, LONG_FLOOD = 1, 9  # seconds; one proves nothing, the other that nothing was sent

KINDS: dict[str, float] = {
    "never accepted": 20,
    "accepted, answer lost": 30,
    "accepted, answer cut short": 8,
    "accepted, never answered": 8,
    "lands a little later": 20,
    "lands very late": 15,
    "part of an album": 20,  # of albums only
    "long flood wait": 1,
}

GHOSTLY = KINDS | {"lands very late": 30, "part of an album": 60}

# When the call that is being accepted was asked, if its caller has been sent away since.
HAUNTING: ContextVar[float | None] = ContextVar("HAUNTING", default=None)


@dataclass(slots=True)
class Storm(Faults):
    """Breaks calls at random, by its own seed; tells who kills of every step of a call."""

    draw: Random
    chronicle: Chronicle
    about: Callable[[Asked], int | None]  # the post that a call is about
    reach: Callable[[str], bool]  # whether the life was killed at this point
    write: Callable[[Asked], None]  # somebody else writes into the channel of a call
    odds: dict[str, float] = field(default_factory=lambda: dict(ODDS))
    kinds: Mapping[str, float] = field(default_factory=lambda: KINDS)
    pace: Pace = field(default_factory=Pace)
    blowing: bool = False
    faults: Counter[str] = field(default_factory=Counter)
    _ghosts: set[asyncio.Task[None]] = field(default_factory=set)

    async def around(self, asked: Asked, accept: Accept) -> Outcome:
        """A call, from its arrival to its answer."""
        if asked.method == "getUpdates" and self.blowing and self.draw.random() < TARDY:
            await asyncio.sleep(2 * self.pace.proof)
        if asked.method not in self.odds:
            return await accept()
        self._note(asked, "arrives")
        if not self.blowing:
            return await accept()
        if self.reach(f"server: {asked.method} before it is accepted"):
            if self.draw.random() < 0.5:
                self._haunt(asked, accept, self.pace.early)
            return Broken()
        if self.draw.random() < self.odds[asked.method]:
            return await self._strike(asked, accept)
        outcome = await accept()
        if self.reach(f"server: {asked.method} accepted, not answered"):
            return Broken()
        # The life may end while the answer is on the wire.
        point = f"server: {asked.method} while it is answered"
        delay = self.draw.choice((0.0, 0.001, 0.003))
        asyncio.get_running_loop().call_later(delay, self.reach, point)
        return outcome

    async def _strike(self, asked: Asked, accept: Accept) -> Outcome:
        kind = self._kind(asked)
        left = self.draw.choice(LEFT)
        self.faults[kind] += 1
        self._note(asked, f"{kind} ({left})")
        answer = answers.answer(left, SHORT_FLOOD, bad_request(""))
        if asked.method in SENDING and self.draw.random() < MEANWHILE:
            self.write(asked)
        match kind:
            case "accepted, answer lost":
                await accept()
            case "accepted, answer cut short":
                outcome = await accept()
                return outcome if isinstance(outcome, Broken) else answers.truncated(outcome)
            case "accepted, never answered":
                await accept()
                await asyncio.sleep(3 * self.pace.timeout)
            case "lands a little later":
                self._haunt(asked, accept, self.pace.early)
            case "lands very late":
                self._haunt(asked, accept, self.pace.late)
            case "part of an album":
                posted = self._cut(asked)
                await accept()
                return self.draw.choice((answer, answers.failed_album(posted)))
            case "long flood wait":
                return answers.answer("flood", LONG_FLOOD, bad_request(""))
        return answer

    def _kind(self, asked: Asked) -> str:
        kinds = dict(self.kinds)
        if asked.method != "sendMediaGroup":
            del kinds["part of an album"]
        if asked.method not in SENDING:
            del kinds["lands very late"]
        return self.draw.choices([*kinds], weights=[*kinds.values()])[0]

    def _cut(self, asked: Asked) -> int:
        """Leaves some items of the album, whichever; returns how many."""
        items = json.loads(asked.params["media"])
        kept = sorted(self.draw.sample(range(len(items)), self.draw.randint(1, len(items) - 1)))
        asked.params["media"] = json.dumps([items[each] for each in kept])
        return len(kept)

    def _haunt(self, asked: Asked, accept: Accept, within: tuple[float, float]) -> None:
        """Has the call happen later, whatever became of its caller."""
        task = asyncio.get_running_loop().create_task(
            self._land(asked, accept, self.draw.uniform(*within))
        )
        self._ghosts.add(task)
        task.add_done_callback(self._ghosts.discard)

    async def _land(self, asked: Asked, accept: Accept, delay: float) -> None:
        begun = time.monotonic()
        HAUNTING.set(begun)
        await asyncio.sleep(delay)
        if time.monotonic() - begun < self.pace.latest:
            self._note(asked, "lands as a ghost")
            await accept()

    def _note(self, asked: Asked, words: str) -> None:
        if number := self.about(asked):
            self.chronicle.note(number, f"{asked.method} {words}")
