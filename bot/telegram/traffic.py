"""Flood control for everything that is sent: lanes, buckets, freezes. It delays, never repeats."""

from __future__ import annotations

import asyncio
import logging
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count

from bot.domain.traffic import Lane, Standstill
from bot.telegram.buckets import SPARE, Bucket, Kind, Limits
from bot.telegram.window import Slot, Window

log = logging.getLogger(__name__)

PATIENCE = 8.0  # seconds; a longer wait is refused at once, so that nobody stands still for it
MARGIN = 0.5  # seconds after what Telegram names
TOGETHER = 5.0  # seconds: two chats refused within them, and it is not the chats
MANY = 1000  # buckets; full ones are thrown away then

Chat = int | str
ALL = None  # in the place of a chat

_LANE: ContextVar[Lane] = ContextVar("lane", default=Lane.DESK)


@contextmanager
def lane(which: Lane) -> Iterator[None]:
    """What is sent inside goes in this lane, the desk's otherwise."""
    before = _LANE.set(which)
    try:
        yield
    finally:
        _LANE.reset(before)


class TooLong(Exception):
    """The call would have to wait for `seconds`; it was not made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"flood control holds it for {seconds:.0f} s")
        self.seconds = seconds


@dataclass(order=True, slots=True)
class _Ticket:
    lane: Lane
    number: int
    chat: Chat = field(compare=False)
    kind: Kind = field(compare=False)
    cost: int = field(compare=False)
    turn: asyncio.Future[Slot] = field(compare=False)


class Traffic:
    """Lets calls through as Telegram's limits allow, the first lane first.

    `waited` is told how long each call stood in line, in seconds. `now` counts seconds, also
    while the machine sleeps; without it, the event loop's clock does.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        waited: Callable[[Lane, float], None] | None = None,
        now: Callable[[], float] | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._waited = waited
        self._now = now or asyncio.get_running_loop().time
        self._window = Window(self._limits.per_second)
        self._digests = Bucket.full(self._limits.digests)
        self._chats: dict[tuple[Chat, Kind], Bucket] = {}
        self._frozen: dict[Chat | None, float] = {}
        self._refused: dict[Chat, float] = {}
        self._waiting: list[_Ticket] = []
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, chat: Chat, kind: Kind, cost: int = 1) -> Slot:
        """Returns when the call may be made, with what is to be given to `left` when it ended.

        Raises TooLong, unless it is a digest's.
        """
        came, turn = self._now(), asyncio.get_running_loop().create_future()
        ticket = _Ticket(_LANE.get(), next(self._numbers), chat, kind, cost, turn)
        insort(self._waiting, ticket)
        self.look()
        try:
            slot: Slot = await turn
        except asyncio.CancelledError:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            elif turn.done() and not turn.cancelled() and turn.exception() is None:
                self._window.drop(turn.result())
            self.look()
            raise
        if self._waited is not None:
            self._waited(ticket.lane, self._now() - came)
        return slot

    def left(self, slot: Slot) -> None:
        """The call was made, and has ended."""
        self._window.end(slot, self._now())
        if self._waiting:
            self.look()

    def delay(self, chat_id: Chat, messages: int = 1) -> float:
        """Seconds until so many messages of a post may go into the chat; 0: now."""
        now = self._now()
        held = self._held(chat_id, "send", messages, now)
        return max(held, self._held_overall(Lane.CHANNEL, messages, now))

    def refused(self, chat: Chat, retry_after: float) -> dict[Chat | None, float]:
        """Learns from a 429 of the chat; returns what is left alone now, for how many seconds."""
        now, seconds = self._now(), retry_after + MARGIN
        others = [each for each, at in self._refused.items() if each != chat]
        together = any(now - self._refused[each] <= TOGETHER for each in others)
        self._refused = {each: at for each, at in self._refused.items() if now - at <= TOGETHER}
        self._refused[chat] = now
        frozen: dict[Chat | None, float] = {chat: seconds}
        if together:
            frozen[ALL] = seconds
        for scope, length in frozen.items():
            self.freeze(scope, length)
            what = "everything" if scope is ALL else f"chat {scope}"
            log.warning("Telegram: too many requests; %s is left alone for %.1f s", what, length)
        return frozen

    def freeze(self, scope: Chat | None, seconds: float) -> None:
        """Lets nothing through to the chat, or to any, for so long; a longer freeze stays."""
        now = self._now()
        until = max(now + seconds, self._frozen.get(scope, 0.0))
        self._frozen = {each: end for each, end in self._frozen.items() if end > now}
        self._frozen[scope] = until
        self.look()

    def restore(self, frozen: Mapping[int | None, float]) -> None:
        """Puts freezes, in seconds by scope, in the place of all that are in force."""
        now = self._now()
        self._frozen = {scope: now + seconds for scope, seconds in frozen.items()}
        self.look()

    def standstill(self) -> Standstill:
        """What waits, and what is frozen."""
        now = self._now()
        frozen = {scope: until - now for scope, until in self._frozen.items() if until > now}
        return Standstill(Counter(ticket.lane for ticket in self._waiting), frozen)

    def look(self) -> None:
        """Lets through what may go, and comes back exactly when the next may."""
        now, soonest = self._now(), float("inf")
        behind = set[tuple[Chat, Kind]]()
        for ticket in list(self._waiting):
            road = (ticket.chat, ticket.kind)
            held = self._held(ticket.chat, ticket.kind, ticket.cost, now)
            if held > PATIENCE and ticket.lane is not Lane.DIGEST:
                self._waiting.remove(ticket)
                if not ticket.turn.done():
                    ticket.turn.set_exception(TooLong(held))
            elif held or road in behind:
                behind.add(road)
                soonest = min(soonest, held) if held else soonest
            elif overall := self._held_overall(ticket.lane, ticket.cost, now):
                soonest = min(soonest, overall)
                break
            else:
                self._waiting.remove(ticket)
                if not ticket.turn.done():
                    ticket.turn.set_result(self._take(ticket, now))
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if soonest < float("inf"):
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(soonest, self.look)

    def _held(self, chat: Chat, kind: Kind, cost: int, now: float) -> float:
        """Seconds that the chat itself holds the call back."""
        thaw = max(self._frozen.get(scope, 0.0) for scope in (chat, ALL)) - self._now()
        bucket = self._chats.get((chat, kind))
        return max(0.0, thaw, bucket.wait(cost, now) if bucket else 0.0)

    def _held_overall(self, which: Lane, cost: int, now: float) -> float:
        overall = self._window.wait(cost, now, SPARE[which])
        return max(overall, self._digests.wait(cost, now)) if which is Lane.DIGEST else overall

    def _take(self, ticket: _Ticket, now: float) -> Slot:
        if len(self._chats) > MANY:
            self._chats = {
                road: bucket for road, bucket in self._chats.items() if not bucket.is_full(now)
            }
        road = (ticket.chat, ticket.kind)
        if road not in self._chats:
            self._chats[road] = Bucket.full(self._limits.of(ticket.chat))
        self._chats[road].take(ticket.cost, now)
        if ticket.lane is Lane.DIGEST:
            self._digests.take(ticket.cost, now)
        return self._window.take(ticket.cost, now)
