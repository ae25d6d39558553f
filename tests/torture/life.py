"""One life of the bot, from its birth to its end: the real app, on real time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.app.assembly import App
from bot.app.life import live
from bot.cli.signals import stop_on_signals
from bot.clock import TrustedClock
from bot.settings import Settings
from bot.telegram.buckets import UNLIMITED
from tests.torture.editor import Editor
from tests.torture.orders import Bed, Order
from tests.torture.points import Report
from tests.torture.rest import left
from tests.torture.scene import OWNER, TOKEN

GLANCE = 0.25  # seconds between reports of what is left to do


def settings_of(bed: Bed) -> Settings:
    """What would stand in the environment."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        bot_token=TOKEN,
        owner_id=OWNER,
        channel=bed.channel,
        telegram_api_url=bed.telegram,
        database_url=bed.database,
    )


@dataclass(slots=True)
class Life:
    """The app, its owner at work, and the reports to the parent."""

    order: Order
    report: Report

    async def run(self) -> None:
        """Lives until it is killed, or told to stop; a rehearsal ends when all is done."""
        stop = stop_on_signals()
        born: asyncio.Future[App] = asyncio.get_running_loop().create_future()
        async with asyncio.TaskGroup() as group:
            beside = group.create_task(self._beside(born, stop))
            settings, clock = settings_of(self.order.bed), TrustedClock()
            await live(settings, clock, stop, born.set_result, limits=UNLIMITED)
            beside.cancel()

    async def _beside(self, born: asyncio.Future[App], stop: asyncio.Event) -> None:
        app = await born
        self.report({"born": self.order.life})
        editor = Editor(app, [*self.order.edits], [*self.order.withdrawals])
        async with asyncio.TaskGroup() as group:
            group.create_task(editor.run())
            while self.order.watched:
                await asyncio.sleep(GLANCE)
                rest = await left(app.store) + len(editor.edits) + len(editor.withdrawals)
                self.report({"left": rest})
                if self.order.rehearsal and not rest:
                    stop.set()
                    return
