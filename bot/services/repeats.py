"""Near-duplicates: what the channel has said before, or is about to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.release import Caution
from bot.parsing.likeness import ALIKE, Sketch, least_shared, likeness
from bot.services.ports import Clock
from bot.store import Store, Transaction

REMEMBERED = timedelta(days=90)


async def near_duplicate(
    tx: Transaction, channel_id: int, sketch: Sketch, now: datetime, but: int | None = None
) -> tuple[Caution, ...]:
    """The caution about the post that is most alike, if one is; its detail is «number:percent».

    `but` is the post itself.
    """
    if not sketch:
        return ()
    known = await tx.sketches.alike(
        channel_id, sketch, least_shared(sketch), now - REMEMBERED, but=but
    )
    found = [(likeness(sketch, other), number) for number, other in known.items()]
    share, number = max(found, default=(0.0, 0))
    if share < ALIKE:
        return ()
    return (Caution("near_duplicate", f"{number}:{round(share * 100)}"),)


@dataclass(frozen=True, slots=True)
class Repeats:
    """The memory of what was said."""

    store: Store
    clock: Clock

    async def forget(self) -> None:
        """Drops the sketches that nothing is compared with any more."""
        before = self.clock.now() - REMEMBERED
        await self.store.run(lambda tx: tx.sketches.forget_before(before))
