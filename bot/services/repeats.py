"""Near-duplicates: what the channel has said before, or is about to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.post import EDITABLE, ON_THE_WAY, Status
from bot.domain.release import Caution
from bot.parsing.likeness import ALIKE, Sketch, least_shared, likeness
from bot.services.cautions import still_confirmed
from bot.services.ports import Clock
from bot.store import Store, Transaction
from bot.store.rows import PostRow

REMEMBERED = timedelta(days=90)


# Readers have seen these, or will.
TOWARDS_READERS = frozenset({Status.QUEUED, *ON_THE_WAY, Status.SENT, Status.UNCERTAIN})


async def near_duplicate(
    tx: Transaction,
    channel_id: int,
    sketch: Sketch,
    now: datetime,
    but: int | None = None,
    story_id: int | None = None,
) -> tuple[Caution, ...]:
    """The caution about a post that is alike, if one is; its detail is «number:percent».

    One that readers see comes before a draft, the most alike before others. `but` is the post
    itself; drafts made after it are its repetitions, not the other way round. Other posts of
    its story say the same on purpose.
    """
    if not sketch:
        return ()
    known = await tx.sketches.alike(
        channel_id, sketch, least_shared(sketch), now - REMEMBERED, but=but, story_id=story_id
    )
    found = [
        (status in TOWARDS_READERS, share, number)
        for (number, status), other in known.items()
        if (share := likeness(sketch, other)) >= ALIKE
        and (status in TOWARDS_READERS or but is None or number < but)
    ]
    if not found:
        return ()
    _, share, number = max(found)
    return (Caution("near_duplicate", f"{number}:{round(share * 100)}"),)


async def compare_anew(tx: Transaction, row: PostRow, now: datetime) -> PostRow:
    """The post with a caution about what is alike by now: another may have gone out since.

    A consent to the same other post stays good.
    """
    sketch = await tx.sketches.of(row.id)
    repeats = await near_duplicate(tx, row.channel_id, sketch, now, row.id, row.story_id)
    cautions = (*(c for c in row.cautions if c.code != "near_duplicate"), *repeats)
    if cautions == row.cautions:
        return row
    confirmed = still_confirmed(cautions, row.confirmed)
    changed = await tx.posts.change(
        row.id, allowed=EDITABLE, version=row.version, cautions=cautions, confirmed=confirmed
    )
    return changed or row


@dataclass(frozen=True, slots=True)
class Repeats:
    """The memory of what was said."""

    store: Store
    clock: Clock

    async def forget(self) -> None:
        """Drops the sketches that nothing is compared with any more."""
        before = self.clock.now() - REMEMBERED
        await self.store.run(lambda tx: tx.sketches.forget_before(before))
