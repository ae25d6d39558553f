"""What a post was before an act, kept so that the act can be undone."""

from __future__ import annotations

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


_JSON = TypeAdapter(Before)
_KEPT = [field.name for field in fields(Before) if field.name != "act"]


async def remember(
    tx: Transaction,
    actor_id: int,
    kind: Kind,
    act: str,
    before: PostRow,
    after: PostRow,
    now: datetime,
) -> None:
    """Keeps what the post was, as the last act of this kind of the person."""
    was = Before(act=act, **{name: getattr(before, name) for name in _KEPT})
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
