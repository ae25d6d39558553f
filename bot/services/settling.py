"""The second half of publishing: what became of a call, recorded (design §8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.channel import Channel
from bot.domain.outcome import NotSent, Outcome, Sent, Unknown
from bot.domain.post import ON_THE_WAY, PublishedMessage, Status
from bot.planning import Patience, retry_at
from bot.services.afterwards import enter, order_what_follows
from bot.services.claims import Claim, tell, write_down
from bot.services.evidence import can_be_had
from bot.services.losses import lose, of_the_channel
from bot.services.repeating import queue_next
from bot.services.tips import tell_author
from bot.store import Transaction
from bot.store.rows import PostRow, SearchKind

SENDING = (Status.SENDING,)
FAR = 1000  # message numbers; a gap so wide is no gap but another count


async def settle(
    tx: Transaction, claim: Claim, outcome: Outcome, now: datetime, patience: Patience
) -> Claim | None:
    """Records the outcome; returns the call for the next part of a post that has more."""
    row = claim.row
    match outcome:
        case Sent(message_ids):
            await tx.messages.finish(claim.attempt_id, "sent", "", now)
            sent = await count_as_sent(tx, row, claim.channel, message_ids, now, patience)
            if sent is None or sent.status is Status.SENT:
                return None
            return await write_down(tx, sent, claim.channel, now)
        case NotSent(reason):
            await tx.messages.finish(claim.attempt_id, "not_sent", reason, now)
            await _not_sent(tx, row, outcome, now)
        case Unknown(reason):
            await tx.messages.finish(claim.attempt_id, "unknown", reason, now)
            await doubt(tx, row, outcome, now, patience)
    return None


async def _not_sent(tx: Transaction, row: PostRow, outcome: NotSent, now: datetime) -> None:
    if of_the_channel(outcome):
        # The post is no worse than the next one: it waits for the channel.
        await tx.posts.change(row.id, allowed=SENDING, status=Status.QUEUED)
        await lose(tx, await tx.channels.get(row.channel_id), outcome.reason, now)
        return
    again = retry_at(row.tries + 1, outcome, now)
    if again is not None:
        await tx.posts.change(
            row.id,
            allowed=SENDING,
            status=Status.QUEUED,
            not_before=again,
            tries=row.tries + 1,
            error=outcome.reason,
        )
        return
    failed = await tx.posts.change(
        row.id, allowed=SENDING, status=Status.FAILED, error=outcome.reason
    )
    if failed is not None:
        await tell(tx, "failed", failed, now)


async def doubt(
    tx: Transaction,
    row: PostRow,
    outcome: Unknown,
    now: datetime,
    patience: Patience,
    cut_began_at: datetime | None = None,
) -> None:
    """The part may be in the channel: a search begins, and the channel's queue waits for it.

    `cut_began_at` is when the call began (UTC), if a crash cut it short.
    """
    found = Status.CHECKING if outcome.findable else Status.UNCERTAIN
    doubted = await tx.posts.change(
        row.id, allowed=SENDING, renew=True, status=found, error=outcome.reason
    )
    if doubted is None:
        return
    await tx.audit.add(
        now, 0, "unknown", channel_id=row.channel_id, post_id=row.id, after=outcome.reason
    )
    if not outcome.findable:
        await tell(tx, "uncertain", doubted, now)
        return
    channel = await tx.channels.get(row.channel_id)
    # With nothing to be found out, an editor need not wait to be asked.
    look_at = now + patience.looks[0] if await can_be_had(tx, channel) else now
    await _search(
        tx, "settle", row, look_at, reason=outcome.reason, refused=outcome.refused,
        cut_began_at=cut_began_at,
    )  # fmt: skip
    await tell(tx, "card", doubted, now)


async def count_as_sent(
    tx: Transaction,
    row: PostRow,
    channel: Channel,
    message_ids: tuple[int, ...],
    now: datetime,
    patience: Patience,
) -> PostRow | None:
    """Records the messages of the next part, whoever told their numbers.

    Returns the post as it is then, still on its way where it has more parts; None if it went
    another way meanwhile.
    """
    part = row.next_part
    prints = row.post.parts[part].prints
    published = [
        PublishedMessage(row.id, part, item, message_id, now, prints[item])
        for item, message_id in enumerate(message_ids)
    ]
    await tx.messages.add(channel.id, published)
    await enter(tx, channel, row, published)
    await _watch_for_twins(tx, row, channel, message_ids, now, patience)
    await tx.channels.raise_floor(channel.id, max(message_ids))
    await tx.channels.note_sent(channel.id, now)
    if part + 1 < len(row.post.parts):
        return await tx.posts.change(
            row.id, allowed=ON_THE_WAY, next_part=part + 1, tries=0, not_before=None
        )
    done = await tx.posts.change(
        row.id,
        allowed=ON_THE_WAY,
        status=Status.SENT,
        next_part=part + 1,
        sent_at=now,
        error=None,
    )
    if done is not None:
        await queue_next(tx, done, now)
        await tell(tx, "sent", done, now)
        await tell_author(tx, done, channel, now)
        await order_what_follows(tx, done, channel, now)
    return done


async def _watch_for_twins(
    tx: Transaction,
    row: PostRow,
    channel: Channel,
    message_ids: tuple[int, ...],
    now: datetime,
    patience: Patience,
) -> None:
    """A late copy of an earlier attempt may come yet, or have slipped in between."""
    _, _, doubtful = await tx.messages.first_try(row.id, row.next_part)
    last = await tx.channels.floor(channel.id)
    between = set(range(last + 1, min(message_ids))) if min(message_ids) - last < FAR else set()
    if between and not doubtful:
        between -= await tx.searches.known_above(channel.id, last)
    if not (doubtful or between) or not await can_be_had(tx, channel):
        return
    looks = 0 if doubtful else len(patience.audits) - 1  # a mere gap is looked at once
    await _search(tx, "audit", row, now + patience.audits[0], looks=looks)


async def _search(
    tx: Transaction, kind: SearchKind, row: PostRow, look_at: datetime, **more: Any
) -> None:
    """Begins a search for the next part of the post, above where its first attempt began."""
    floor, since, _ = await tx.messages.first_try(row.id, row.next_part)
    prints = row.post.parts[row.next_part].prints
    await tx.searches.open(
        kind, row.channel_id, row.id, row.next_part, prints, floor, since, look_at, **more
    )
