"""Which bots have their updates brought, while the server runs."""

import asyncio
from collections.abc import Callable

import aiohttp

from bot.sandbox.accounts import Bot
from bot.sandbox.breaking import Plan
from bot.sandbox.courier import Courier, Execute
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.shapes import Json

_IDLE = 60.0  # real seconds for an answer


class Webhooks:
    """One courier for each bot with a webhook."""

    def __init__(
        self,
        directory: Directory,
        delivery: Delivery,
        faults: Plan,
        clock: Callable[[], float],
    ) -> None:
        self._directory = directory
        self._delivery = delivery
        self._faults = faults
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None
        self._execute: Execute | None = None
        self._couriers: dict[int, Courier] = {}

    def start(self, execute: Execute) -> None:
        """Deliver from now on; to be called within the server's loop."""
        self._execute = execute
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_IDLE))
        for bot in self._directory.bots.values():
            self.changed(bot)

    async def stop(self) -> None:
        """Deliver nothing more."""
        tasks = [task for courier in self._couriers.values() for task in courier.stop()]
        self._couriers.clear()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session:
            await self._session.close()
            self._session = None

    def changed(self, bot: Bot) -> None:
        """The bot has set or deleted its webhook."""
        queue = self._delivery.queue(bot)
        queue.watcher = None
        old = self._couriers.pop(bot.id, None)
        if old:
            old.stop()
        if bot.webhook and self._session and self._execute:
            courier = Courier(
                bot,
                queue,
                self._faults,
                self._clock,
                self._session,
                self._execute,
                self._give_up,
            )
            self._couriers[bot.id] = courier
            queue.watcher = courier.wake
            courier.wake()

    def _give_up(self, bot: Bot) -> None:
        bot.webhook = {}
        self._directory.save_bot(bot)
        self.changed(bot)

    def trouble(self, bot: Bot) -> Json:
        """`last_error_date` and `last_error_message`, if there was one."""
        courier = self._couriers.get(bot.id)
        return courier.trouble if courier else {}
