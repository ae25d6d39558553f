"""A bot that dies behind a chosen step of its inbox: a transaction, or a call to Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.store import Store
from tests.newsroom import TOKEN, Newsroom

MOST = 60
STILL = 0.2  # seconds without a step: nothing more comes


class Killed(BaseException):
    """The process is gone."""


class Killer:
    """Counts the steps of the inbox, and kills behind one of them."""

    def __init__(self, newsroom: Newsroom, patch: pytest.MonkeyPatch) -> None:
        self._newsroom = newsroom
        self._left: int | None = None
        self._seen = 0
        self._dead = False
        run = Store.run

        async def killing(store: Store, work: Any) -> Any:
            return await self._step(lambda: run(store, work))

        patch.setattr(Store, "run", killing)

    async def cut_off(
        self, do: Callable[[], Any], check: Callable[[int], Awaitable[None]], stride: int = 1
    ) -> int:
        """Does it with the bot killed behind step 0, 1, 2 … of its handling, and checks each
        time how it stands after so many; returns how many steps there are.
        """
        for steps in range(0, MOST, stride):
            self._watch_calls()
            self._left, self._dead = steps, False
            do()
            killed = await self._died()
            self._left, self._dead = None, False
            if killed:
                self._newsroom.clock.at += timedelta(seconds=20)
                await self._newsroom.start_bot()
            await self._newsroom.settled()
            await check(steps // stride + 1)
            if not killed:
                return steps
        raise AssertionError("it never ends")

    async def _step(self, call: Callable[[], Awaitable[Any]]) -> Any:
        task = asyncio.current_task()
        if task is None or not task.get_name().startswith("inbox"):
            return await call()
        if self._dead:  # nothing that stands in a `finally` is done by the dead
            raise Killed
        result = await call()
        self._seen += 1
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                self._dead = True
                raise Killed
        return result

    def _watch_calls(self) -> None:
        session = self._newsroom.app.bot.session
        call: Any = type(session).make_request

        async def killing(*args: Any, **more: Any) -> Any:
            return await self._step(lambda: call(session, *args, **more))

        session.make_request = killing  # type: ignore[method-assign]

    async def _died(self) -> bool:
        """Waits until the bot is dead, or does nothing any more."""
        running, still = self._newsroom._running, 0.0
        assert running is not None
        while still < STILL:
            seen = self._seen
            done, _ = await asyncio.wait([running], timeout=0.02)
            if done:
                assert isinstance(running.exception(), BaseExceptionGroup), running.exception()
                return True
            if self._dead:
                continue
            busy = self._newsroom.world.updates_waiting(TOKEN) or self._seen != seen
            still = 0.0 if busy else still + 0.02
        return False
