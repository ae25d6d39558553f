"""What a post was before an act, kept so that the act can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter

from bot.domain.post import Status
from bot.domain.release import Caution
from bot.store import Transaction
from bot.store.rows import PostRow

Kind = Literal["plan", "edit", "delete"]


@dataclass(frozen=True, slots=True)
class Other:
    """Another post that the same act changed: a copy of the story, or a half that was joined.

    `version` is the one after the act; the rest is what was before.
    """

    id: int
    version: int
    status: Status
    due_at: datetime | None
    confirmed: tuple[Caution, ...]


Change = tuple[PostRow, PostRow]  # a post before and after an act


@dataclass(frozen=True, slots=True)
class Before:
    """A post's place on its way and its content, before the `act` of that name."""

    act: str
    release_id: int
    status: Status
    confirmed: tuple[Caution, ...]
    due_at: datetime | None
    not_before: datetime | None
    tries: int
    error: str | None
    urgent: bool
    through_quiet: bool
    wanted: str | None
    wanted_at: datetime | None
    approved_by: int | None
    approved: str | None
    others: tuple[Other, ...] = ()


_JSON = TypeAdapter(Before)
_KEPT = [field.name for field in fields(Before) if field.name not in ("act", "others")]


async def remember(
    tx: Transaction,
    actor_id: int,
    kind: Kind,
    act: str,
    before: PostRow,
    after: PostRow,
    now: datetime,
    also: Sequence[Change] = (),
) -> None:
    """Keeps what the post was, and others with it, as the last act of this kind of the person."""
    others = tuple(
        Other(new.id, new.version, old.status, old.due_at, old.confirmed) for old, new in also
    )
    kept = {name: getattr(before, name) for name in _KEPT}
    was = Before(act=act, **kept, others=others)
    await tx.undos.put(
        actor_id,
        kind,
        now,
        channel_id=after.channel_id,
        post_id=after.id,
        version=after.version,
        before=_JSON.dump_json(was).decode(),
    )


def read(kept: str) -> Before:
    """What `remember` kept."""
    return _JSON.validate_json(kept)
