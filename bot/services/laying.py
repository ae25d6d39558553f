"""What a stop held back, laid onto the next free slots: readers get no burst (editorial.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.errors import StateError
from bot.domain.post import Status
from bot.planning.rearrange import lay_out
from bot.services.grids import grid_of
from bot.store import Transaction


@dataclass(frozen=True, slots=True)
class Move:
    """A post, at `version`, that goes from one time to another (UTC)."""

    number: int
    version: int
    title: str
    before: datetime
    after: datetime


async def moves_of(
    tx: Transaction, channel: Channel, stopped_until: datetime, now: datetime
) -> tuple[Move, ...]:
    """Where the posts go that were due before the stop's end; nothing is changed yet."""
    held = {
        row.id: row
        for row in await tx.stops.held_back(channel.id, stopped_until, now)
        if row.due_at is not None
    }
    if not held:
        return ()
    queue = [(row.id, row.due_at) for row in held.values() if row.due_at is not None]
    later = await tx.posts.due(channel.id, now, None)
    ahead = [line.due_at for line in later if line.due_at and line.due_at > now]
    moves = [
        Move(number, held[number].version, held[number].title, before, after)
        for (number, after), before in (
            (change, dict(queue)[change[0]])
            for change in lay_out(queue, grid_of(channel), now, taken=ahead)
        )
    ]
    return tuple(sorted(moves, key=lambda move: (move.after, move.number)))


async def carry_out(
    tx: Transaction, channel_id: int, moves: tuple[Move, ...], actor_id: int, now: datetime
) -> None:
    """Gives the posts their new times; `actor_id` 0 is the bot. Raises StateError for one that
    has changed meanwhile.
    """
    for move in moves:
        changed = await tx.posts.change(
            move.number,
            allowed=(Status.QUEUED,),
            version=move.version,
            renew=True,
            due_at=move.after,
            not_before=None,
        )
        if changed is None:
            raise StateError("The queue has changed meanwhile. Look at the new plan.")
        await tx.audit.add(
            now, actor_id, "lay_out", channel_id=channel_id, post_id=move.number,
            before=str(move.before), after=str(move.after),
        )  # fmt: skip


def listed(moves: tuple[Move, ...], channel: Channel, most: int = 15) -> str:
    """The moves line by line, in numbers that need no translation."""

    def at(instant: datetime) -> str:
        return f"{instant.astimezone(channel.zone):%d.%m %H:%M}"

    lines = [f"№ {each.number}: {at(each.before)} → {at(each.after)}" for each in moves[:most]]
    return "\n".join(lines + (["…"] if len(moves) > most else []))
