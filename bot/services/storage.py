"""A database that can't be written: nothing more is published, the owner is told, all goes on by
itself when it can.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.errors import InputError, mark
from bot.services.ports import Clock, Herald, Wake
from bot.store import LeaseLost, Store, StoreConflict, StoreError
from bot.store.ballast import Ballast

log = logging.getLogger(__name__)

Trouble = Literal["full", "read-only", "damaged", "locked", "disk", "away"]

LOOK = timedelta(seconds=5)  # between two looks while there is trouble
IDLE = timedelta(minutes=1)
PATIENCE = timedelta(seconds=10)  # trouble so short is not told
REMIND = timedelta(minutes=30)  # in the log
PROBE = "written"

# A write that comes through is no proof that these are over: a full disk takes small ones, and a
# damaged file those beside the damage.
SURE: tuple[Trouble, ...] = ("full", "damaged")

# What SQLite says (sqlite3.c, sqlite3ErrStr).
SIGNS: tuple[tuple[str, Trouble], ...] = (
    ("disk is full", "full"),
    ("readonly", "read-only"),
    ("malformed", "damaged"),
    ("not a database", "damaged"),
    ("is locked", "locked"),
    ("I/O error", "disk"),
    ("unable to open", "disk"),
)

TOLD: dict[Trouble, str] = {
    "full": mark(
        "⛔ The server's disk is full. Nothing is published: what goes out must be written down. "
        "Make room on the disk; then everything goes on by itself."
    ),
    "read-only": mark(
        "⛔ The database can't be written: its file or its disk is read-only. Nothing is "
        "published. Give the bot the right to write; then everything goes on by itself."
    ),
    "damaged": mark(
        "⛔ The database is damaged. Nothing is published. Stop the bot and restore the newest "
        "copy: python -m bot restore data/backups/daily/…"
    ),
    "locked": mark(
        "⛔ Another program holds the database. Nothing is published. Close that program; then "
        "everything goes on by itself."
    ),
    "disk": mark(
        "⛔ The server's disk returns errors. Nothing is published. Look at the disk; when it "
        "works, everything goes on by itself."
    ),
    "away": mark(
        "⛔ The database does not answer. Nothing is published. Look at its server; when it "
        "works, everything goes on by itself."
    ),
}
OVER = mark("✅ The database can be written again. Publishing goes on.")


def trouble_of(error: StoreError) -> Trouble:
    """Which trouble the database's sentence speaks of."""
    return next((kind for sign, kind in SIGNS if sign in str(error)), "away")


@dataclass(slots=True)
class Storage:
    """Watches over the database; `ballast` is None where it is no file of ours."""

    store: Store
    clock: Clock
    wake: Wake
    herald: Herald
    ballast: Ballast | None
    trouble: Trouble | None = None
    since: datetime | None = None
    _told: Trouble | None = None
    _reminded: datetime | None = None
    _alarm: StoreError | None = None
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.store.alarm = self.hear

    def hear(self, error: StoreError) -> None:
        """The database has refused something."""
        if not isinstance(error, StoreConflict | LeaseLost) and self._alarm is None:
            self._alarm = error
            self.bell.set()

    @property
    def sound(self) -> bool:
        """Whether a post may go out: what becomes of it can be written down."""
        return self.trouble is None

    async def watch(self) -> datetime:
        """One look; returns when to look again (UTC)."""
        alarm, self._alarm = self._alarm, None
        if self.trouble is None:
            error = alarm and (alarm if trouble_of(alarm) in SURE else await self._probe())
            if not error:
                await self._reserve()
                return self.clock.now() + IDLE
            await self._begin(error)
        error = await self._probe()
        mended = error is None and self.trouble != "damaged"
        if mended and (self.trouble != "full" or await self._reserve()):
            await self._end()
            return self.clock.now() + IDLE
        await self._go_on(error)
        return self.clock.now() + LOOK

    async def _begin(self, error: StoreError) -> None:
        self.trouble, self.since = trouble_of(error), self.clock.now()
        self._reminded = self.since
        log.error("the database can't be written (%s); publishing waits", error)
        if self.trouble == "full" and self.ballast is not None:
            await asyncio.to_thread(self.ballast.drop)

    async def _go_on(self, error: StoreError | None) -> None:
        now, since = self.clock.now(), self.since or self.clock.now()
        kind = trouble_of(error) if error else self.trouble
        if kind != self.trouble:
            log.error("the database can't be written for another reason: %s", error)
            self.trouble = kind
        elif now - (self._reminded or since) >= REMIND:
            self._reminded = now
            log.error("the database still can't be written (%s), since %s", error or kind, since)
        if error is not None and kind in ("disk", "read-only", "away"):
            await self.store.reopen()  # the way of the old connection may be gone for good
        # On a full disk every second counts: what is in the ballast is soon used up.
        told = kind == "full" or now - since >= PATIENCE
        if not told or kind is None or self._told == kind:
            return
        if await self.herald.tell(InputError(TOLD[kind])):
            self._told = kind

    async def _end(self) -> None:
        log.warning("the database can be written again; it could not since %s", self.since)
        told, self._told = self._told, None
        self.trouble = self.since = None
        for bell in (self.wake.plan, self.wake.inbox, self.wake.notices, self.wake.errands):
            bell.set()
        await self._reserve()
        if told is not None:
            await self.herald.tell(InputError(OVER))

    async def _probe(self) -> StoreError | None:
        """Writes something; what is in the way."""
        try:
            await self.store.run(lambda tx: tx.facts.put(PROBE, self.clock.now().isoformat()))
        except StoreError as error:
            self._alarm = None
            return error
        return None

    async def _reserve(self) -> bool:
        """Makes the ballast if there is room; whether there is."""
        return self.ballast is None or await asyncio.to_thread(self.ballast.fill)
