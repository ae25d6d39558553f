"""New content for a post that is out: its row, its edition, and an errand for each message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.errand import DeleteTask, EditTask
from bot.domain.errors import StateError
from bot.domain.post import Post, Status
from bot.domain.release import RawRelease, Wishes
from bot.domain.revision import Revision, plan_edit
from bot.services.making import Made, make
from bot.store import Transaction
from bot.store.rows import MessageRow, PostRow

OUT = (Status.SENT, Status.WITHDRAWN)


async def redraw(
    tx: Transaction, row: PostRow, raw: RawRelease, wishes: Wishes, now: datetime
) -> tuple[Made, tuple[Revision, ...]]:
    """The post with new content, and what becomes of each of its messages.

    Raises InputError where the published messages can't become it.
    """
    made = await make(tx, await tx.channels.get(row.channel_id), raw, wishes, now, row)
    return made, plan_edit(row.post, made.post)


async def revise(
    tx: Transaction,
    row: PostRow,
    raw: RawRelease,
    wishes: Wishes,
    actor_id: int,
    now: datetime,
) -> PostRow:
    """Gives a post that is out new content, and has its messages changed.

    Raises InputError where they can't become it, StateError if they are gone, not all known, or
    if the post has changed meanwhile.
    """
    found = await tx.messages.rows(row.id)
    showing = {(m.part, m.item): m for m in found if m.part >= 0}
    if not any(m.deleted_at is None for m in showing.values()):
        raise StateError("Post № {number} is no longer in the channel.", number=row.id)
    made, plan = await redraw(tx, row, raw, wishes, now)
    if any(revision.was not in showing for revision in plan):
        raise StateError(
            "Not every message of № {number} is known. Change it in the channel by hand.",
            number=row.id,
        )
    release_id = await tx.posts.add_release(raw, wishes, made.parsed, now)
    changed = await tx.posts.change(
        row.id,
        allowed=OUT,
        version=row.version,
        release_id=release_id,
        post=made.post,
        title=made.title,
        cautions=made.cautions,
        confirmed=made.cautions,  # who chose the kind of the correction has seen them
        changed_by=actor_id,
        touched_at=now,
    )
    if changed is None:
        raise StateError(
            "Post № {number} has changed meanwhile. See /post {number}", number=row.id
        )
    await tx.editions.keep(changed, actor_id, now)
    if changed.status is Status.SENT:
        await tx.sketches.put(row.id, made.sketch)
    await _order(tx, changed, plan, showing, actor_id, now)
    return changed


async def _order(
    tx: Transaction,
    row: PostRow,
    plan: Sequence[Revision],
    showing: dict[tuple[int, int], MessageRow],
    actor_id: int,
    now: datetime,
) -> None:
    places = dict[int, tuple[int, int]]()
    for revision in plan:
        message = showing[revision.was]
        if revision.becomes is not None:
            places[message.message_id] = revision.becomes
        if message.deleted_at is not None or not revision.changes:
            continue
        if revision.new is None:
            await drop_edits(tx, row.id, message.message_id, now)
            task: EditTask | DeleteTask = DeleteTask(message.message_id)
        else:
            task = await _edit(tx, row.post, revision, message.message_id, row.id, now)
        await tx.errands.add(row.channel_id, row.id, task, actor_id, now)
    await tx.messages.show(row.id, places)


async def _edit(
    tx: Transaction, post: Post, revision: Revision, message_id: int, post_id: int, now: datetime
) -> EditTask:
    """The errand, in the place of those that wait to edit the same message."""
    assert revision.becomes is not None and revision.new is not None  # noqa: S101, PT018 - an edit
    fingerprint = post.parts[revision.becomes[0]].fingerprint()
    failed = [errand.task.message_id for errand in await tx.errands.failed_of(post_id)]
    sure = message_id not in failed
    task = EditTask(message_id, revision.old, revision.new, fingerprint, sure)
    before = await drop_edits(tx, post_id, message_id, now)
    if before is None:
        return task
    return replace(task, old=before.old, sure=before.sure and sure)


async def drop_edits(
    tx: Transaction, post_id: int, message_id: int, now: datetime
) -> EditTask | None:
    """Ends the errand that waits to edit a message.

    Returns what would have been done, `sure` only if nobody has begun to.
    """
    dropped: EditTask | None = None
    for waiting in await tx.errands.open_of(post_id, ["edit"]):
        task = waiting.task
        if isinstance(task, EditTask) and task.message_id == message_id:
            await tx.errands.done(waiting.id, now)
            sure = task.sure and waiting.tries == 0
            dropped = EditTask(message_id, task.old, task.new, task.fingerprint, sure)
    return dropped
