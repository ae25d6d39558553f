"""The life of the bot, from the opening of the door to its closing."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import os
import socket
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bot.app.door import Door
from bot.app.window import Window
from bot.services.ports import Fetcher, Timekeeper
from bot.services.ports import Lease as Leased
from bot.services.standby import Lease, Sole
from bot.settings import Settings
from bot.store import LeaseLost, Store, StoreError
from bot.store.engine import is_file
from bot.store.migrate import upgrade
from bot.telegram import deferred_types
from bot.telegram.buckets import Limits
from bot.telegram.poller import Poller, TokenRefused
from bot.telegram.webhook import Webhook

if TYPE_CHECKING:
    from bot.app.running import App

log = logging.getLogger(__name__)

# So many new objects make the collector look: with Python's 700, a fifth of the work is looking.
NEW_OBJECTS = 20_000

Born = Callable[["App"], None]


async def live(
    settings: Settings,
    clock: Timekeeper,
    stop: asyncio.Event,
    born: Born = lambda app: None,
    fetcher: Fetcher | None = None,
    limits: Limits | None = None,
) -> None:
    """Runs the bot until `stop` is set; `born` is handed the app when it is complete.

    On PostgreSQL it waits for the lease first, and again whenever it lost it: each time it
    publishes, another app is born. `fetcher` opens links; without one, public addresses only are
    opened. `limits` are Telegram's unless others are given. Raises StoreError if the database
    can't be opened, TokenRefused if Telegram does not know the token, PortTaken if it can't
    listen.
    """
    life = _Life(settings, clock, stop, born, fetcher, limits)
    store = await Store.open(settings.database_url)
    if is_file(settings.database_url):
        try:
            await life.serve(store, Sole())
        finally:
            await store.close()
    else:
        await life.stand_by(store)


@dataclass(frozen=True, slots=True)
class _Life:
    """What stays the same while leases and connections come and go."""

    settings: Settings
    clock: Timekeeper
    stop: asyncio.Event
    born: Born
    fetcher: Fetcher | None
    limits: Limits | None

    async def stand_by(self, store: Store) -> None:
        """Serves whenever this process has the lease."""
        url, owner = self.settings.database_url, f"{socket.gethostname()}/{os.getpid()}"
        # A lease that is held must be renewed in time, and loading keeps everything else waiting.
        await asyncio.to_thread(_load)
        _collect_from_now_on()
        while not self.stop.is_set():
            lease = Lease(store, owner)
            try:
                async with self._listening(Window(standby=True)):
                    taken = await lease.take(self.stop)
                if taken:
                    await upgrade(url)  # another version may have been here meanwhile
                    await self.serve(store, lease)
            except LeaseLost as error:
                log.warning("%s; this process is a standby again", error)
            finally:
                await lease.release()
                await store.close()
            store = Store.lazy(url)

    async def serve(self, store: Store, lease: Leased) -> None:
        """Runs the bot as the one that publishes. Raises LeaseLost.

        Updates are taken in before aiogram is loaded: what people sent meanwhile is safe a
        second sooner.
        """
        door, window = await Door.open(self.settings, self.clock, store), Window()
        try:
            async with self._listening(window, door.updates), asyncio.TaskGroup() as group:
                others = [group.create_task(door.updates.run()), group.create_task(lease.keep())]
                app = await asyncio.to_thread(self._assemble, door, lease)
                _collect_from_now_on()
                window.show(app.doctor, app.metrics.page if app.metrics else None)
                self.born(app)
                await app.run(self.stop)
                for task in others:
                    task.cancel()
        except* TokenRefused:
            raise TokenRefused from None
        except* StoreError as errors:
            raise _first(errors) from None

    def _listening(
        self, window: Window, updates: Poller | Webhook | None = None
    ) -> AbstractAsyncContextManager[None]:
        if not self.settings.port:
            return nullcontext()
        web = importlib.import_module(
            "bot.app.web"
        )  # who has no port spares themselves the server
        webhook = updates if isinstance(updates, Webhook) else None
        serving = web.serving(self.settings, window, webhook)
        return cast("AbstractAsyncContextManager[None]", serving)

    def _assemble(self, door: Door, lease: Leased) -> App:
        _load()
        assembly = importlib.import_module("bot.app.assembly")
        app = assembly.assemble(self.settings, door, lease, self.fetcher, self.limits)
        return cast("App", app)


def _first(errors: BaseExceptionGroup[StoreError]) -> StoreError:
    error = errors.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error


def _load() -> None:
    deferred_types.install()  # before anything imports aiogram
    importlib.import_module("bot.app.assembly")


def _collect_from_now_on() -> None:
    """Has garbage collected, which is off since the process began; what was loaded stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(NEW_OBJECTS)
        gc.enable()
