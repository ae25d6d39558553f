"""Posts that go out again and again: the rule, and the next copy once one is out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.errors import StateError
from bot.domain.post import EDITABLE, Status
from bot.domain.release import Caution
from bot.planning import Repeat
from bot.services.grids import grid_of
from bot.services.ports import Clock
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow


@dataclass(frozen=True, slots=True)
class Repeating:
    """Sets by which rule a post comes again."""

    store: Store
    clock: Clock

    async def set(self, post_id: int, words: str | None, actor_id: int) -> PostView:
        """Gives the post a rule as people write it; None: it goes out once.

        Raises InputError for words that are no rule, StateError if the post is out already.
        """

        async def work(tx: Transaction) -> PostView:
            row = await find(tx, post_id)
            now = self.clock.now()
            zone = (await tx.channels.get(row.channel_id)).zone
            today = now.astimezone(zone).date()
            rule = None if words is None else str(Repeat.parse(words, today))
            changed = await tx.posts.change(
                row.id,
                allowed=EDITABLE,
                version=row.version,
                renew=True,
                repeat=rule,
                touched_at=now,
            )
            if changed is None:
                raise StateError("Post № {number} is out or on its way already.", number=post_id)
            await tx.audit.add(
                now, actor_id, "repeat", channel_id=row.channel_id, post_id=post_id,
                before=row.repeat, after=rule,
            )  # fmt: skip
            return await view(tx, changed, now)

        return await self.store.run(work)


async def queue_next(tx: Transaction, row: PostRow, now: datetime) -> PostRow | None:
    """Queues the next copy of a post that has just gone out; None where its rule has ended.

    What was consented to of this one is consented to of the next.
    """
    if row.repeat is None:
        return None
    channel = await tx.channels.get(row.channel_id)
    rule = Repeat.parse(row.repeat, now.astimezone(channel.zone).date())
    found = _next(rule, row.due_at or now, now, channel.zone)
    if found is None:
        return None
    at, rest = found
    if not row.through_quiet:
        at = grid_of(channel).quiet.free(at, channel.zone)
    made = await tx.posts.add(
        channel.id, row.release_id, row.editor_id, row.post, row.title, row.cautions, now,
        embargo_until=row.embargo_until, story_id=row.story_id,
    )  # fmt: skip
    queued = await tx.posts.change(
        made.id,
        allowed=(Status.DRAFT,),
        status=Status.QUEUED,
        due_at=at,
        repeat=str(rest) if rest else None,
        # Of course it is like the one before it.
        confirmed=(*row.confirmed, Caution("near_duplicate", f"{row.id}:100")),
        through_quiet=row.through_quiet,
        changed_by=row.changed_by,
        approved_by=row.approved_by,
        approved=row.approved,
    )
    if queued is not None:
        await tx.editions.keep(queued, row.changed_by, now)
        await tx.sketches.put(queued.id, await tx.sketches.of(row.id))
        await tx.audit.add(
            now, 0, "repeat", channel_id=channel.id, post_id=queued.id,
            before=str(row.id), after=str(at),
        )  # fmt: skip
    return queued


def _next(
    rule: Repeat, first: datetime, now: datetime, zone: ZoneInfo
) -> tuple[datetime, Repeat | None] | None:
    """When the next copy goes out, and the rule for what follows it."""
    if rule.clock is None:
        shown = first.astimezone(zone).time()
        rule = replace(rule, clock=shown.replace(second=0, microsecond=0))
    for gone, at in enumerate(rule.occurrences(first, zone)):
        if at > now:
            left = None if rule.times is None else rule.times - gone
            return at, None if left == 1 else replace(rule, times=left)
    return None
