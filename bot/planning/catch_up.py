"""What to do with a post whose time has come, or came while the bot was away (design §7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from bot.planning.quiet import NO_QUIET, QuietHours

# Later than this a post is overdue: it was kept back by a stop, not by the posts before it.
ON_TIME = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Due:
    """What counts of a post. Instants are aware."""

    at: datetime
    urgent: bool = False  # «молния»: quiet hours, the gap and calm mode do not hold it
    through_quiet: bool = False  # set into the quiet hours on purpose
    embargo: datetime | None = None  # never before, whatever else


@dataclass(frozen=True, slots=True)
class Standing:
    """How the channel stands. Instants are aware."""

    zone: tzinfo
    least_gap: timedelta
    overdue_limit: timedelta  # a post later than this waits for an editor's word
    quiet: QuietHours = NO_QUIET
    last: datetime | None = None  # when its previous post went out
    paused: bool = False
    paused_until: datetime | None = None  # None with `paused`: until somebody resumes
    calm: bool = False  # «траурный режим»: everything but urgent posts waits until it is lifted
    released: datetime | None = None  # when the last pause or calm was ended by hand


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


def decide(due: Due, standing: Standing, now: datetime) -> Decision:
    """The decision about a post at `now` (aware).

    A pause holds everything, an embargo too; quiet hours and calm mode hold what is not urgent.
    Waiting for any of them is not lateness. A post on time ignores the gap: its editor chose the
    moment. One that something else kept back until it is quiet does not wake the readers.
    """
    ready = ready_at(due, standing)
    if ready > now:
        return Wait(ready)
    if standing.paused and standing.paused_until is None:
        return Wait(None)
    if standing.calm and not due.urgent:
        return Wait(None)
    if now - ready > standing.overdue_limit:
        return Hold()
    if now - ready > ON_TIME and not (due.urgent or due.through_quiet):
        night = standing.quiet.end(now, standing.zone)
        if night is not None:
            return Wait(night)
    kept_back = now - due.at > ON_TIME
    if kept_back and not due.urgent and standing.last is not None:
        # `last` ahead of now was written by a wrong clock and must not freeze the channel.
        again = standing.last + standing.least_gap
        if standing.last <= now < again:
            return Wait(again)
    return Publish()


def choose(
    queue: Iterable[tuple[int, Due]], standing: Standing, now: datetime
) -> tuple[int | None, Decision]:
    """The post to act on, and how; None with Wait: none yet, look again then.

    Urgent posts come first, the others by their time and number. One that waits, for its embargo
    or for the morning, does not block those behind it.
    """
    until: datetime | None = None
    for post, due in sorted(queue, key=lambda each: (not each[1].urgent, each[1].at, each[0])):
        decision = decide(due, standing, now)
        if not isinstance(decision, Wait):
            return post, decision
        if decision.until is not None:
            until = decision.until if until is None else min(until, decision.until)
    return None, Wait(until)


def ready_at(due: Due, standing: Standing) -> datetime:
    """When the post may go out as far as is known: its time, put off by what holds it (UTC).

    What nobody knows the end of, a pause or calm until it is lifted, is left out.
    """
    holds = [due.at, due.embargo, standing.released]
    if standing.paused:
        holds.append(standing.paused_until)
    ready = max(until for until in holds if until is not None)
    if due.urgent or due.through_quiet:
        return ready
    return standing.quiet.free(ready, standing.zone)
