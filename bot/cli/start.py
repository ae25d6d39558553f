"""`run`: the bot with a token, or the bot in its sandbox without one."""

from __future__ import annotations

import asyncio
import gc

from bot import logs, settings


def start(port: int) -> int:
    """Starts the bot and stays until it is told to stop."""
    # A start makes a million objects and no garbage; bot.app.life turns the collector on again.
    gc.disable()
    chosen = settings.load()
    logs.set_up(chosen.log_level, chosen.log_format)
    if chosen.token:
        from bot.cli import run

        return asyncio.run(run.serve(chosen))
    from bot.cli import demo

    return asyncio.run(demo.serve(chosen, port))
