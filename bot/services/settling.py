"""The second half of publishing: what became of a call, recorded (design §8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.outcome import NotSent, Outcome, Sent, Unknown
from bot.domain.post import PublishedMessage, Status
from bot.planning import retry_at
from bot.services.afterwards import enter, order_what_follows
from bot.services.claims import Claim, tell, write_down
from bot.services.losses import lose, of_the_channel
from bot.services.repeating import queue_next
from bot.store import Transaction


async def settle(tx: Transaction, claim: Claim, outcome: Outcome, now: datetime) -> Claim | None:
    """Records the outcome; returns the call for the next part of a post that has more."""
    row = claim.row
    sending = (Status.SENDING,)
    match outcome:
        case Sent(message_ids):
            await tx.messages.finish(claim.attempt_id, "sent", "", now)
            return await _settle_sent(tx, claim, message_ids, now)
        case NotSent(reason):
            await tx.messages.finish(claim.attempt_id, "not_sent", reason, now)
            if of_the_channel(outcome):
                # The post is no worse than the next one: it waits for the channel.
                await tx.posts.change(row.id, allowed=sending, status=Status.QUEUED)
                await lose(tx, await tx.channels.get(row.channel_id), reason, now)
                return None
            again = retry_at(row.tries + 1, outcome, now)
            if again is not None:
                await tx.posts.change(
                    row.id,
                    allowed=sending,
                    status=Status.QUEUED,
                    not_before=again,
                    tries=row.tries + 1,
                    error=reason,
                )
                return None
            failed = await tx.posts.change(
                row.id, allowed=sending, status=Status.FAILED, error=reason
            )
            if failed is not None:
                await tell(tx, "failed", failed, now)
        case Unknown(reason):
            await tx.messages.finish(claim.attempt_id, "unknown", reason, now)
            unknown = await tx.posts.change(
                row.id, allowed=sending, renew=True, status=Status.UNCERTAIN, error=reason
            )
            if unknown is not None:
                await tell(tx, "uncertain", unknown, now)
    return None


async def _settle_sent(
    tx: Transaction, claim: Claim, message_ids: tuple[int, ...], now: datetime
) -> Claim | None:
    row, channel = claim.row, claim.channel
    fingerprint = row.post.parts[row.next_part].fingerprint()
    published = [
        PublishedMessage(row.id, row.next_part, item, message_id, now, fingerprint)
        for item, message_id in enumerate(message_ids)
    ]
    await tx.messages.add(channel.id, published)
    await enter(tx, channel, row, published)
    await tx.channels.raise_floor(channel.id, max(message_ids))
    await tx.channels.note_sent(channel.id, now)
    sent = row.next_part + 1
    if sent < len(row.post.parts):
        onward = replace(row, next_part=sent, tries=0)
        await tx.posts.change(
            row.id, allowed=(Status.SENDING,), next_part=sent, tries=0, not_before=None
        )
        return await write_down(tx, onward, channel, now)
    done = await tx.posts.change(
        row.id,
        allowed=(Status.SENDING,),
        status=Status.SENT,
        next_part=sent,
        sent_at=now,
        error=None,
    )
    if done is not None:
        await queue_next(tx, done, now)
        await tell(tx, "sent", done, now)
        await order_what_follows(tx, done, channel, now)
    return None
