"""The first half of publishing: what may be sent now, claimed and written down (design §8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.people import Role
from bot.domain.post import Status
from bot.planning import Due, Hold, QuietHours, Standing, Wait, decide
from bot.store import Transaction
from bot.store.rows import NoticeKind, PostRow


@dataclass(frozen=True, slots=True)
class Claim:
    """One call that is written down and may be made now."""

    row: PostRow
    channel: Channel
    attempt_id: int


@dataclass(frozen=True, slots=True)
class Sleep:
    """Nothing to send before `until` (UTC); None: before something changes."""

    until: datetime | None = None


async def claim(tx: Transaction, channel_id: int, now: datetime) -> Claim | Sleep | None:
    """The next call of the channel, or how long to sleep; None: look at the queue anew.

    Urgent posts stand in a lane of their own: what holds the others does not hold them.
    """
    channel = await tx.channels.get(channel_id)
    if channel.lost is not None:
        return Sleep()
    sleeps = list[datetime]()
    for urgent in (True, False):
        row = await tx.posts.head(channel_id, urgent=urgent)
        found = Sleep() if row is None else await _claim_one(tx, row, channel, now)
        if not isinstance(found, Sleep):
            return found
        if found.until is not None:
            sleeps.append(found.until)
    return Sleep(min(sleeps, default=None))


async def _claim_one(
    tx: Transaction, row: PostRow, channel: Channel, now: datetime
) -> Claim | Sleep | None:
    if row.due_at is None:
        return Sleep()
    due = max(row.due_at, row.not_before) if row.not_before else row.due_at
    if due > now:
        return Sleep(due)
    if row.next_part == 0:
        standing = standing_of(channel, await tx.channels.last_sent_at(channel.id), now)
        match decide(due_of(row, row.due_at), standing, now):
            case Wait(until):
                return Sleep(until)
            case Hold():
                held = await tx.posts.change(
                    row.id, allowed=(Status.QUEUED,), renew=True, status=Status.HELD
                )
                if held is not None:
                    await tell(tx, "held", held, now)
                return None
    claimed = await tx.posts.change(row.id, allowed=(Status.QUEUED,), status=Status.SENDING)
    return None if claimed is None else await write_down(tx, claimed, channel, now)


def due_of(row: PostRow, at: datetime) -> Due:
    """What the clock has to know of a post that is to go out at `at`."""
    return Due(at, row.urgent, row.through_quiet, row.embargo_until)


def standing_of(channel: Channel, last: datetime | None, now: datetime) -> Standing:
    """How the channel stands; `last` is when its previous post went out."""
    calm = channel.calm and channel.stopped(now)
    return Standing(
        channel.zone,
        channel.least_gap,
        channel.overdue_limit,
        quiet=QuietHours.parse(channel.rules.quiet),
        last=last,
        paused=channel.paused and not channel.calm,
        paused_until=channel.paused_until,
        calm=calm,
        released=channel.released_at,
    )


async def write_down(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> Claim:
    """Writes the attempt down before its call is made."""
    part = row.post.parts[row.next_part]
    floor = await tx.channels.floor(channel.id)
    attempt_id = await tx.messages.begin(row.id, row.next_part, floor, part.fingerprint(), now)
    return Claim(row, channel, attempt_id)


async def tell(tx: Transaction, kind: NoticeKind, row: PostRow, now: datetime) -> None:
    """The editor of the post hears of everything, and so does the channel's group; who runs the
    channel in person, of what went wrong.
    """
    told, channel = [Place(row.editor_id)], await tx.channels.get(row.channel_id)
    if kind != "sent" or channel.rules.desk_chat_id is not None:
        told += await who_runs(tx, channel)
    for place in dict.fromkeys(told):
        await tx.notices.add(kind, place, now, post_id=row.id)


async def who_runs(tx: Transaction, channel: Channel) -> list[Place]:
    """Where those read who answer for the channel: its group, or owner and chiefs in person."""
    if channel.rules.desk_chat_id is not None:
        return [Place(channel.rules.desk_chat_id, channel.rules.desk_thread_id)]
    people = await tx.people.at_the_desk(channel.id, [Role.OWNER, Role.CHIEF])
    return [Place(person.user_id) for person in people]
