"""Flood limits as the real server has them (bot-api.md §3, "Flood" and "retry_after")."""

import json
import math
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.addressing import chat_of, is_editing, is_sending
from bot.sandbox.alarms import Alarms
from bot.sandbox.breaking import Strike
from bot.sandbox.directory import Directory
from bot.sandbox.errors import too_many_requests
from bot.sandbox.faults import Asked, Faults, Outcome
from bot.sandbox.wire import error_reply

_PATIENCE = 8.0  # seconds by which the server delays a call rather than refuse it


@dataclass(slots=True)
class Limits:
    """What one bot may send; nobody but Telegram knows the true figures."""

    burst: int = 5
    """Messages at once into one chat; then one a second."""
    per_minute: int = 20
    """Messages into one group or channel; as many edits."""
    overall: int = 30
    """Messages a second into all chats."""


class Window:
    """At most `limit` within any `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._taken: list[float] = []

    def free_at(self, now: float, cost: int) -> float:
        """The first moment, not before `now`, at which there is room."""
        self._taken = [at for at in self._taken if at > now - self._seconds]
        over = len(self._taken) + min(cost, self._limit) - self._limit
        return now if over <= 0 else max(now, self._taken[over - 1] + self._seconds)

    def take(self, at: float, cost: int) -> None:
        """The room is used at this moment."""
        for _ in range(min(cost, self._limit)):
            insort(self._taken, at)


class Flood(Faults):
    """Off until `on` is set. Short waits are served late, longer ones answered with 429."""

    def __init__(
        self, directory: Directory, clock: Callable[[], float], note: Callable[[Strike], None]
    ) -> None:
        self._directory = directory
        self._clock = clock
        self._note = note
        self._alarms = Alarms(clock)
        self._windows: dict[tuple[str, str, int], Window] = {}
        self.on = False
        self.limits = Limits()

    def switch(self, on: bool) -> None:
        """On with empty windows, or off."""
        self.on = on
        self._windows.clear()
        self._alarms.release()

    def close(self) -> None:
        """The server stops: nobody waits any longer."""
        self._alarms.release()

    async def before(self, asked: Asked) -> Outcome | None:
        """Wait for room, or refuse; a refused call never happens."""
        if not self.on:
            return None
        chat_id = chat_of(self._directory, asked)
        # What the server refuses by itself, such as a probe with chat 0, costs nothing.
        if not chat_id or (chat_id < 0 and str(chat_id) not in self._directory.chats):
            return None
        windows, cost = self._limiting(asked, chat_id), _cost(asked)
        now = self._clock()
        at = max([window.free_at(now, cost) for window in windows], default=now)
        if at - now > _PATIENCE:
            self._note(Strike.of("limit", asked, chat_id, now))
            return error_reply(too_many_requests(math.ceil(at - now)))
        for window in windows:
            window.take(at, cost)
        await self._alarms.until(at)
        return None

    def _limiting(self, asked: Asked, chat_id: int) -> list[Window]:
        limits, token = self.limits, asked.token
        found = []
        if is_sending(asked):
            found.append(self._window(token, "burst", chat_id, limits.burst, limits.burst))
            found.append(self._window(token, "all", 0, limits.overall, 1))
            if chat_id < 0:
                found.append(self._window(token, "minute", chat_id, limits.per_minute, 60))
        elif is_editing(asked) and chat_id < 0:
            found.append(self._window(token, "edits", chat_id, limits.per_minute, 60))
        return found

    def _window(self, token: str, name: str, chat_id: int, limit: int, seconds: float) -> Window:
        return self._windows.setdefault((token, name, chat_id), Window(limit, seconds))


def _cost(asked: Asked) -> int:
    """An album of n costs n."""
    for name in ("media", "message_ids"):
        try:
            items = json.loads(asked.params.get(name, ""))
        except ValueError:
            continue
        if isinstance(items, list):
            return max(1, len(items))
    return 1
