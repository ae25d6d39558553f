"""Telegram's limit over all chats: so many messages in any second, as its server counts them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

SECOND = 1.0
FLOORS = 2048  # answers, of a minute or more, by which the fastest way there and back is known
# Of the fastest way so much is believed to be the same for every call.
TRUSTED = 0.9
# A call that has no answer after so many seconds was counted long ago, or hangs: calls that hang
# must not keep everybody else back.
LONGEST = 5.0


@dataclass(slots=True, eq=False)
class Slot:
    """The room of one call, from its start until a second after its server can have counted it."""

    cost: int
    start: float
    free_at: float


@dataclass(slots=True)
class Window:
    """At most `limit` messages in any second. Instants are seconds of any one clock.

    When the server counts a call is not known: some time between its start and its answer. What
    all calls need at the least shifts every count alike, so that only what a call took longer
    than the fastest has to be waited for, beyond the second.
    """

    limit: int
    _slots: deque[Slot] = field(default_factory=deque)
    _used: int = 0
    _took: deque[float] = field(default_factory=lambda: deque(maxlen=FLOORS))

    def wait(self, cost: int, now: float, spare: int = 0) -> float:
        """Seconds until so many may be taken and `spare` be left; more than the limit counts as
        the limit. Ask again when a call has ended.
        """
        wanted = min(cost + spare, self.limit) - self.limit
        if wanted + self._used > 0:
            self._forget(now)
        missing = wanted + self._used
        if missing <= 0:
            return 0.0
        free_at = now
        for slot in sorted(self._slots, key=lambda slot: slot.free_at):
            missing, free_at = missing - slot.cost, slot.free_at
            if missing <= 0:
                break
        return free_at - now

    def take(self, cost: int, now: float) -> Slot:
        """Takes room for a call that begins now."""
        while self._slots and self._slots[0].free_at <= now:
            self._used -= self._slots.popleft().cost
        slot = Slot(min(cost, self.limit), now, now + LONGEST + SECOND)
        self._slots.append(slot)
        self._used += slot.cost
        return slot

    def end(self, slot: Slot, now: float) -> None:
        """The call has its answer, or is given up: its second runs."""
        took = max(0.0, now - slot.start)
        self._took.append(took)
        slot.free_at = min(slot.free_at, now - TRUSTED * min(self._took) + SECOND)

    def drop(self, slot: Slot) -> None:
        """The call was never made."""
        slot.free_at = slot.start

    def _forget(self, now: float) -> None:
        self._slots = deque(slot for slot in self._slots if slot.free_at > now)
        self._used = sum(slot.cost for slot in self._slots)
