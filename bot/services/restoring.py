"""A copy takes the database's place: what may be out since it was made is not sent blindly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.domain.post import Status
from bot.services.claims import who_runs
from bot.services.contact import FACT
from bot.services.losses import NOBODY
from bot.services.notices import said
from bot.store import Transaction

# It is told as an outcome that nobody knows.
STOPPED = "the bot stopped while it was restored from a copy"

RESTORED = mark(
    "⚠️ The database was restored from a copy of {time}. What was done later is not in it. Posts "
    "that may be in the channel already wait for your word: {held}. Look at the channel, then at "
    "/failed"
)


@dataclass(frozen=True, slots=True)
class Held:
    """What was stopped: posts that were due, comments, and updates that were waiting."""

    posts: int
    comments: int
    updates: int


async def hold_what_may_be_out(tx: Transaction, taken: datetime, now: datetime) -> Held:
    """Stops everything in a copy, taken at the instant, that its successor may have sent.

    Calls that were under way then are found by the next start (Publishing.recover).
    """
    posts = comments = 0
    for channel in await tx.channels.all(inactive=True):
        due = await tx.posts.ripe(channel.id, now, limit=10**6)
        for line in due:
            await tx.posts.change(
                line.id, allowed=(Status.QUEUED,), renew=True, status=Status.HELD
            )
        waiting = await tx.errands.open_in(channel.id, "comment")
        for errand in waiting:
            await tx.errands.done(errand.id, now, STOPPED)
        posts, comments = posts + len(due), comments + len(waiting)
        at = f"{taken.astimezone(channel.zone):%d.%m %H:%M}"
        if not channel.active:
            continue
        await tx.audit.add(now, NOBODY, "restore", channel_id=channel.id, after=str(taken))
        text = said(InputError(RESTORED, time=at, held=len(due)))
        for place in dict.fromkeys([
            *await who_runs(tx, channel), *(Place(one.user_id) for one in await tx.people.owners())
        ]):  # fmt: skip
            await tx.notices.add("text", place, now, text=text)
    updates = await tx.inbox.leave(now)
    await tx.facts.put(FACT, now.isoformat())  # there was no silence
    return Held(posts, comments, updates)
