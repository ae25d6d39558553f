"""Giving a post its time: everything that may stand in the way, in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.domain.channel import Channel
from bot.domain.errors import StateError, mark
from bot.domain.post import EDITABLE, Status
from bot.services.approving import NO_WISH, approve, submit, word_of
from bot.services.before import remember
from bot.services.cautions import require_consents
from bot.services.embargoes import require_open
from bot.services.grids import grid_of
from bot.services.making import drawn_urgent
from bot.services.obstacles import Obstacle
from bot.services.views import PostView, find, view
from bot.store import Transaction
from bot.store.rows import PostRow

QUIET = mark("№ {number} would go out in the quiet hours.")

DueTime = Callable[[Transaction, PostRow, Channel, datetime], Awaitable[datetime]]


class InQuiet(Obstacle):
    """The time that was wanted, `due`, is quiet until `end` (UTC): an editor is asked once."""

    def __init__(self, post_id: int, due: datetime, end: datetime) -> None:
        super().__init__(QUIET, number=post_id)
        self.due = due
        self.end = end


async def place(
    tx: Transaction,
    post_id: int,
    version: int | None,
    actor_id: int,
    act: str,
    due: DueTime,
    now: datetime,
    *,
    urgent: bool = False,
    through_quiet: bool = False,
) -> PostView:
    """Gives the post the time that `due` finds for it, or submits it with that wish.

    Raises what stands in the way: Embargoed, Unconfirmed, InQuiet; StateError for a post that
    has moved on, or whose channel is no longer at the desk.
    """
    yes, word = dict[str, Any](), ""
    row = await find(tx, post_id, version)
    channel = await tx.channels.get(row.channel_id)
    if not channel.active:
        raise StateError(
            "{channel} is no longer at the desk. The owner can add it again: /channels",
            channel=channel.title,
        )
    when = await due(tx, row, channel, now)
    if row.status in EDITABLE:
        require_open(row, channel, when)
        word = await word_of(tx, row, channel, actor_id)
        if word == "asks":
            wish = _wish(row, act, when)
            return await view(tx, await submit(tx, row, channel, actor_id, now, *wish), now)
        require_consents(row, when)
    quiet_end = grid_of(channel).quiet.end(when, channel.zone)
    if quiet_end is not None and not (urgent or through_quiet):
        raise InQuiet(row.id, when, quiet_end)
    drawn: dict[str, Any] = {}
    if urgent != row.urgent and row.next_part == 0:
        drawn = await drawn_urgent(tx, row, channel, now, urgent=urgent)
    if word == "approves" or act == "approve":
        approved = drawn.get("post", row.post).fingerprint()
        yes = {"approved": approved, "approved_by": actor_id}
    changed = await tx.posts.change(
        row.id,
        allowed=EDITABLE,
        version=row.version,
        renew=True,
        status=Status.QUEUED,
        due_at=when,
        urgent=urgent,
        through_quiet=quiet_end is not None,
        not_before=None,
        tries=0,
        error=None,
        touched_at=now,
        **drawn,
        **NO_WISH,
        **yes,
    )
    if changed is None:
        raise StateError("Post № {number} is out or on its way already.", number=row.id)
    if drawn:
        await tx.editions.keep(changed, actor_id, now)
    await remember(tx, actor_id, "plan", act, row, changed, now)
    if yes:
        await approve(tx, changed, actor_id, now)
    await tx.audit.add(
        now, actor_id, act, channel_id=row.channel_id, post_id=row.id,
        before=str(row.due_at), after=str(when),
    )  # fmt: skip
    return await view(tx, changed, now)


def _wish(row: PostRow, act: str, when: datetime) -> tuple[str, datetime | None]:
    """What is to be done with the post once it is approved."""
    match act:
        case "approve":
            return row.wanted or "queue", row.wanted_at
        case "queue" | "now":
            return act, None
        case "flash":
            return "now", None
    return "at", when
