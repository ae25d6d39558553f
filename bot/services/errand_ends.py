"""What became of a call that was to change what is published, recorded."""

from __future__ import annotations

from datetime import datetime

from bot.domain.desk import Place
from bot.domain.errand import (
    CommentTask,
    DeleteTask,
    EditTask,
    ForwardSeen,
    PinTask,
    UnpinTask,
)
from bot.domain.outcome import NotSent, Outcome, Refusal, Sent, Unknown
from bot.planning import retry_at
from bot.services.claims import who_runs
from bot.store import Transaction
from bot.store.rows import ErrandRow

NO_FORWARD = "the post did not appear in a discussion group"


async def settle(tx: Transaction, errand: ErrandRow, outcome: Outcome, now: datetime) -> None:
    """Records the outcome: done, put off, or given up; the desk hears of the last of an act."""
    match outcome:
        case Sent():
            if await tx.errands.done(errand.id, now):
                await _end(tx, errand, now)
            await _done(tx, errand, now)
        case NotSent(reason) as refused:
            await _retry(tx, errand, refused, reason, now)
        case Unknown(reason) if isinstance(errand.task, CommentTask):
            await _give_up(tx, errand, reason, now)
        case Unknown(reason):
            await _retry(tx, errand, NotSent(reason, retry_after=0), reason, now)


async def _retry(
    tx: Transaction, errand: ErrandRow, refused: NotSent, reason: str, now: datetime
) -> None:
    again = retry_at(errand.tries + 1, refused, now)
    if again is not None:
        await tx.errands.later(errand.id, again, reason)
        return
    message_id = errand.task.message_id
    if refused.refusal is Refusal.GONE and not isinstance(errand.task, CommentTask):
        await tx.messages.mark(errand.channel_id, message_id, deleted_at=now, pinned=False)
        await tx.archive.mark(errand.channel_id, message_id, deleted_at=now)
    await _give_up(tx, errand, reason, now)


async def _done(tx: Transaction, errand: ErrandRow, now: datetime) -> None:
    """What the call changed is noted of the message, whatever was decided meanwhile."""
    channel_id, message_id = errand.channel_id, errand.task.message_id
    match errand.task:
        case EditTask(new=new, fingerprint=fingerprint):
            await tx.messages.mark(channel_id, message_id, edited_at=now, fingerprint=fingerprint)
            part = new.part
            await tx.archive.mark(
                channel_id, message_id, edited_at=now, kind=part.kind, text=part.text,
                media=part.media,
            )  # fmt: skip
        case DeleteTask():
            await tx.messages.mark(channel_id, message_id, deleted_at=now, pinned=False)
            await tx.archive.mark(channel_id, message_id, deleted_at=now)
        case PinTask():
            await tx.messages.mark(channel_id, message_id, pinned=True)
        case UnpinTask():
            await tx.messages.mark(channel_id, message_id, pinned=False)
        case CommentTask() | ForwardSeen():
            pass


async def _give_up(tx: Transaction, errand: ErrandRow, reason: str, now: datetime) -> None:
    if not await tx.errands.done(errand.id, now, reason):
        return
    await tx.audit.add(
        now, errand.actor_id, "refused", channel_id=errand.channel_id, post_id=errand.post_id,
        before=errand.task.kind, after=reason,
    )  # fmt: skip
    await _end(tx, errand, now)


async def _end(tx: Transaction, errand: ErrandRow, now: datetime) -> None:
    """After the last errand of an act the cards are brought up to date, or trouble is told."""
    if errand.post_id is None:
        return
    kind = errand.task.kind
    waiting = await tx.errands.open_of(errand.post_id, [kind])
    if any(other.created_at == errand.created_at for other in waiting):
        return
    failed = any(
        other.task.kind == kind and other.created_at == errand.created_at
        for other in await tx.errands.failed_of(errand.post_id)
    )
    told = [Place(errand.actor_id)]
    row = await tx.posts.get(errand.post_id)
    if row is not None:
        told.append(Place(row.editor_id))
    if failed:
        told += await who_runs(tx, await tx.channels.get(errand.channel_id))
    for place in dict.fromkeys(told):
        await tx.notices.add(
            "trouble" if failed else "changed", place, now, post_id=errand.post_id
        )
