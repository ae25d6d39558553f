"""Another time zone for a channel: its queue keeps the times that the clock shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.planning.grammar.moment import SKIPPED, TWICE
from bot.planning.grid import Queue
from bot.planning.wall import Wall, instants


@dataclass(frozen=True, slots=True)
class Rezoned:
    """A post's time by the new clock: `at` in UTC, `note` a gettext id if clocks change then."""

    post: int
    at: datetime
    note: str | None = None


def rezone(queue: Queue, old: ZoneInfo, new: ZoneInfo) -> tuple[Rezoned, ...]:
    """Every post whose instant changes, with a note where the new clock skips or repeats its time.

    An instant may be past then (a clock further east); what is overdue is the caller's to show.
    """
    found = []
    for post, due in queue:
        shown = due.astimezone(old).replace(tzinfo=None)
        possible = instants(shown, new)
        if due not in possible:
            note = SKIPPED if Wall(new, due).skips(shown) else TWICE if possible[1:] else None
            found.append(Rezoned(post, possible[0], note))
    return tuple(found)
