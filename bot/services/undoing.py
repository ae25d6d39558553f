"""Undoing the last act of each kind of a person, while the post has not changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import StateError, mark
from bot.domain.post import EDITABLE, Status
from bot.parsing.likeness import sketch
from bot.services.before import Before, Other, read
from bot.services.cautions import still_confirmed
from bot.services.making import rewrite
from bot.services.ports import Clock, Wake
from bot.services.views import PostView, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow, UndoRow

INSTANT = timedelta(microseconds=1)

TOO_LATE = mark("This can't be undone any more: something else was done since.")
TIME_GONE = mark("Its earlier time has passed or is taken by another post. Nothing is changed.")
NOW_A_DRAFT = mark("Its time has passed or is taken by another post, so it is a draft now.")


@dataclass(frozen=True, slots=True)
class Done:
    """An act that can be undone: what it was, and the post as it was before (`view`)."""

    kind: str
    act: str
    at: datetime
    version: int  # of the post after the act
    view: PostView


@dataclass(frozen=True, slots=True)
class Undone:
    """The post again, and what is to be said of it (a gettext id)."""

    view: PostView
    note: str | None = None
    revived: tuple[int, ...] = ()  # other posts that are there again


@dataclass(frozen=True, slots=True)
class Undoing:
    """The way back."""

    store: Store
    clock: Clock
    wake: Wake

    async def last(self, user_id: int) -> list[Done]:
        """What the person can undo now, the newest first."""

        async def work(tx: Transaction) -> list[Done]:
            found = list[Done]()
            for record in await tx.undos.of_person(user_id):
                row = await _changed_by(tx, record)
                if row is not None:
                    found.append(await _done(tx, record, row, self.clock.now()))
            return found

        return await self.store.run(work)

    async def find(self, user_id: int, kind: str, post_id: int, version: int) -> Done:
        """One of them. Raises StateError where the post has changed since."""
        for done in await self.last(user_id):
            if (done.kind, done.view.row.id, done.version) == (kind, post_id, version):
                return done
        raise StateError(TOO_LATE)

    async def undo(self, user_id: int, kind: str, post_id: int, version: int) -> Undone:
        """Makes the post what it was before the person's act.

        A deleted post whose time is gone comes back as a draft. Raises StateError where the post
        has changed since, or the time that it had is gone.
        """

        async def work(tx: Transaction) -> Undone:
            now = self.clock.now()
            records = await tx.undos.of_person(user_id)
            record = next((one for one in records if one.kind == kind), None)
            row = await _changed_by(tx, record) if record else None
            if record is None or row is None or (row.id, row.version) != (post_id, version):
                raise StateError(TOO_LATE)
            was = read(record.before)
            gone = [one.id for one in was.others if await _is_deleted(tx, one.id)]
            match kind:
                case "edit":
                    back, note = await _unedit(tx, row, was, now, user_id)
                case "delete":
                    back, note = await _undelete(tx, row, was, now)
                case _:
                    back, note = await _unplan(tx, row, was, now), None
            await tx.undos.forget(user_id, kind)
            await tx.audit.add(
                now, user_id, "undo", channel_id=row.channel_id, post_id=row.id,
                before=was.act, after=str(back.edition),
            )  # fmt: skip
            revived = tuple([number for number in gone if not await _is_deleted(tx, number)])
            return Undone(await view(tx, back, now), note, revived)

        undone = await self.store.run(work)
        self.wake.plan.set()
        return undone


async def _changed_by(tx: Transaction, record: UndoRow) -> PostRow | None:
    """The post, if nothing has changed it since the act and it is not on its way."""
    row = await tx.posts.get(record.post_id) if record.post_id is not None else None
    if row is None or row.version != record.version or row.next_part:
        return None
    return row if row.status in (*EDITABLE, Status.DELETED) else None


async def _is_deleted(tx: Transaction, post_id: int) -> bool:
    row = await tx.posts.get(post_id)
    return row is not None and row.status is Status.DELETED


async def _done(tx: Transaction, record: UndoRow, row: PostRow, now: datetime) -> Done:
    was = read(record.before)
    before = replace(row, status=was.status)
    return Done(record.kind, was.act, record.at, record.version, await view(tx, before, now))


async def _unplan(tx: Transaction, row: PostRow, was: Before, now: datetime) -> PostRow:
    if was.status is Status.QUEUED and not await _is_free(tx, row, was, now):
        raise StateError(TIME_GONE)
    return await _put_back(tx, row, _plan(was), now)


async def _undelete(
    tx: Transaction, row: PostRow, was: Before, now: datetime
) -> tuple[PostRow, str | None]:
    values, note = _plan(was), None
    if was.status is Status.QUEUED and not await _is_free(tx, row, was, now):
        values |= {"status": Status.DRAFT, "due_at": None, "not_before": None}
        note = NOW_A_DRAFT
    _, _, release = await tx.posts.release(row.release_id)
    await tx.sketches.put(row.id, sketch(release))
    return await _put_back(tx, row, values, now), note


async def _unedit(
    tx: Transaction, row: PostRow, was: Before, now: datetime, actor_id: int
) -> tuple[PostRow, str | None]:
    """Gives the post, and what the same act changed, the old content and place.

    What has changed since of the others stays as it is.
    """
    untouched = list[Other]()
    for other in was.others:
        then = await tx.posts.get(other.id)
        if then is not None and then.version == other.version:
            untouched.append(other)
    raw, wishes, _ = await tx.posts.release(was.release_id)
    back = await rewrite(tx, row, raw, wishes, now, actor_id, confirmed=was.confirmed)
    if was.approved and was.approved == back.post.fingerprint():
        approval = {"approved": was.approved, "approved_by": was.approved_by}
        back = await _put_back(tx, back, approval, now)
    placed = await _put_in_place(tx, back, was, now)
    for other in untouched:
        if (changed := await tx.posts.get(other.id)) is not None:
            await _put_in_place(tx, changed, other, now)
    lost = was.status is Status.QUEUED and placed.status is not Status.QUEUED
    return placed, NOW_A_DRAFT if lost else None


async def _put_in_place(
    tx: Transaction, row: PostRow, was: Before | Other, now: datetime
) -> PostRow:
    """Gives a post, with its old content, the state that it had, as far as that is possible."""
    if row.status is was.status:
        return row
    _, _, release = await tx.posts.release(row.release_id)
    values: dict[str, Any] = {"status": was.status, "due_at": was.due_at}
    if row.status is Status.DELETED:
        await tx.sketches.put(row.id, sketch(release))
    if was.status is Status.QUEUED and was.due_at is not None:
        kept = still_confirmed(row.cautions, was.confirmed)
        waiting = tuple(caution for caution in row.cautions if caution not in kept)
        locked = row.embargo_until is not None and was.due_at < row.embargo_until
        if waiting or locked or not await _is_free(tx, row, was, now):
            return row
        values["confirmed"] = kept
    return await _put_back(tx, row, values, now)


async def _is_free(tx: Transaction, row: PostRow, was: Before | Other, now: datetime) -> bool:
    """Whether the time that the post had is still ahead, and nothing else stands there."""
    if was.due_at is None or was.due_at <= now:
        return False
    mine = row.status is Status.QUEUED and row.due_at == was.due_at
    return mine or not await tx.posts.due(row.channel_id, was.due_at, was.due_at + INSTANT)


async def _put_back(
    tx: Transaction, row: PostRow, values: dict[str, Any], now: datetime
) -> PostRow:
    back = await tx.posts.change(
        row.id,
        allowed=(*EDITABLE, Status.DELETED),
        version=row.version,
        renew=True,
        touched_at=now,
        **values,
    )
    if back is None:
        raise StateError(TOO_LATE)
    return back


def _plan(was: Before) -> dict[str, Any]:
    """The columns that say when and how a post goes out."""
    return {
        "status": was.status,
        "due_at": was.due_at,
        "not_before": was.not_before,
        "tries": was.tries,
        "error": was.error,
        "urgent": was.urgent,
        "through_quiet": was.through_quiet,
        "wanted": was.wanted,
        "wanted_at": was.wanted_at,
    }
