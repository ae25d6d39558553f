"""The first half of publishing: what may be sent now, claimed and written down (design §8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.domain.people import Role
from bot.domain.post import Status
from bot.planning import Due, Hold, QuietHours, Standing, Wait, choose
from bot.services.approving import hold_back, lacks_approval
from bot.services.laying import carry_out, listed, moves_of
from bot.services.notices import said
from bot.services.stories import answered
from bot.store import Transaction
from bot.store.rows import DueLine, NoticeKind, PostRow

PAUSE_OVER = mark("▶️ {channel}: the pause is over, publishing goes on.")
LAID_OUT = mark(
    "▶️ {channel}: the pause is over. What it held back goes out on the next free slots:\n{moves}"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One call that is written down and may be made now."""

    row: PostRow
    channel: Channel
    attempt_id: int
    reply_to: int | None = None  # the message of the story's earlier post


@dataclass(frozen=True, slots=True)
class Sleep:
    """Nothing to send before `until` (UTC); None: before something changes."""

    until: datetime | None = None


async def claim(tx: Transaction, channel_id: int, now: datetime) -> Claim | Sleep | None:
    """The next call of the channel, or how long to sleep; None: look at the queue anew."""
    channel = await tx.channels.get(channel_id)
    if channel.lost is not None:
        return Sleep()
    if channel.paused and channel.paused_until is not None and channel.paused_until <= now:
        await _end_pause(tx, channel, channel.paused_until, now)
        return None
    if await tx.posts.count(channel_id, [Status.CHECKING]):
        return Sleep()  # the search rings; two copies under way could not be told apart
    upcoming = await tx.posts.next_due(channel_id, now)
    ripe = await tx.posts.ripe(channel_id, now)
    if (begun := next((line for line in ripe if line.next_part > 0), None)) is not None:
        # What readers have seen a part of is brought to its end before anything else.
        if begun.not_before is not None and begun.not_before > now:
            return Sleep(begun.not_before)
        return await _take(tx, begun.id, channel, now)
    standing = standing_of(channel, await tx.channels.last_sent_at(channel_id), now)
    ready, retry = _in_order(ripe, now)
    chosen, decision = choose(
        [(line.id, due_of(line, line.due_at)) for line in ready], standing, now
    )
    match decision:
        case Wait(until):
            return Sleep(
                min(
                    (at for at in (until, retry, upcoming, channel.paused_until) if at),
                    default=None,
                )
            )
        case Hold() if chosen is not None:
            held = await tx.posts.change(
                chosen, allowed=(Status.QUEUED,), renew=True, status=Status.HELD
            )
            if held is not None:
                await tell(tx, "held", held, now)
            return None
    return None if chosen is None else await _take(tx, chosen, channel, now)


async def _take(tx: Transaction, post_id: int, channel: Channel, now: datetime) -> Claim | None:
    row = await tx.posts.get(post_id)
    if row is not None and row.next_part == 0 and await lacks_approval(tx, row, channel):
        await hold_back(tx, row, channel, now)
        return None
    claimed = await tx.posts.change(post_id, allowed=(Status.QUEUED,), status=Status.SENDING)
    return None if claimed is None else await write_down(tx, claimed, channel, now)


def _in_order(ripe: Sequence[DueLine], now: datetime) -> tuple[list[DueLine], datetime | None]:
    """Those that may be tried now, and when the next retry is due.

    A post that waits for its retry keeps its place: those behind it wait too, but for the urgent.
    """
    ready, retry = list[DueLine](), None
    for line in ripe:
        if line.not_before is not None and line.not_before > now:
            retry = min(retry or line.not_before, line.not_before)
        elif retry is None or line.urgent:
            ready.append(line)
    return ready, retry


async def _end_pause(tx: Transaction, channel: Channel, until: datetime, now: datetime) -> None:
    """A pause ends by itself: what it held back is laid out, and the desk told where."""
    moves = await moves_of(tx, channel, until, now)
    await carry_out(tx, channel.id, moves, 0, now)
    await tx.channels.save(
        replace(channel, paused=False, paused_until=None, calm=False, released_at=until)
    )
    await tx.audit.add(now, 0, "pause_over", channel_id=channel.id)
    over = InputError(LAID_OUT, channel=channel.title, moves=listed(moves, channel))
    words = said(over if moves else InputError(PAUSE_OVER, channel=channel.title))
    for place in await who_runs(tx, channel):
        await tx.notices.add("text", place, now, text=words)


def due_of(post: DueLine | PostRow, at: datetime) -> Due:
    """What the clock has to know of a post that is to go out at `at`."""
    return Due(at, post.urgent, post.through_quiet, post.embargo_until)


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
    reply_to = await answered(tx, row) if row.next_part == 0 else None
    return Claim(row, channel, attempt_id, reply_to)


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
