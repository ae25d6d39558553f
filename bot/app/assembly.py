"""Putting everything together."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app.door import Door
from bot.app.readers_following import following
from bot.app.readers_voices import forget_voices, voices
from bot.app.running import App
from bot.chat import late
from bot.chat.board import ChatBoard
from bot.chat.cards import Cards
from bot.chat.desk import ChatDesk
from bot.chat.dispatcher import feed, make_dispatcher
from bot.chat.herald import ChatHerald
from bot.chat.i18n import Catalogs
from bot.chat.pictures import ChatPictures
from bot.documents import web
from bot.documents.reader import Reader
from bot.domain.traffic import Lane
from bot.planning import Patience
from bot.services.adding import Adding
from bot.services.approvals import Approvals
from bot.services.archive import Archive
from bot.services.backups import Backups
from bot.services.calendars import Calendars
from bot.services.cautions import Consents
from bot.services.channels import Channels
from bot.services.chronicle import Chronicle
from bot.services.copies import Copies
from bot.services.corrections import Corrections
from bot.services.desks import Desks, follow
from bot.services.drafts import Drafts
from bot.services.duty import Duty
from bot.services.embargoes import Embargoes
from bot.services.errands import Errands
from bot.services.finding import Finding
from bot.services.floors import Floors
from bot.services.freezes import Freezes
from bot.services.health import Doctor
from bot.services.history import History
from bot.services.intake import Intake
from bot.services.journal import Journal
from bot.services.leases import Leases
from bot.services.looks import Looks
from bot.services.losses import Losses
from bot.services.merging import Merging
from bot.services.moving import Moving
from bot.services.notices import Notices
from bot.services.outlook import Outlook
from bot.services.overview import Overview
from bot.services.photos import Photos
from bot.services.pinning import Pinning
from bot.services.ports import Clock, Fetcher, Lease
from bot.services.publishing import Publishing
from bot.services.reading import AT_ONCE, Reading
from bot.services.repeating import Repeating
from bot.services.repeats import Repeats
from bot.services.rezoning import Rezoning
from bot.services.ruling import Ruling
from bot.services.scheduling import Scheduling
from bot.services.searching import Searching
from bot.services.sequels import Sequels
from bot.services.stopping import Stopping
from bot.services.storage import Storage
from bot.services.styling import Styling
from bot.services.team import Team
from bot.services.tidying import tidy
from bot.services.timetables import Timetables
from bot.services.troubles import Troubles
from bot.services.undoing import Undoing
from bot.services.upkeep import Upkeep
from bot.services.wishing import Wishing
from bot.services.withdrawing import Withdrawing
from bot.settings import Settings
from bot.store import Store, ballast
from bot.store.backup import folder_of
from bot.store.ballast import Ballast
from bot.store.engine import file_of
from bot.telegram.buckets import Limits
from bot.telegram.client import TimeQuestion, make_bot
from bot.telegram.files import TelegramFiles
from bot.telegram.guard import Guard
from bot.telegram.keeper import TelegramKeeper
from bot.telegram.probe import TelegramWitness
from bot.telegram.rights import TelegramChats
from bot.telegram.sender import TelegramSender
from bot.telegram.throttle import Throttle
from bot.telegram.timing import telling_time
from bot.telegram.traffic import Traffic, lane
from bot.worker.loop import Loop
from bot.worker.schedule import Schedule

if TYPE_CHECKING:
    from bot.app.metrics import Metrics

log = logging.getLogger(__name__)

TIME_RETRY = timedelta(seconds=1)


def _backups_of(settings: Settings) -> Path:
    """Backups lie beside the database."""
    try:
        return folder_of(file_of(settings.database_url))
    except ValueError:  # another database has tools of its own
        return Path("data/backups")


def _ballast_of(settings: Settings) -> Ballast | None:
    """Room in reserve beside an SQLite file."""
    try:
        file = file_of(settings.database_url)
    except ValueError:
        return None
    return Ballast(file.with_name(file.name + ".ballast"), ballast.SIZE)


def _metrics(store: Store, clock: Clock) -> Metrics:
    from bot.app.metrics import Metrics  # whoever has no port spares themselves the import

    return Metrics(Chronicle(store, clock))


def assemble(
    settings: Settings,
    door: Door,
    lease: Lease,
    fetcher: Fetcher | None = None,
    limits: Limits | None = None,
) -> App:
    """Puts everything together behind the door; `fetcher` opens links, public ones by default."""
    store, clock, wake, inbox = door.store, door.clock, door.wake, door.inbox
    catalogs = Catalogs()
    trace = telling_time(clock, door.pulse.answer)
    bot = make_bot(settings.token, settings.telegram_api_url, trace)
    metrics = _metrics(store, clock) if settings.port else None
    traffic = Traffic(limits, metrics.waited if metrics else None, clock.mark)
    freezes = Freezes(store, clock)
    bot.session.middleware(Throttle(traffic, freezes.remember))
    if metrics is not None:
        bot.session.middleware(metrics.metering)
    bot.session.middleware(Guard(lease))
    sender = TelegramSender(bot)
    intake = Intake(store, clock, wake)
    files = TelegramFiles(bot)
    pictures = ChatPictures(files, store, catalogs)
    reading = Reading(
        store, clock, wake, files, Reader(), fetcher or web.Fetcher(), pictures, intake
    )
    drafts = Drafts(store, clock)
    patience = Patience()
    publishing = Publishing(store, clock, wake, sender, patience)
    keeper = TelegramKeeper(bot)
    witness = TelegramWitness(bot)
    floors = Floors(store, witness)
    searching = Searching(store, clock, wake, witness, keeper, patience)
    team = Team(store, clock, settings.owner_id)
    channels = Channels(store, clock, wake)
    chats = TelegramChats(bot)
    scheduling = Scheduling(store, clock, wake)
    losses = Losses(store, clock, wake, chats)
    upkeep = Upkeep(store, clock)
    cards = Cards(bot, store, clock)
    repeats = Repeats(store, clock)
    corrections = Corrections(store, clock, wake)
    own_voice = voices(bot, store, clock, wake, channels, sender, cards, catalogs)
    shown, direct = own_voice["tip_cards"], own_voice["direct"]
    desk = ChatDesk(sender, files, store, drafts, cards, catalogs, corrections, shown, direct)
    notices = Notices(store, clock, desk, follow)
    errands = Errands(store, clock, keeper)
    duty = Duty(store, clock, ChatBoard(store, cards, catalogs))
    backups = Backups(store, clock, _backups_of(settings))
    doctor = Doctor(store, clock, door.pulse, traffic, _backups_of(settings))
    reserve = _ballast_of(settings)
    storage = Storage(store, clock, wake, ChatHerald(bot, catalogs, settings.owner_id), reserve)
    readers = following(bot, store, clock, cards, catalogs, traffic, lambda: storage.sound)
    dispatcher = make_dispatcher(
        store,
        catalogs,
        clock=clock,
        inbox=inbox,
        sender=sender,
        cards=cards,
        intake=intake,
        reading=reading,
        drafts=drafts,
        wishing=Wishing(store, clock),
        looks=Looks(store, clock, TelegramChats(bot)),
        undoing=Undoing(store, clock, wake),
        history=History(store, clock),
        photos=Photos(store, clock),
        files=files,
        merging=Merging(store, clock),
        consents=Consents(store, clock),
        approvals=Approvals(store, clock),
        embargoes=Embargoes(store, clock, wake),
        leases=Leases(store, clock),
        styling=Styling(store, clock),
        scheduling=scheduling,
        copies=Copies(store, clock, wake, scheduling),
        moving=Moving(scheduling),
        upkeep=upkeep,
        repeating=Repeating(store, clock),
        calendars=Calendars(store, clock),
        overview=Overview(store, clock),
        publishing=publishing,
        archive=Archive(store, clock, wake),
        finding=Finding(store, clock),
        corrections=corrections,
        withdrawing=Withdrawing(store, clock, wake),
        pinning=Pinning(store, clock, wake),
        sequels=Sequels(store, clock),
        troubles=Troubles(store, clock, wake),
        team=team,
        channels=channels,
        adding=Adding(store, clock, wake, chats),
        losses=losses,
        desks=Desks(store, clock, chats, channels),
        timetables=Timetables(channels),
        outlook=Outlook(store, clock),
        journal=Journal(store, clock),
        backups=backups,
        stopping=Stopping(store, clock, wake),
        ruling=Ruling(channels),
        rezoning=Rezoning(store, clock, wake),
        doctor=doctor,
        **readers.handlers,
        **own_voice,
    )

    async def housekeeping() -> None:
        await inbox.forget()
        await reading.forget()
        await notices.forget()
        await repeats.forget()
        await losses.look_again()
        await duty.forget()
        await readers.forget()
        await forget_voices(own_voice)
        await tidy(store)

    async def back_up() -> None:
        if reserve is not None:  # another database has tools of its own
            await backups.daily()

    schedule = Schedule(wake, housekeeping, upkeep.run, back_up)

    time = TimeQuestion(bot, clock)

    async def search() -> datetime | None:
        if not await time.settled():
            return clock.now() + TIME_RETRY
        with lane(Lane.CHANNEL):
            await floors.learn()
            return await searching.run()

    async def publish() -> datetime | None:
        door.pulse.look()
        if not storage.sound or not await time.settled():
            return None
        with lane(Lane.CHANNEL):
            upcoming = await publishing.publish_due()
        schedule.ring_at(upcoming)
        return upcoming

    async def run_errands() -> datetime | None:
        if not await time.settled():
            return clock.now() + TIME_RETRY
        with lane(Lane.CHANNEL):
            return await errands.run()

    async def take_in(raw: dict[str, Any]) -> None:
        await feed(dispatcher, bot, raw)

    async def make_up(raw: dict[str, Any]) -> None:
        await late.make_up(dispatcher, bot, raw)

    async def handle() -> datetime | None:
        return await inbox.handle(take_in, make_up)

    return App(
        settings=settings,
        store=store,
        bot=bot,
        dispatcher=dispatcher,
        catalogs=catalogs,
        publishing=publishing,
        team=team,
        losses=losses,
        upkeep=upkeep,
        freezes=freezes,
        traffic=traffic,
        doctor=doctor,
        metrics=metrics,
        lanes=(publishing.lanes, searching.lanes, readers.broadcasts),
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
            Loop("searching", search, wake.searches, clock),
            Loop("errands", run_errands, wake.errands, clock, longest=30),
            *readers.loops(),
            Loop("storage", storage.watch, storage.bell, clock, longest=60),
        ),
        schedule=schedule,
    )
