"""Mutants that write things down too early, too late, or wrongly."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.outcome import Outcome, Sent, Unknown
from bot.domain.post import Delivery, Status
from bot.services import claims, publishing
from bot.services.claims import Claim, Sleep
from bot.services.publishing import Publishing
from bot.store import Transaction
from bot.telegram.sender import TelegramSender

SENDING = (Status.SENDING,)


def _recover(**values: Any) -> None:
    """Posts that a dead life was sending become `values`, and no more is asked."""

    async def recover(self: Publishing) -> None:
        async def work(tx: Transaction) -> None:
            for attempt_id, post_id, _ in await tx.messages.unfinished():
                await tx.messages.finish(attempt_id, "not_sent", "", self.clock.now())
                await tx.posts.change(post_id, allowed=SENDING, **values)

        await self.store.run(work)

    Publishing.recover = recover  # type: ignore[method-assign]


def recover() -> None:
    """Queued again."""
    _recover(status=Status.QUEUED)


def from_the_start() -> None:
    """A dead life's post of several parts is sent whole."""
    sound = publishing.doubt

    async def doubt(tx: Transaction, row: Any, *rest: Any) -> None:
        if row.next_part:
            await tx.posts.change(row.id, allowed=SENDING, status=Status.QUEUED, next_part=0)
        else:
            await sound(tx, row, *rest)

    publishing.doubt = doubt


def record_first() -> None:
    """The claim is all that is recorded."""
    sound = publishing.claim

    async def claim(tx: Transaction, channel_id: int, now: datetime) -> Claim | Sleep | None:
        found = await sound(tx, channel_id, now)
        if isinstance(found, Claim) and len(found.row.post.parts) == 1:
            await tx.posts.change(found.row.id, allowed=SENDING, status=Status.SENT, sent_at=now)
        return found

    publishing.claim = claim


def send_first() -> None:
    """The call is made inside the transaction of the claim."""
    sound, send = publishing.claim, TelegramSender.send
    senders, made = list[TelegramSender](), dict[tuple[int | str, Delivery], Outcome]()

    async def claim(tx: Transaction, channel_id: int, now: datetime) -> Claim | Sleep | None:
        found = await sound(tx, channel_id, now)
        if isinstance(found, Claim) and senders:
            delivery = found.row.post.delivery(found.row.next_part, found.reply_to)
            chat_id = found.channel.chat_id
            made[chat_id, delivery] = await send(senders[0], chat_id, delivery)
        return found

    async def known(self: TelegramSender, chat_id: int | str, delivery: Delivery) -> Outcome:
        if not senders:
            senders.append(self)
        outcome = made.pop((chat_id, delivery), None)
        return outcome or await send(self, chat_id, delivery)

    publishing.claim = claim
    TelegramSender.send = known  # type: ignore[method-assign]


def hope() -> None:
    """Unknown counts as sent."""
    sound = publishing.settle

    async def settle(tx: Transaction, made: Claim, outcome: Outcome, *rest: Any) -> Claim | None:
        if isinstance(outcome, Unknown):
            number = 10**6 + made.attempt_id  # of a message that may not be there
            count = made.row.post.parts[made.row.next_part].messages
            outcome = Sent(tuple(range(number, number + count)))
        return await sound(tx, made, outcome, *rest)

    publishing.settle = settle


def overtake() -> None:
    """The next post goes out while the one before it is looked for."""
    sound = claims.claim

    async def claim(tx: Transaction, channel_id: int, now: datetime) -> Claim | Sleep | None:
        count = tx.posts.count

        async def blind(channel_id: int, statuses: Any, also: Any = ()) -> int:
            return (
                0 if [*statuses] == [Status.CHECKING] else await count(channel_id, statuses, also)
            )

        tx.posts.count = blind  # type: ignore[method-assign]
        return await sound(tx, channel_id, now)

    publishing.claim = claim
