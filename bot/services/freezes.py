"""Freezes of flood control, kept over a restart: a loop of restarts must not go on hammering."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.services.ports import Clock
from bot.store import Store, StoreError

log = logging.getLogger(__name__)

EVERYTHING = 0  # in the place of a chat's number


@dataclass(frozen=True, slots=True)
class Freezes:
    """What Telegram told us to leave alone. Scopes are chats; None stands for all of them."""

    store: Store
    clock: Clock

    async def remember(self, frozen: Mapping[int | str | None, float]) -> None:
        """Keeps freezes, in seconds from now. What can't be kept is a restart's trouble."""
        now = self.clock.now()
        until = {
            EVERYTHING if scope is None else scope: now + timedelta(seconds=seconds)
            for scope, seconds in frozen.items()
            if scope is None or (isinstance(scope, int) and scope != EVERYTHING)
        }
        if not until:
            return
        try:
            await self.store.run(lambda tx: tx.freezes.put(until, now))
        except StoreError as error:
            log.warning("a freeze is not remembered: %s", error)

    async def recall(self) -> dict[int | None, float]:
        """The freezes in force, in seconds from now."""
        now = self.clock.now()
        known = await self.store.run(lambda tx: tx.freezes.all(now))
        return {
            None if chat_id == EVERYTHING else chat_id: (until - now).total_seconds()
            for chat_id, until in known.items()
        }
