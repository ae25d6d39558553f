"""The plan that is ahead, for people to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.channel import Channel
from bot.domain.errors import InputError, TimeError
from bot.planning import when
from bot.services.grids import grid_of
from bot.services.ports import Clock
from bot.services.simulation import Forecast, simulate
from bot.store import Store

USUAL = timedelta(days=7)  # how far people look ahead
FARTHEST = timedelta(days=366)

IN_CHAT = 250  # publications: somebody waits for the answer

USAGE = "/plan до пятницы"


def end_of(phrase: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The end that a phrase names; a bare day is meant to its end.

    Raises TimeError, or InputError for a time that is too far or can't be told.
    """
    words = phrase.strip()
    for word in ("до ", "по ", "until ", "till "):
        words = words.removeprefix(word)
    try:
        moment = when(f"{words} 23:59", now, zone)
    except TimeError:
        moment = when(words, now, zone)
    if moment.kind == "confirm":
        raise InputError("Say exactly up to when, for example {usage}.", usage=USAGE)
    if moment.at > now + FARTHEST:
        raise InputError("I look a year ahead at most. Name an earlier end.")
    return moment.at


@dataclass(frozen=True, slots=True)
class Outlook:
    """Looks ahead."""

    store: Store
    clock: Clock

    async def forecast(
        self, channels: Sequence[Channel], end: datetime, most: int = IN_CHAT
    ) -> Forecast:
        """What goes out of the channels up to `end` (UTC) if nobody does anything."""
        numbers = [channel.id for channel in channels]
        return await simulate(self.store, numbers, self.clock.now(), end, most)

    async def free(self, channel: Channel, end: datetime) -> tuple[datetime, ...]:
        """The slots up to `end` (UTC) that nothing is queued for."""
        now = self.clock.now()
        gap = channel.least_gap
        lines = await self.store.run(lambda tx: tx.posts.due(channel.id, now - gap, end + gap))
        taken = [line.due_at for line in lines if line.due_at]
        return tuple(slot for slot in grid_of(channel).free(now, end, taken) if slot > now)
