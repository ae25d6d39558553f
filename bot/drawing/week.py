"""What a picture of the week shows. All texts are in the reader's language already."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """What stands at a time."""

    PLANNED = "planned"  # queued
    URGENT = "urgent"  # goes out even in quiet hours
    WAITING = "waiting"  # waits for approval
    HELD = "held"  # due, but an editor has to decide
    SENT = "sent"  # out already
    FREE = "free"  # a slot that nothing is queued for
    GAP = "gap"  # a long stretch in which nothing goes out
    QUIET = "quiet"  # hours in which nothing may go out


POSTS = frozenset({Kind.PLANNED, Kind.URGENT, Kind.WAITING, Kind.HELD, Kind.SENT})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a day: local time as "HH:MM", or "" for none, and what stands there."""

    time: str
    title: str
    kind: Kind = Kind.PLANNED


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the plan, as "Пн" and "24 ноя", with its entries by time.

    `note` stands on a day without entries.
    """

    name: str
    date: str
    entries: tuple[Entry, ...] = ()
    today: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """What holds for the whole channel: a pause, or mourning."""

    text: str
    mourning: bool = False


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """The whole picture. `more` has {count} for posts that found no room, as "ещё {count}".

    `legend` names the kinds; those that occur are shown.
    """

    title: str
    subtitle: str
    days: tuple[Day, ...]
    legend: tuple[tuple[Kind, str], ...]
    more: str
    banner: Banner | None = None
