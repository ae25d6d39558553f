"""The life of the bot, from the opening of the door to its closing."""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from bot.app.door import Door
from bot.services.ports import Fetcher, Timekeeper
from bot.settings import Settings
from bot.telegram import deferred_types
from bot.telegram.buckets import Limits
from bot.telegram.poller import TokenRefused

if TYPE_CHECKING:
    from bot.app.assembly import App


async def live(
    settings: Settings,
    clock: Timekeeper,
    stop: asyncio.Event,
    born: Callable[[App], None] = lambda app: None,
    fetcher: Fetcher | None = None,
    limits: Limits | None = None,
) -> None:
    """Runs the bot until `stop` is set; `born` is handed the app when it is complete.

    Polling begins before aiogram is loaded: what people sent meanwhile is safe a second sooner.
    `fetcher` opens links; without one, public addresses only are opened. `limits` are Telegram's
    unless others are given. Raises StoreError if
    the database can't be opened, TokenRefused if Telegram does not know the token.
    """
    door = await Door.open(settings, clock)
    try:
        async with asyncio.TaskGroup() as group:
            polling = group.create_task(door.poller.run())
            app = await asyncio.to_thread(_assemble, settings, door, fetcher, limits)
            gc.enable()  # off since the start of the process
            born(app)
            await app.run(stop)
            polling.cancel()
    except* TokenRefused:
        raise TokenRefused from None
    finally:
        await door.store.close()


def _assemble(
    settings: Settings, door: Door, fetcher: Fetcher | None, limits: Limits | None
) -> App:
    deferred_types.install()  # before anything imports aiogram
    assembly = importlib.import_module("bot.app.assembly")
    return cast("App", assembly.assemble(settings, door, fetcher, limits))
