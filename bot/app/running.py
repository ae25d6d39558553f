"""A complete bot, from its introduction to Telegram to its end."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError

from bot.chat import menu
from bot.chat.i18n import Catalogs, locale_of
from bot.services.broadcasts import Broadcasts
from bot.services.channels import main_channel
from bot.services.freezes import Freezes
from bot.services.health import Doctor
from bot.services.lanes import Lanes
from bot.services.losses import Losses
from bot.services.publishing import Publishing
from bot.services.team import Team
from bot.services.upkeep import Upkeep
from bot.settings import Settings
from bot.store import Store, StoreConflict, StoreError, Transaction
from bot.telegram.poller import TokenRefused
from bot.telegram.traffic import Traffic
from bot.worker.loop import Loop
from bot.worker.schedule import Schedule

if TYPE_CHECKING:
    from bot.app.metrics import Metrics

log = logging.getLogger(__name__)

GRACE = 10.0  # seconds that a stop waits for a call under way
LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class App:
    """Everything that was put together."""

    settings: Settings
    store: Store
    bot: Bot
    dispatcher: Dispatcher
    catalogs: Catalogs
    publishing: Publishing
    team: Team
    losses: Losses
    upkeep: Upkeep
    freezes: Freezes
    traffic: Traffic
    doctor: Doctor
    metrics: Metrics | None  # only where somebody can ask for them
    lanes: tuple[Lanes | Broadcasts, ...]
    loops: tuple[Loop, ...]
    schedule: Schedule

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set. Raises TokenRefused if Telegram does not know the token."""
        await self.publishing.recover()
        await self._freeze_again()
        self.schedule.start()
        try:
            async with asyncio.TaskGroup() as group:
                loops = [group.create_task(loop.run(), name=loop.name) for loop in self.loops]
                introduction = group.create_task(self._introduce())
                await stop.wait()
                introduction.cancel()
                await self._end(loops)
        except* TokenRefused:
            raise TokenRefused from None
        finally:
            self.schedule.stop()
            await self.bot.session.close()

    async def _end(self, loops: list[asyncio.Task[None]]) -> None:
        """Takes nothing new up, but lets a call to Telegram that is under way end."""
        for loop in self.loops:
            loop.stop()
        begun = [asyncio.get_running_loop().create_task(each.finish()) for each in self.lanes]
        _, late = await asyncio.wait([*loops, *begun], timeout=GRACE)
        for task in late:
            log.warning("%s did not end in time; the next start settles it", task.get_name())
            task.cancel()

    async def _introduce(self) -> None:
        """Learns who we are and what the channel is; waits as long as Telegram is away."""
        pause = 1.0
        while True:
            try:
                me = await self.bot.me()
                break
            except TelegramUnauthorizedError:
                raise TokenRefused from None
            except (AiogramError, OSError) as error:
                log.warning("Telegram can't be reached: %s; next try in %.0f s", error, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        log.info("this is @%s", me.username)
        while True:
            try:
                return await self._look_around()
            except StoreError as error:  # the loops wait for the database, too
                log.warning("the start can't go on: %s; next try in %.0f s", error, pause)
                await asyncio.sleep(pause)

    async def _look_around(self) -> None:
        """What the database and Telegram say of the channels and of who is at the desk."""
        await self._freeze_again()  # now that Telegram has told the time
        await self._look_up_channel()
        await self.losses.look_again()
        await menu.set_default(self.bot, self.catalogs)
        for person in await self.team.desk():
            with self.catalogs.speak(locale_of(person)):
                await menu.set_for(self.bot, person)

    async def _freeze_again(self) -> None:
        """Leaves alone what the last life was told to leave alone."""
        self.traffic.restore(await self.freezes.recall())

    async def _look_up_channel(self) -> None:
        name = self.settings.channel
        try:
            chat = await self.bot.get_chat(name)
        except (AiogramError, OSError) as error:
            log.warning("CHANNEL=%s: %s; make the bot an administrator there", name, error)
            return

        async def work(tx: Transaction) -> None:
            channel = await main_channel(tx)
            known = await tx.channels.by_chat(chat.id)
            if known is not None and known.id != channel.id:
                # The same channel by another name, @name or number: its posts are found again.
                await tx.channels.remove(channel.id)
                await tx.channels.rename(known.id, name)
                await tx.channels.make_main(known.id)
                channel = known
            named = channel.named(chat.title or "", chat.username)
            await tx.channels.save(replace(named, chat_id=chat.id))

        try:
            await self.store.run(work)
        except StoreConflict:  # posts were made for it meanwhile
            log.warning("CHANNEL=%s is known by another name too; start again", name)
            return
        log.info("publishing to %s (%d)", chat.title, chat.id)
