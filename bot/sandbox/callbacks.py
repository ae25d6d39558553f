"""Presses of inline buttons: from the press to the bot's answer or silence (bot-api.md §7.11)."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.errors import bad_request
from bot.sandbox.shapes import Json
from bot.sandbox.storage import Storage
from bot.sandbox.updates import CALLBACK_LIFE

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True)
class Press:
    """One press that may still be answered."""

    bot_id: int
    pressed: float


class Callbacks:
    """All presses of the last minutes."""

    def __init__(self, storage: Storage, clock: Callable[[], float]) -> None:
        self._storage = storage
        self._clock = clock
        self._open = {key: Press(**saved) for key, saved in storage.load("callback")}
        self._answers: dict[str, Json] = {}
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    def press(self, bot_id: int) -> str:
        """Register a press; returns the callback query's id."""
        self._drop_expired()
        query_id = str(secrets.randbelow(9 * 10**17) + 10**17)
        self._open[query_id] = Press(bot_id, self._clock())
        self._storage.put("callback", query_id, {"bot_id": bot_id, "pressed": self._clock()})
        return query_id

    def answer(self, bot_id: int, query_id: str, answer: Json) -> None:
        """The bot's answer; late, doubled and foreign ones are refused."""
        self._drop_expired()
        press = self._open.get(query_id)
        if press is None or press.bot_id != bot_id:
            raise bad_request(_TOO_OLD)
        self._forget(query_id)
        self._answers[query_id] = answer
        while len(self._answers) > 1000:
            self._answers.pop(next(iter(self._answers)))
        waiting = self._waiting.get(query_id)
        if waiting and not waiting.done():
            waiting.set_result(answer)

    async def wait(self, query_id: str, timeout: float) -> Json:
        """What the person's app sees: the answer, or `answered: false` after the time-out."""
        if query_id not in self._answers:
            future = self._waiting[query_id] = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait_for(future, timeout)
            except TimeoutError:
                return {"answered": False}
            finally:
                self._waiting.pop(query_id, None)
        return {"answered": True, **self._answers[query_id]}

    def _drop_expired(self) -> None:
        oldest = self._clock() - CALLBACK_LIFE
        for query_id in [key for key, press in self._open.items() if press.pressed < oldest]:
            self._forget(query_id)

    def _forget(self, query_id: str) -> None:
        self._open.pop(query_id, None)
        self._storage.delete("callback", query_id)
