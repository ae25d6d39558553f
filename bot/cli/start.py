"""`run`: the bot with a token, or the bot in its sandbox without one."""

from __future__ import annotations

import asyncio
import gc

from bot import logs, settings
from bot.telegram import deferred_types


def start(port: int) -> int:
    """Starts the bot and stays until it is told to stop."""
    # A start makes a million objects and no garbage; App.run turns the collector on again.
    gc.disable()
    chosen = settings.load()
    logs.set_up(chosen.log_level, chosen.log_format)
    deferred_types.install()  # before anything imports aiogram
    if chosen.token:
        from bot.cli import run

        return asyncio.run(run.serve(chosen))
    from bot.cli import demo

    return asyncio.run(demo.serve(chosen, port))
