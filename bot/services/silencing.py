"""Whom the bot does not answer, by the desk's word."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.errors import InputError
from bot.services.ports import Clock
from bot.store import Store, Transaction

MUTE = timedelta(days=1)


@dataclass(slots=True)
class Silencing:
    """Blocks, mutes and hears again. The log says who did it; of the reader it keeps nothing.

    Known by heart from the first question on, so that nobody's message costs a look.
    """

    store: Store
    clock: Clock
    _until: dict[int, datetime | None] | None = field(default=None)  # None: for good

    async def holds(self, user_id: int) -> bool:
        """Whether the person is not to be answered."""
        known = self._until
        if known is None:
            known = await self.store.run(self._learn)
        if user_id not in known:
            return False
        until = known[user_id]
        return until is None or until > self.clock.now()

    async def block(self, user_id: int, channel_id: int, actor_id: int) -> None:
        """Silences a reader for good. Raises InputError for somebody at the desk."""
        await self._silence(user_id, channel_id, actor_id, "block", None)

    async def mute(self, user_id: int, channel_id: int, actor_id: int) -> None:
        """Silences a reader for a day. Raises InputError for somebody at the desk."""
        await self._silence(user_id, channel_id, actor_id, "mute", MUTE)

    async def lift(self, user_id: int, channel_id: int, actor_id: int) -> None:
        """Hears a reader again."""

        async def work(tx: Transaction) -> None:
            await tx.silences.lift(user_id)
            now = self.clock.now()
            await tx.audit.add(now, actor_id, "unblock", channel_id=channel_id)
            self._until = None

        await self.store.run(work)

    async def _silence(
        self, user_id: int, channel_id: int, actor_id: int, act: str, span: timedelta | None
    ) -> None:
        async def work(tx: Transaction) -> None:
            person = await tx.people.get(user_id)
            if person is not None and person.role.at_the_desk:
                raise InputError("This person works at the desk.")
            now = self.clock.now()
            await tx.silences.put(user_id, now + span if span else None)
            await tx.audit.add(now, actor_id, act, channel_id=channel_id)
            self._until = None

        await self.store.run(work)

    async def _learn(self, tx: Transaction) -> dict[int, datetime | None]:
        """Inside the transaction, so that no silencing comes between reading and remembering."""
        self._until = known = await tx.silences.all()
        return known
