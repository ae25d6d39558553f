"""Putting everything together, and running it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError

from bot.app.door import Door
from bot.chat import menu
from bot.chat.board import ChatBoard
from bot.chat.cards import Cards
from bot.chat.desk import ChatDesk
from bot.chat.dispatcher import feed, make_dispatcher
from bot.chat.i18n import Catalogs, locale_of
from bot.chat.pictures import ChatPictures
from bot.documents import web
from bot.documents.reader import Reader
from bot.services.archive import Archive
from bot.services.backups import Backups
from bot.services.cautions import Consents
from bot.services.channels import Channels, main_channel
from bot.services.drafts import Drafts
from bot.services.duty import Duty
from bot.services.intake import Intake
from bot.services.journal import Journal
from bot.services.merging import Merging
from bot.services.notices import Notices
from bot.services.outlook import Outlook
from bot.services.photos import Photos
from bot.services.ports import Fetcher
from bot.services.publishing import Publishing
from bot.services.reading import AT_ONCE, Reading
from bot.services.repeats import Repeats
from bot.services.scheduling import Scheduling
from bot.services.stopping import Stopping
from bot.services.styling import Styling
from bot.services.team import Team
from bot.services.timetables import Timetables
from bot.services.wishing import Wishing
from bot.settings import Settings
from bot.store import Store, StoreConflict, Transaction
from bot.store.engine import file_of
from bot.telegram.client import make_bot
from bot.telegram.files import TelegramFiles
from bot.telegram.poller import TokenRefused
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
    loops: tuple[Loop, ...]
    schedule: Schedule

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set. Raises TokenRefused if Telegram does not know the token."""
        await self.publishing.recover()
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
        _, late = await asyncio.wait(loops, timeout=GRACE)
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

        async def work(tx: Transaction) -> None:
            channel = await main_channel(tx)
            known = await tx.channels.by_chat(chat.id)
            if known is not None and known.id != channel.id:
                # The same channel by another name, @name or number: its posts are found again.
                await tx.channels.remove(channel.id)
                await tx.channels.rename(known.id, name)
                await tx.channels.make_main(known.id)
                channel = known
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

        try:
            await self.store.run(work)
        except StoreConflict:  # posts were made for it meanwhile
            log.warning("CHANNEL=%s is known by another name too; start again", name)
            return
        log.info("publishing to %s (%d)", chat.title, chat.id)


def _backups_of(settings: Settings) -> Path:
    """Backups lie beside the database."""
    try:
        return file_of(settings.database_url).parent / "backups"
    except ValueError:  # another database has tools of its own
        return Path("data/backups")


def assemble(settings: Settings, door: Door, fetcher: Fetcher | None = None) -> App:
    """Puts everything together behind the door; `fetcher` opens links, public ones by default."""
    store, clock, wake, inbox = door.store, door.clock, door.wake, door.inbox
    catalogs = Catalogs()
    bot = make_bot(settings.token, settings.telegram_api_url)
    sender = TelegramSender(bot)
    intake = Intake(store, clock, wake)
    files = TelegramFiles(bot)
    pictures = ChatPictures(files, store, catalogs)
    reading = Reading(
        store, clock, wake, files, Reader(), fetcher or web.Fetcher(), pictures, intake
    )
    drafts = Drafts(store, clock, wake)
    publishing = Publishing(store, clock, wake, sender)
    team = Team(store, clock, settings.owner_id)
    channels = Channels(store, clock, wake)
    cards = Cards(bot, store, clock)
    repeats = Repeats(store, clock)
    notices = Notices(store, clock, ChatDesk(sender, store, drafts, cards, catalogs))
    duty = Duty(store, clock, ChatBoard(store, cards, catalogs))
    dispatcher = make_dispatcher(
        store,
        catalogs,
        clock=clock,
        sender=sender,
        cards=cards,
        intake=intake,
        reading=reading,
        drafts=drafts,
        wishing=Wishing(store, clock),
        photos=Photos(store, clock),
        merging=Merging(store, clock),
        consents=Consents(store, clock),
        styling=Styling(store, clock),
        scheduling=Scheduling(store, clock, wake),
        publishing=publishing,
        archive=Archive(store, clock),
        team=team,
        channels=channels,
        timetables=Timetables(channels),
        outlook=Outlook(store, clock),
        journal=Journal(store, clock),
        backups=Backups(store, clock, _backups_of(settings)),
        stopping=Stopping(store, clock, wake),
    )

    async def housekeeping() -> None:
        await inbox.forget()
        await reading.forget()
        await notices.forget()
        await repeats.forget()
        await duty.forget()

    schedule = Schedule(wake, housekeeping)

    async def publish() -> datetime | None:
        upcoming = await publishing.publish_due()
        schedule.ring_at(upcoming)
        return upcoming

    async def handle() -> datetime | None:
        return await inbox.handle(lambda raw: feed(dispatcher, bot, raw))

    return App(
        settings=settings,
        store=store,
        bot=bot,
        dispatcher=dispatcher,
        catalogs=catalogs,
        publishing=publishing,
        team=team,
        loops=(
            Loop("inbox", handle, wake.inbox, clock, longest=30),
            *(
                Loop(f"documents {number}", reading.read_next, wake.documents, clock, longest=30)
                for number in range(1, AT_ONCE + 1)
            ),
            Loop("intake", intake.close_ripe, wake.bundles, clock, longest=30),
            Loop("notices", notices.deliver, wake.notices, clock, longest=30),
            Loop("duty sheets", duty.keep, wake.sheets, clock, longest=60),
            Loop("publishing", publish, wake.plan, clock),
        ),
        schedule=schedule,
    )
