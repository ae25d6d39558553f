"""Stage 5: exactly once. Claim and write down, call, record (design §8)."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.errors import StateError
from bot.domain.outcome import NotSent, Outcome, Sent, Unknown
from bot.domain.people import Role
from bot.domain.post import PublishedMessage, Status
from bot.planning import Hold, Wait, decide, retry_at
from bot.services.drafts import find
from bot.services.ports import Clock, Sender, Wake
from bot.services.views import PostView, view
from bot.store import Store, StoreError, Transaction
from bot.store.rows import NoticeKind, PostRow

log = logging.getLogger(__name__)

STORE_RETRY = 1.0  # seconds between tries to record what happened in the channel

CRASHED = "The bot stopped while it waited for Telegram's answer."


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


@dataclass(frozen=True, slots=True)
class Publishing:
    """Puts due posts into their channels: one sender a channel, one message in flight."""

    store: Store
    clock: Clock
    wake: Wake
    sender: Sender

    async def recover(self) -> None:
        """Run once at the start: calls that the last life left open have an unknown outcome."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            unfinished = await tx.messages.unfinished()
            for attempt_id, post_id in unfinished:
                await tx.messages.finish(attempt_id, "unknown", CRASHED, now)
                row = await tx.posts.change(
                    post_id,
                    allowed=(Status.SENDING,),
                    renew=True,
                    status=Status.UNCERTAIN,
                    error=CRASHED,
                )
                if row is not None:
                    await self._tell(tx, "uncertain", row, now)
            return len(unfinished)

        if count := await self.store.run(work):
            log.warning("%d calls were under way when the bot stopped; editors are asked", count)

    async def publish_due(self) -> datetime | None:
        """Publishes everything that is due; returns when the next post is (UTC), if any."""

        async def work(tx: Transaction) -> list[Channel]:
            return await tx.channels.all()

        channels = await self.store.run(work)
        upcoming = await asyncio.gather(*(self._lane(channel.id) for channel in channels))
        return min((at for at in upcoming if at is not None), default=None)

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
                version=version,
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
            answer = "went_out" if went_out else "did_not"
            await tx.audit.add(now, actor_id, "resolve", post_id=post_id, after=answer)
            return await view(tx, changed, now)

        resolved = await self.store.run(work)
        self.wake.plan.set()
        return resolved

    async def _lane(self, channel_id: int) -> datetime | None:
        while True:
            found = await self.store.run(lambda tx: self._claim(tx, channel_id))
            if isinstance(found, Sleep):
                return found.until
            claim: Claim | None = found
            while claim is not None:
                row = claim.row
                part = row.post.parts[row.next_part]
                outcome = await self.sender.send(claim.channel.chat_id, part, row.post.options)
                claim = await self._record(claim, outcome)

    async def _claim(self, tx: Transaction, channel_id: int) -> Claim | Sleep | None:
        """The next call of the channel, or how long to sleep; None: look at the queue anew."""
        row = await tx.posts.head(channel_id)
        if row is None or row.due_at is None:
            return Sleep()
        now = self.clock.now()
        due = max(row.due_at, row.not_before) if row.not_before else row.due_at
        if due > now:
            return Sleep(due)
        channel = await tx.channels.get(channel_id)
        if row.next_part == 0:
            last = await tx.channels.last_sent_at(channel_id)
            decision = decide(
                row.due_at,
                now,
                last=last,
                least_gap=channel.least_gap,
                overdue_limit=channel.overdue_limit,
                paused=channel.paused,
                paused_until=channel.paused_until,
            )
            match decision:
                case Wait(until):
                    return Sleep(until)
                case Hold():
                    held = await tx.posts.change(
                        row.id, allowed=(Status.QUEUED,), status=Status.HELD
                    )
                    if held is not None:
                        await self._tell(tx, "held", held, now)
                    return None
        claimed = await tx.posts.change(row.id, allowed=(Status.QUEUED,), status=Status.SENDING)
        return None if claimed is None else await self._write_down(tx, claimed, channel, now)

    async def _write_down(
        self, tx: Transaction, row: PostRow, channel: Channel, now: datetime
    ) -> Claim:
        part = row.post.parts[row.next_part]
        floor = await tx.channels.floor(channel.id)
        attempt_id = await tx.messages.begin(row.id, row.next_part, floor, part.fingerprint(), now)
        return Claim(row, channel, attempt_id)

    async def _record(self, claim: Claim, outcome: Outcome) -> Claim | None:
        """Stores the outcome, however long that takes; returns the call for the next part."""
        log.info("post %d part %d: %s", claim.row.id, claim.row.next_part, type(outcome).__name__)
        while True:
            try:
                return await self.store.run(lambda tx: self._settle(tx, claim, outcome))
            except StoreError:
                # What is in the channel must not be forgotten: better late than doubled.
                log.exception("can't record the outcome of post %d; trying again", claim.row.id)
                await asyncio.sleep(STORE_RETRY)

    async def _settle(self, tx: Transaction, claim: Claim, outcome: Outcome) -> Claim | None:
        row, now = claim.row, self.clock.now()
        sending = (Status.SENDING,)
        match outcome:
            case Sent(message_ids):
                await tx.messages.finish(claim.attempt_id, "sent", "", now)
                return await self._settle_sent(tx, claim, message_ids, now)
            case NotSent(reason):
                await tx.messages.finish(claim.attempt_id, "not_sent", reason, now)
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
                    await self._tell(tx, "failed", failed, now)
            case Unknown(reason):
                await tx.messages.finish(claim.attempt_id, "unknown", reason, now)
                unknown = await tx.posts.change(
                    row.id, allowed=sending, renew=True, status=Status.UNCERTAIN, error=reason
                )
                if unknown is not None:
                    await self._tell(tx, "uncertain", unknown, now)
        return None

    async def _settle_sent(
        self, tx: Transaction, claim: Claim, message_ids: tuple[int, ...], now: datetime
    ) -> Claim | None:
        row, channel = claim.row, claim.channel
        fingerprint = row.post.parts[row.next_part].fingerprint()
        published = [
            PublishedMessage(row.id, row.next_part, item, message_id, now, fingerprint)
            for item, message_id in enumerate(message_ids)
        ]
        await tx.messages.add(channel.id, published)
        await tx.channels.raise_floor(channel.id, max(message_ids))
        await tx.channels.note_sent(channel.id, now)
        sent = row.next_part + 1
        if sent < len(row.post.parts):
            onward = replace(row, next_part=sent, tries=0)
            await tx.posts.change(
                row.id, allowed=(Status.SENDING,), next_part=sent, tries=0, not_before=None
            )
            return await self._write_down(tx, onward, channel, now)
        done = await tx.posts.change(
            row.id,
            allowed=(Status.SENDING,),
            status=Status.SENT,
            next_part=sent,
            sent_at=now,
            error=None,
        )
        if done is not None:
            await self._tell(tx, "sent", done, now)
        return None

    async def _tell(self, tx: Transaction, kind: NoticeKind, row: PostRow, now: datetime) -> None:
        """The editor of the post hears of everything; the owner too of what went wrong."""
        told = [row.editor_id]
        if kind != "sent":
            told += [owner.user_id for owner in await tx.people.with_roles([Role.OWNER])]
        for chat_id in dict.fromkeys(told):
            await tx.notices.add(kind, chat_id, now, post_id=row.id)
        self.wake.notices.set()
