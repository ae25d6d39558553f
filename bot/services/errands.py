"""Changes of what is published: done through the Keeper, one after another in a channel."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.errand import (
    CommentTask,
    DeleteTask,
    EditTask,
    ForwardSeen,
    PinTask,
    UnpinTask,
)
from bot.domain.outcome import NotSent, Outcome, Sent, Unknown
from bot.services.errand_ends import NO_FORWARD, settle
from bot.services.ports import Clock, Keeper
from bot.store import Store, Transaction
from bot.store.rows import ErrandRow

log = logging.getLogger(__name__)

CRASHED = "The bot stopped while it waited for Telegram's answer."


@dataclass(frozen=True, slots=True)
class Errands:
    """Does what acts of editors left to be done in the channels.

    A row is open until its outcome is recorded: what was under way when the process died is done
    again, which does no harm, but for a comment.
    """

    store: Store
    clock: Clock
    keeper: Keeper

    async def run(self) -> datetime | None:
        """Does everything that is due; returns when the next errand is (UTC), if any.

        Channels do not wait for each other.
        """
        due = await self.store.run(lambda tx: tx.errands.channels(self.clock.now()))
        async with asyncio.TaskGroup() as group:
            for channel_id in due:
                group.create_task(self._lane(channel_id))
        return await self.store.run(lambda tx: tx.errands.next_due())

    async def _lane(self, channel_id: int) -> None:
        async def claim(tx: Transaction) -> tuple[ErrandRow, Channel] | None:
            errand = await tx.errands.claim(channel_id, self.clock.now())
            return None if errand is None else (errand, await tx.channels.get(channel_id))

        while (found := await self.store.run(claim)) is not None:
            errand, channel = found
            outcome = await self._do(errand, channel.chat_id)
            log.info("errand %d, %s: %s", errand.id, errand.task.kind, type(outcome).__name__)
            await self._record(errand, outcome)

    async def _record(self, errand: ErrandRow, outcome: Outcome) -> None:
        await self.store.run(lambda tx: settle(tx, errand, outcome, self.clock.now()))

    async def _do(self, errand: ErrandRow, chat_id: int | str) -> Outcome:
        match errand.task:
            case EditTask() as task:
                return await self.keeper.edit(chat_id, task.message_id, task.known, task.new)
            case DeleteTask(message_id):
                return await self.keeper.delete(chat_id, [message_id])
            case PinTask(message_id):
                return await self.keeper.pin(chat_id, message_id)
            case UnpinTask(message_id):
                return await self.keeper.unpin(chat_id, message_id)
            case CommentTask(text=text, group=group, reply_to=reply_to):
                if group is None or reply_to is None:
                    return NotSent(NO_FORWARD)
                if errand.tries and errand.error is None:
                    return Unknown(CRASHED)
                return await self.keeper.comment(group, reply_to, text)
            case ForwardSeen():
                return Sent(())
