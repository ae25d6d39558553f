"""What to do with a post whose time has come, or came while the bot was away (design §7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# Later than this a post is overdue: it was kept back by a stop, not by the posts before it.
ON_TIME = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Publish:
    """Send it now."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Look again at `until` (UTC); None: when an editor resumes the channel."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Hold:
    """Too late for its time: an editor decides."""


Decision = Publish | Wait | Hold


def decide(
    due: datetime,
    now: datetime,
    *,
    last: datetime | None,
    least_gap: timedelta,
    overdue_limit: timedelta,
    paused: bool = False,
    paused_until: datetime | None = None,
) -> Decision:
    """The decision for a post due at `due`. Instants are aware.

    `last` is when the channel's previous post went out. A post on time ignores the gap: its
    editor chose the moment. `paused_until` None with `paused` means until somebody resumes.
    """
    if due > now:
        return Wait(due)
    if paused and (paused_until is None or paused_until > now):
        return Wait(paused_until)
    late = now - due
    if late > overdue_limit:
        return Hold()
    if late > ON_TIME and last is not None and last <= now < last + least_gap:
        # `last` ahead of now was written by a wrong clock and must not freeze the channel.
        return Wait(last + least_gap)
    return Publish()
