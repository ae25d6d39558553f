"""What became of messages to readers; what is in doubt goes by the channel's rule."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.bulletins import Fate
from bot.domain.outcome import NotSent, Outcome, Refusal, Sent
from bot.store import Transaction
from bot.store.broadcasts import Addressed

log = logging.getLogger(__name__)

MOST_DOUBTS = 5
MOST_TRIES = 20  # over an hour, for an outage
LONGEST_PAUSE = 300.0  # seconds
GONE = (Refusal.PERSON_LOST, Refusal.CHAT_LOST)


async def record(
    tx: Transaction, ended: Sequence[tuple[Addressed, Outcome]], now: datetime
) -> set[int]:
    """Writes down what became of messages; returns the readers who are gone."""
    sent, dropped, failed = list[int](), list[int](), list[int]()
    gone, doubtful = dict[int, int](), list[Addressed]()
    for to, outcome in ended:
        match outcome:
            case Sent():
                sent.append(to.id)
            case NotSent(refusal=refusal) if refusal in GONE:
                gone[to.id] = to.user_id
            case NotSent(refusal=Refusal.GONE):
                dropped.append(to.id)
            case NotSent(retry_after=float() as seconds) if to.tries + 1 < MOST_TRIES:
                pause = max(seconds, min(2.0**to.tries, LONGEST_PAUSE))
                later = now + timedelta(seconds=pause)
                await tx.broadcasts.mark(
                    [to.id], state=Fate.WAITING, not_before=later, tries=to.tries + 1
                )
            case NotSent(reason=reason):
                log.info("a message to a reader was refused: %s", reason)
                failed.append(to.id)
            case _:
                doubtful.append(to)
    await tx.broadcasts.mark(sent, state=Fate.SENT)
    await tx.broadcasts.mark(dropped, state=Fate.DROPPED)
    await tx.broadcasts.mark(failed, state=Fate.FAILED)
    await tx.broadcasts.mark(gone, state=Fate.BLOCKED)
    await _leave_alone(tx, set(gone.values()), now)
    await doubt(tx, doubtful, now)
    return set(gone.values())


async def _leave_alone(tx: Transaction, user_ids: set[int], now: datetime) -> None:
    """Marks readers who are gone: nothing is sent to them until they come back."""
    if user_ids:
        await tx.subscriptions.change(user_ids, blocked_at=now)
        await tx.broadcasts.gone(user_ids)


async def doubt(tx: Transaction, doubtful: Sequence[Addressed], now: datetime) -> None:
    """By the rule: once more, or not; what is not is counted as unknown."""
    for to in doubtful:
        if to.again and to.doubts + 1 < MOST_DOUBTS:
            await tx.broadcasts.mark(
                [to.id], state=Fate.WAITING, not_before=now, doubts=to.doubts + 1
            )
        else:
            await tx.broadcasts.mark([to.id], state=Fate.UNKNOWN)
