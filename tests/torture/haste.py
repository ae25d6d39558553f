"""The waits of the protocol, two hundred times shorter, and what the storm may do within them.

Times are seconds. A call that lands before the last look must be found by it; one that lands
later comes twice for a moment, and an audit removes the twin (reliability.md §2.3).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiosqlite import core as aiosqlite

from bot.app import assembly
from bot.chat.desk import ChatDesk
from bot.domain.outcome import Sent
from bot.planning import Patience
from bot.services import searching
from bot.store import ballast, engine, examination
from bot.telegram import sender

MISSES = 5  # the local Telegram leaves no gaps but those of deleted messages


@dataclass(frozen=True, slots=True)
class Pace:
    """How hasty everything is; `slower` leaves a busy bot the time for what it does at rest."""

    slower: float = 1.0

    @property
    def patience(self) -> Patience:
        """The bot's."""
        return Patience(
            tuple(self._times(each) for each in (0.05, 0.15, 0.3)),
            tuple(self._times(each) for each in (0.05, 1.6)),
            cut=self._times(0.3),
            misses=MISSES,
        )

    @property
    def proof(self) -> float:
        """When absence is proven."""
        return self.patience.looks[-1].total_seconds()

    @property
    def timeout(self) -> float:
        """How long the bot waits for an answer."""
        return self.slower

    @property
    def early(self) -> tuple[float, float]:
        """After which a ghost lands that must be found."""
        return 0.0, 0.2 * self.slower

    @property
    def late(self) -> tuple[float, float]:
        """And one that may come as a twin."""
        return 0.35 * self.slower, 0.9 * self.slower

    @property
    def latest(self) -> float:
        """After which none lands: the promise ends with the last audit."""
        return 1.2 * self.slower

    def _times(self, seconds: float) -> timedelta:
        return timedelta(seconds=seconds * self.slower)


def install(pace: Pace) -> None:
    """Makes the bot in this process as hasty; for good."""
    patience = pace.patience
    assembly.Patience = lambda: patience  # type: ignore[misc,assignment]
    searching.AWAY = patience.looks[0]
    sender.TEXT_TIMEOUT = sender.MEDIA_TIMEOUT = pace.timeout  # type: ignore[assignment]
    ballast.SIZE, examination.LONGEST = 2**16, 0.0
    # What the kernel holds outlives the process; the machine does not die here.
    engine.PRAGMAS = (*engine.PRAGMAS, "PRAGMA synchronous = OFF")
    ChatDesk.tell = _nobody  # type: ignore[method-assign,assignment]
    aiosqlite.SimpleQueue, aiosqlite.Thread = AtOnce, Idle  # type: ignore[misc,assignment]


async def _nobody(*_: Any) -> Sent:
    """Nobody reads at the desk; what the bot tells whom is proven elsewhere."""
    return Sent(())


class AtOnce:
    """In the place of the queue to aiosqlite's thread: a statement runs where it is asked for.

    SQLite does the same then, but handing each statement over and back costs more than it.
    """

    def put_nowait(self, asked: tuple[Future[Any] | None, Callable[[], Any]]) -> None:
        """Runs it to its end."""
        future, work = asked
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - it is the caller's, as from the thread
            if future is not None:
                future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class Idle:
    """In the place of that thread."""

    daemon = True

    def __init__(self, **_: object) -> None: ...

    def start(self) -> None:
        """There is nothing to do."""
