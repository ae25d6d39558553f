"""A process that has loaded everything, and forks a life of the bot in tens of milliseconds."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import traceback
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self


@dataclass
class Lives:
    """The parent's side; one life at a time. Its calls block."""

    orders: Any
    reports: Any
    pid: int | None = None

    @classmethod
    def open(cls) -> Self:
        """Forks the server; before any thread or event loop is there."""
        order_out, order_in = os.pipe()
        report_out, report_in = os.pipe()
        if not os.fork():
            os.close(order_in)
            os.close(report_out)
            with suppress(BaseException):
                _serve(os.fdopen(order_out), os.fdopen(report_in, "w", buffering=1))
            os._exit(0)
        os.close(order_out)
        os.close(report_in)
        return cls(os.fdopen(order_in, "w", buffering=1), os.fdopen(report_out))

    def begin(self, settings: dict[str, Any]) -> None:
        """Begins a life."""
        self.orders.write(json.dumps(settings) + "\n")
        self.pid = int(self.reports.readline())

    def end(self, number: int = signal.SIGKILL) -> int:
        """Sends the life the signal and waits for its end; returns the exit code."""
        if self.pid is None:
            return 0
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)
        self.pid = None
        return int(self.reports.readline())

    def close(self) -> None:
        """Ends the server."""
        self.end()
        self.orders.close()


def _serve(orders: Any, reports: Any) -> None:
    gc.disable()
    gc.freeze()  # else the collector would copy every page into each child
    for line in orders:
        child = os.fork()
        if not child:
            try:
                _live(json.loads(line))
            except BaseException:  # noqa: BLE001 - a child never returns into this loop
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        reports.write(f"{child}\n")
        _, status = os.waitpid(child, 0)
        reports.write(f"{os.waitstatus_to_exitcode(status)}\n")


def _live(chosen: dict[str, Any]) -> None:
    from bot.app.life import live
    from bot.cli.signals import stop_on_signals
    from bot.clock import TrustedClock
    from bot.settings import Settings

    async def run() -> None:
        settings = Settings(_env_file=None, **chosen)  # type: ignore[call-arg]
        await live(settings, TrustedClock(), stop_on_signals())

    asyncio.run(run())
