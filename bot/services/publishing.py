"""Stage 5: exactly once. Claim and write down, call, record (design §8)."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.errors import StateError
from bot.domain.outcome import Outcome, Unknown
from bot.domain.post import Status
from bot.planning import Patience
from bot.services.afterwards import order_what_follows
from bot.services.claims import Claim, Sleep, claim
from bot.services.lanes import Lanes
from bot.services.ports import Sender, Timekeeper, Wake
from bot.services.settling import doubt, settle
from bot.services.views import PostView, find, view
from bot.store import Store, StoreConflict, StoreError, Transaction

log = logging.getLogger(__name__)

STORE_RETRY = 1.0  # seconds between tries to record what happened in the channel

CONTRADICTION = "The channel gave a message number that belongs to another post."
CRASHED = "The bot stopped while it waited for Telegram's answer."


@dataclass(frozen=True, slots=True)
class Publishing:
    """Puts due posts into their channels: one sender a channel, one message in flight."""

    store: Store
    clock: Timekeeper
    wake: Wake
    sender: Sender
    patience: Patience
    lanes: Lanes = field(default_factory=Lanes)

    async def recover(self) -> None:
        """Run once at the start: calls that the last life left open have an unknown outcome."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            unfinished = await tx.messages.unfinished()
            for attempt_id, post_id, began in unfinished:
                await tx.messages.finish(attempt_id, "unknown", CRASHED, now)
                row = await tx.posts.get(post_id)
                if row is not None and row.status is Status.SENDING:
                    await doubt(tx, row, Unknown(CRASHED), now, self.patience, began)
            return len(unfinished)

        if count := await self.store.run(work):
            self.wake.searches.set()
            log.warning("%d calls were under way when the bot stopped; they are looked for", count)

    async def publish_due(self) -> datetime | None:
        """Publishes everything that is due; returns when the next post is (UTC), if any.

        Channels do not wait for each other.
        """
        channels = await self.store.run(lambda tx: tx.channels.all())
        return await self.lanes.run((channel.id for channel in channels), self._lane)

    async def resolve(
        self, post_id: int, version: int, actor_id: int, *, went_out: bool
    ) -> PostView:
        """An editor's word on an unknown outcome: of the attempt that the question was about.

        Raises StateError if it was settled already.
        """

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id, version)
            now = self.clock.now()
            done = went_out and row.next_part + 1 == len(row.post.parts)
            changed = await tx.posts.change(
                post_id,
                allowed=(Status.UNCERTAIN,),
                version=row.version,
                renew=True,
                status=Status.SENT if done else Status.QUEUED,
                next_part=row.next_part + 1 if went_out else row.next_part,
                tries=0,
                error=None,
                due_at=row.due_at if done else now,
                not_before=None,
                sent_at=now if done else None,
            )
            if changed is None:
                raise StateError("This question about post № {number} is settled.", number=post_id)
            if done:
                channel = await tx.channels.get(row.channel_id)
                await order_what_follows(tx, changed, channel, now)
            answer = "went_out" if went_out else "did_not"
            await tx.audit.add(
                now, actor_id, "resolve", channel_id=row.channel_id, post_id=post_id, after=answer
            )
            return await view(tx, changed, now)

        resolved = await self.store.run(work)
        self.wake.plan.set()
        self.wake.errands.set()
        return resolved

    async def _lane(self, channel_id: int) -> datetime | None:
        while self.clock.trusted:  # the machine may have slept since the round began
            found = await self.store.run(lambda tx: claim(tx, channel_id, self.clock.now()))
            if isinstance(found, Sleep):
                return found.until
            while found is not None:
                row = found.row
                delivery = row.post.delivery(row.next_part, found.reply_to)
                outcome = await self.sender.send(found.channel.chat_id, delivery)
                found = await self._record(found, outcome)
            self.wake.errands.set()
            self.wake.searches.set()
        return None

    async def _record(self, made: Claim, outcome: Outcome) -> Claim | None:
        """Stores the outcome, however long that takes; returns the call for the next part."""
        number, told = made.row.id, False
        log.info("post %d part %d: %s", number, made.row.next_part, type(outcome).__name__)
        while True:
            try:
                return await self._store_outcome(made, outcome)
            except StoreConflict:
                log.exception("what came of post %d contradicts what is known", number)
                outcome = Unknown(CONTRADICTION, findable=False)
            except StoreError as error:
                # What is in the channel must not be forgotten: better late than doubled.
                level = logging.DEBUG if told else logging.ERROR
                log.log(level, "can't record what came of post %d; trying on: %s", number, error)
                told = True
                await asyncio.sleep(STORE_RETRY)

    async def _store_outcome(self, made: Claim, outcome: Outcome) -> Claim | None:
        return await self.store.run(
            lambda tx: settle(tx, made, outcome, self.clock.now(), self.patience)
        )
