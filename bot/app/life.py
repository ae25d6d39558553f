"""The life of the bot, from the opening of the database to its closing."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from bot.app.door import Door
from bot.services.ports import Clock, Fetcher
from bot.services.ports import Lease as Leased
from bot.services.standby import Lease, Sole
from bot.settings import Settings
from bot.store import LeaseLost, Store, StoreError
from bot.store.engine import is_file
from bot.store.migrate import upgrade
from bot.telegram import deferred_types
from bot.telegram.poller import TokenRefused

if TYPE_CHECKING:
    from bot.app.assembly import App

log = logging.getLogger(__name__)

Born = Callable[["App"], None]


async def live(
    settings: Settings,
    clock: Clock,
    stop: asyncio.Event,
    born: Born = lambda app: None,
    fetcher: Fetcher | None = None,
) -> None:
    """Runs the bot until `stop` is set; `born` is handed the app when it is complete.

    On PostgreSQL it waits for the lease first, and again whenever it lost it: each time it
    publishes, another app is born. `fetcher` opens links; without one, public addresses only are
    opened. Raises StoreError if the database can't be opened, TokenRefused if Telegram does not
    know the token.
    """
    url = settings.database_url
    store = await Store.open(url)
    if is_file(url):
        try:
            await _serve(settings, clock, stop, store, Sole(), born, fetcher)
        finally:
            await store.close()
        return
    owner = f"{socket.gethostname()}/{os.getpid()}"
    # A lease that is held must be renewed in time, and loading keeps everything else waiting.
    await asyncio.to_thread(_load)
    gc.enable()  # off since the start of the process
    while not stop.is_set():
        lease = Lease(store, owner)
        try:
            if await lease.take(stop):
                await upgrade(url)  # another version may have been here meanwhile
                await _serve(settings, clock, stop, store, lease, born, fetcher)
        except LeaseLost as error:
            log.warning("%s; this process is a standby again", error)
        finally:
            await lease.release()
            await store.close()
        store = Store.lazy(url)


async def _serve(
    settings: Settings,
    clock: Clock,
    stop: asyncio.Event,
    store: Store,
    lease: Leased,
    born: Born,
    fetcher: Fetcher | None,
) -> None:
    """Runs the bot as the one that publishes. Raises LeaseLost.

    Polling begins before aiogram is loaded: what people sent meanwhile is safe a second sooner.
    """
    door = await Door.open(settings, clock, store)
    try:
        async with asyncio.TaskGroup() as group:
            others = [group.create_task(door.poller.run()), group.create_task(lease.keep())]
            app = await asyncio.to_thread(_assemble, settings, door, lease, fetcher)
            gc.enable()
            born(app)
            await app.run(stop)
            for task in others:
                task.cancel()
    except* TokenRefused:
        raise TokenRefused from None
    except* StoreError as errors:
        raise _first(errors) from None


def _first(errors: BaseExceptionGroup[StoreError]) -> StoreError:
    error = errors.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


def _load() -> None:
    deferred_types.install()  # before anything imports aiogram
    importlib.import_module("bot.app.assembly")


def _assemble(settings: Settings, door: Door, lease: Leased, fetcher: Fetcher | None) -> App:
    _load()
    assembly = importlib.import_module("bot.app.assembly")
    return cast("App", assembly.assemble(settings, door, lease, fetcher))
