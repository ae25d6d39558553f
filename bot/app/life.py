"""The life of the bot, from the opening of the door to its closing."""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING, cast

from bot.app.door import Door
from bot.app.window import Window
from bot.services.ports import Fetcher, Timekeeper
from bot.settings import Settings
from bot.telegram import deferred_types
from bot.telegram.buckets import Limits
from bot.telegram.poller import TokenRefused
from bot.telegram.webhook import Webhook

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
    the database can't be opened, TokenRefused if Telegram does not know the token, PortTaken if
    it can't listen.
    """
    door = await Door.open(settings, clock)
    try:
        window = Window()
        async with _serving(settings, window, door), asyncio.TaskGroup() as group:
            receiving = group.create_task(door.updates.run())
            app = await asyncio.to_thread(_assemble, settings, door, fetcher, limits)
            gc.enable()  # off since the start of the process
            window.show(app.doctor, app.metrics.page if app.metrics else None)
            born(app)
            await app.run(stop)
            receiving.cancel()
    except* TokenRefused:
        raise TokenRefused from None
    finally:
        await door.store.close()


def _serving(settings: Settings, window: Window, door: Door) -> AbstractAsyncContextManager[None]:
    if not settings.port:
        return nullcontext()
    web = importlib.import_module("bot.app.web")  # who has no port spares themselves the server
    webhook = door.updates if isinstance(door.updates, Webhook) else None
    return cast("AbstractAsyncContextManager[None]", web.serving(settings, window, webhook))


def _assemble(
    settings: Settings, door: Door, fetcher: Fetcher | None, limits: Limits | None
) -> App:
    deferred_types.install()  # before anything imports aiogram
    assembly = importlib.import_module("bot.app.assembly")
    return cast("App", assembly.assemble(settings, door, fetcher, limits))
