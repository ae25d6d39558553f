"""Duty sheets: what the desk has to know of the day, in a message that keeps itself up to date."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.outcome import NotSent, Outcome, Sent
from bot.domain.post import Status
from bot.planning import runs_dry
from bot.planning.duty import Turn, next_turn, turn_at
from bot.services.claims import who_runs
from bot.services.grids import grid_of
from bot.services.ports import Clock
from bot.services.simulation import Publication, Waiting, Why, simulate
from bot.store import Store, Transaction
from bot.store.rows import PostLine
from bot.store.sheets import SheetKey, SheetRow

log = logging.getLogger(__name__)

LATE = timedelta(hours=2)  # a sheet that nobody could send by then is left out
OUT = 100  # published posts that are looked through
DRY = timedelta(days=1)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DutySheet:
    """What a sheet says. Instants are UTC; nothing in it depends on the hour it is read at."""

    channel: Channel = field(repr=False)
    title: str
    stop: tuple[bool, bool, datetime | None]  # stopped, calm, until
    turn: Turn
    out: tuple[PostLine, ...]
    ahead: tuple[Publication, ...]
    free: tuple[datetime, ...]
    approvals: tuple[Waiting, ...]
    troubles: tuple[Waiting, ...]
    drafts: int
    dry: datetime | None  # from when on nothing is queued

    @property
    def fingerprint(self) -> str:
        """Stands for all that the sheet says; 32 hexadecimal digits."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]


class Board(Protocol):
    """Where the desk has its sheets. Raises nothing but cancellation."""

    async def put(self, place: Place, sheet: DutySheet) -> Outcome:
        """Sends a sheet; after Unknown it may be there."""
        ...

    async def renew(self, place: Place, message_id: int, sheet: DutySheet) -> Outcome:
        """Makes the message say what the sheet says now."""
        ...


@dataclass(frozen=True, slots=True)
class Duty:
    """Sends sheets when they are due, and edits the newest ones."""

    store: Store
    clock: Clock
    board: Board

    async def keep(self) -> datetime | None:
        """Brings every channel's sheet up to date; returns when the next one is due (UTC)."""
        now = self.clock.now()
        upcoming = list[datetime]()
        for channel in await self.store.run(lambda tx: tx.channels.all()):
            times, zone = channel.rules.duty, channel.zone
            if turn := turn_at(times, now, zone):
                await self._keep(channel, turn, now)
            if following := next_turn(times, now, zone):
                upcoming.append(following)
        return min(upcoming, default=None)

    async def forget(self) -> None:
        """Drops what is known of sheets that nobody edits any more."""
        day = (self.clock.now() - KEPT).date().isoformat()
        await self.store.run(lambda tx: tx.sheets.drop_before(day))

    async def _keep(self, channel: Channel, turn: Turn, now: datetime) -> None:
        day, kind = turn.day.isoformat(), f"{turn.time:%H:%M}"

        async def known(tx: Transaction) -> tuple[list[Place], dict[int, SheetRow]]:
            return await who_runs(tx, channel), await tx.sheets.of(channel.id, day, kind)

        places, rows = await self.store.run(known)
        fresh = [place for place in places if place.chat_id not in rows]
        if now - turn.at > LATE:
            fresh = []
        if not fresh and not any(row.message_id for row in rows.values()):
            return
        sheet = await self._sheet(channel, turn, now)
        for place in fresh:
            await self._send(SheetKey(channel.id, day, kind, place.chat_id), place, sheet)
        for chat_id, row in rows.items():
            if row.message_id is not None and row.shown != sheet.fingerprint:
                key = SheetKey(channel.id, day, kind, chat_id)
                await self._edit(key, row.place, row.message_id, sheet)

    async def _send(self, key: SheetKey, place: Place, sheet: DutySheet) -> None:
        await self.store.run(lambda tx: tx.sheets.begin(key, place))
        match await self.board.put(place, sheet):
            case Sent(message_ids):
                shown, number = sheet.fingerprint, message_ids[0]
                await self.store.run(lambda tx: tx.sheets.note(key, shown, number))
            case NotSent(retry_after=seconds) if seconds is not None:
                await self.store.run(lambda tx: tx.sheets.forget(key))
            case other:  # after Unknown it may be there: never a second one
                log.warning("the duty sheet of channel %d: %s", key.channel_id, other.reason)

    async def _edit(self, key: SheetKey, place: Place, message_id: int, sheet: DutySheet) -> None:
        outcome: Outcome = await self.board.renew(place, message_id, sheet)
        given_up = isinstance(outcome, NotSent) and outcome.retry_after is None
        if given_up:
            log.info("a duty sheet stays as it is: %s", outcome)
        if given_up or isinstance(outcome, Sent):
            await self.store.run(lambda tx: tx.sheets.note(key, sheet.fingerprint))

    async def _sheet(self, channel: Channel, turn: Turn, now: datetime) -> DutySheet:
        forecast = await simulate(self.store, [channel.id], now, max(turn.end, now))

        async def read(tx: Transaction) -> tuple[list[PostLine], list[PostLine], int]:
            out = await tx.posts.lines(channel.id, (Status.SENT,), "sent", limit=OUT)
            drafts = await tx.posts.count(channel.id, (Status.DRAFT,))
            return out, await tx.posts.due(channel.id, now, None), drafts

        out, queued, drafts = await self.store.run(read)
        taken = [(line.id, line.due_at) for line in queued if line.due_at]
        grid = grid_of(channel)
        dry = runs_dry(taken, grid, now, channel.rules.dry_warning or DRY)
        stopped = channel.stopped(now)
        ahead = (each for each in forecast.publications if each.at < turn.end)
        return DutySheet(
            channel=channel,
            title=channel.title,
            stop=(stopped, channel.calm, channel.paused_until if stopped else None),
            turn=turn,
            out=tuple(line for line in reversed(out) if line.sent_at and turn.at <= line.sent_at),
            ahead=tuple(ahead),
            free=tuple(
                slot for slot in grid.free(now, turn.end, [at for _, at in taken]) if slot > now
            ),
            approvals=tuple(each for each in forecast.waiting if each.why is Why.APPROVAL),
            troubles=tuple(each for each in forecast.waiting if each.why is not Why.APPROVAL),
            drafts=drafts,
            dry=dry if dry is not None and dry < turn.end else None,
        )
