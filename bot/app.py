"""The composition root: settings in, a running bot out."""

from __future__ import annotations

import asyncio
import gc
import logging
from dataclasses import dataclass, replace
from datetime import datetime

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError

from bot.chat import menu
from bot.chat.desk import ChatDesk
from bot.chat.dispatcher import make_dispatcher
from bot.chat.i18n import Catalogs, locale_of
from bot.domain.channel import Channel, HouseStyle
from bot.services.archive import Archive
from bot.services.drafts import Drafts
from bot.services.inbox import Inbox
from bot.services.intake import Intake
from bot.services.notices import Notices
from bot.services.ports import Clock, Wake
from bot.services.publishing import Publishing
from bot.services.scheduling import Scheduling
from bot.services.team import Team
from bot.settings import Settings
from bot.store import Store, Transaction
from bot.telegram.client import make_bot
from bot.telegram.poller import Poller, TokenRefused
from bot.telegram.sender import TelegramSender
from bot.worker.loop import Loop
from bot.worker.schedule import Schedule

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
    poller: Poller
    loops: tuple[Loop, ...]
    schedule: Schedule

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set. Raises TokenRefused if Telegram does not know the token."""
        await self.publishing.recover()
        self.schedule.start()
        gc.enable()  # off since the start of the process
        try:
            async with asyncio.TaskGroup() as group:
                loops = [group.create_task(loop.run(), name=loop.name) for loop in self.loops]
                inbound = [
                    group.create_task(self.poller.run(), name="poller"),
                    group.create_task(self._introduce(), name="introduction"),
                ]
                group.create_task(self._stop_with(stop, inbound, loops))
        except* TokenRefused as refused:
            raise refused.exceptions[0] from None
        finally:
            self.schedule.stop()
            await self.bot.session.close()
            await self.store.close()

    async def _stop_with(
        self,
        stop: asyncio.Event,
        inbound: list[asyncio.Task[None]],
        loops: list[asyncio.Task[None]],
    ) -> None:
        """A stop takes nothing new in, but lets a call to Telegram that is under way end."""
        await stop.wait()
        for task in inbound:
            task.cancel()
        for loop in self.loops:
            loop.stop()
        _, late = await asyncio.wait(loops, timeout=GRACE)
        for task in late:
            log.warning(
                "%s did not end in time; what it was doing is settled at the next start",
                task.get_name(),
            )
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
        await self._look_up_channel()
        await menu.set_default(self.bot, self.catalogs)
        for person in await self.team.desk():
            with self.catalogs.speak(locale_of(person)):
                await menu.set_for(self.bot, person)

    async def _look_up_channel(self) -> None:
        name = self.settings.channel
        try:
            chat = await self.bot.get_chat(name)
        except (AiogramError, OSError) as error:
            log.warning("CHANNEL=%s: %s; make the bot an administrator there", name, error)
            return

        async def work(tx: Transaction) -> Channel | None:
            channel = await tx.channels.by_name(name)
            if channel is None:
                return None
            style = channel.style
            if chat.username:
                style = replace(style, channel=f"@{chat.username}")
            found = replace(
                channel,
                chat_id=chat.id,
                title=chat.title or channel.title,
                username=chat.username,
                style=style,
            )
            await tx.channels.save(found)
            return found

        await self.store.run(work)
        log.info("publishing to %s (%d)", chat.title, chat.id)


async def open_app(settings: Settings, clock: Clock) -> App:
    """Opens the database and puts everything together. Raises StoreError where it can't."""
    store = await Store.open(settings.database_url)
    await store.run(lambda tx: _settle_channel(tx, settings))
    wake, catalogs = Wake(), Catalogs()
    bot = make_bot(settings.token, settings.telegram_api_url)
    sender = TelegramSender(bot)
    inbox = Inbox(store, clock, wake)
    intake = Intake(store, clock, wake)
    drafts = Drafts(store, clock, wake)
    publishing = Publishing(store, clock, wake, sender)
    team = Team(store, clock, settings.owner_id)
    notices = Notices(store, clock, ChatDesk(bot, sender, store, drafts, clock, catalogs))
    dispatcher = make_dispatcher(
        store,
        catalogs,
        clock=clock,
        sender=sender,
        intake=intake,
        drafts=drafts,
        scheduling=Scheduling(store, clock, wake),
        publishing=publishing,
        archive=Archive(store, clock),
        team=team,
    )

    async def housekeeping() -> None:
        await inbox.forget()

    schedule = Schedule(wake, housekeeping)

    async def publish() -> datetime | None:
        upcoming = await publishing.publish_due()
        schedule.ring_at(upcoming)
        return upcoming

    async def handle() -> None:
        await inbox.handle(lambda raw: dispatcher.feed_raw_update(bot, raw))

    return App(
        settings=settings,
        store=store,
        bot=bot,
        dispatcher=dispatcher,
        catalogs=catalogs,
        publishing=publishing,
        team=team,
        poller=Poller(settings.token, settings.telegram_api_url, inbox),
        loops=(
            Loop("inbox", handle, wake.inbox, clock, longest=30),
            Loop("intake", intake.close_ripe, wake.bundles, clock, longest=30),
            Loop("notices", notices.deliver, wake.notices, clock, longest=30),
            Loop("publishing", publish, wake.plan, clock),
        ),
        schedule=schedule,
    )


async def _settle_channel(tx: Transaction, settings: Settings) -> None:
    """The channel of the settings, made on the first start. The timetable then is the desk's."""
    known = await tx.channels.by_name(settings.channel)
    if known is not None:
        style = replace(known.style, age_mark=settings.age_mark)
        await tx.channels.save(replace(known, timezone=settings.timezone, style=style))
        return
    username = settings.channel.removeprefix("@") if settings.channel.startswith("@") else None
    channel = Channel(
        id=0,
        chat_id=settings.channel if username else int(settings.channel),
        title=settings.channel,
        username=username,
        timezone=settings.timezone,
        slots=settings.slots,
        style=HouseStyle(channel=f"@{username}" if username else "", age_mark=settings.age_mark),
    )
    await tx.channels.add(settings.channel, channel)
