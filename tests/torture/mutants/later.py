"""Mutants that forget what is to be done to a post that is out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.errand import DeleteTask, EditTask
from bot.domain.outcome import Outcome, Sent, Unknown
from bot.services import errands
from bot.store.errands import Errands
from bot.store.rows import ErrandRow


def edit_first() -> None:
    """The errand is done as soon as it is claimed."""
    sound = Errands.claim

    async def claim(self: Errands, channel_id: int, now: datetime) -> ErrandRow | None:
        found = await sound(self, channel_id, now)
        if found is not None and isinstance(found.task, EditTask):
            await self.done(found.id, now)
        return found

    Errands.claim = claim  # type: ignore[method-assign]


def delete_once() -> None:
    """An unknown outcome of a deletion is taken for a good one."""
    sound = errands.settle

    async def settle(tx: Any, errand: ErrandRow, outcome: Outcome, now: datetime) -> None:
        if isinstance(errand.task, DeleteTask) and isinstance(outcome, Unknown):
            outcome = Sent(())
        await sound(tx, errand, outcome, now)

    errands.settle = settle
