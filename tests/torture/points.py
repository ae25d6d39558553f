"""The points at which a life may be killed: between any two statements, around every call.

Nothing of this is in the bot: the events come from SQLAlchemy, and from wrappers around the two
ways out, `Store` and aiogram's `Bot`. A point bears the name of the function whose transaction it
lies in.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from sqlalchemy import Connection, Engine, event

from bot.store import Store, Transaction
from tests.torture.orders import Order

# In these, every gap between two statements is a point of its own; elsewhere they share one.
PROTOCOL = frozenset(
    f"bot.services.{name}"
    for name in ("publishing", "settling", "claims", "searching", "errands", "withdrawing")
)
APART = 20  # statements after which the gaps share a point, too: what is written in a loop

Report = Callable[[dict[str, Any]], None]
Work = Callable[[Transaction], Awaitable[Any]]


@dataclass(slots=True)
class Step:
    """A transaction under way."""

    name: str
    protocol: bool
    statements: int = 0

    @classmethod
    def of(cls, work: Work) -> Step:
        """Of the function that wrote the transaction: `Publishing._lane` for a lambda in it."""
        name = getattr(work, "__qualname__", type(work).__qualname__)
        return cls(name.split(".<locals>")[0], work.__module__ in PROTOCOL)

    @property
    def gap(self) -> str:
        """The gap behind the newest statement."""
        if not self.protocol:
            return f"{self.name}: between two statements"
        late = self.statements > APART
        return f"{self.name}: after statement {f'{APART} and more' if late else self.statements}"


@dataclass(slots=True)
class Points:
    """Counts what is reached, and ends the life where it was ordered to."""

    report: Report
    known: set[str] = field(default_factory=set)
    passed: int = 0
    order: Order | None = None

    def aim(self, order: Order) -> None:
        """Takes the order of a new life."""
        self.order, self.passed = order, 0

    def reach(self, name: str) -> None:
        """The life has come to this point; it may be the last."""
        if name not in self.known:
            self.known.add(name)
            self.report({"point": name})
        self.passed += 1
        if self.order is None or self.order.longest is None:
            return
        hit = name == self.order.point and self.passed > self.order.armed
        if hit or self.passed > self.order.longest:
            self.report({"died": name})
            os.kill(os.getpid(), signal.SIGKILL)


_step: ContextVar[Step | None] = ContextVar("step", default=None)


def install(points: Points) -> None:
    """Hangs the points into this process, for good."""
    _around_transactions(points)
    _between_statements(points)
    _around_calls(points)


def _around_transactions(points: Points) -> None:
    whole = Store._whole

    async def watched(store: Store, work: Work) -> Any:
        if not work.__module__.startswith("bot."):  # our own, in the tests
            return await whole(store, work)
        step = Step.of(work)
        mark = _step.set(step)
        try:
            result = await whole(store, work)
        finally:
            _step.reset(mark)
        points.reach(f"{step.name}: after commit")
        return result

    Store._whole = watched  # type: ignore[method-assign,assignment]


def _between_statements(points: Points) -> None:
    @event.listens_for(Engine, "after_cursor_execute")
    def after(_: Connection, __: object, statement: str, *___: object) -> None:
        step = _step.get()
        if step is not None and not statement.startswith("BEGIN"):
            step.statements += 1
            points.reach(step.gap)

    @event.listens_for(Engine, "commit")
    def before(_: Connection) -> None:
        if (step := _step.get()) is not None:
            points.reach(f"{step.name}: before commit")


def _around_calls(points: Points) -> None:
    call = Bot.__call__

    async def watched(bot: Bot, method: Any, request_timeout: int | None = None) -> Any:
        name = type(method).__name__
        points.reach(f"{name}: before the call")
        try:
            return await call(bot, method, request_timeout)
        finally:
            points.reach(f"{name}: after the answer")

    Bot.__call__ = watched  # type: ignore[method-assign]
