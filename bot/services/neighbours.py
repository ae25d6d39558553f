"""Which publications come next to one another."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store import Transaction

FARTHEST = 2**31 - 1  # a forged button may name any message


@dataclass(frozen=True, slots=True)
class Neighbours:
    """First messages, the newest first, and whether others come before and after them."""

    numbers: tuple[int, ...]
    older: bool
    newer: bool


async def neighbours(
    tx: Transaction, channel_id: int, count: int, before: int | None, after: int | None
) -> Neighbours:
    """So many of a channel: the newest, or those before, or those after a first message."""
    if after is not None:
        start = max(0, min(after, FARTHEST))
        numbers = await tx.publications.newer(channel_id, count + 1, start)
        return Neighbours(tuple(numbers[-count:]), older=True, newer=len(numbers) > count)
    end = None if before is None else max(0, min(before, FARTHEST))
    numbers = await tx.publications.older(channel_id, count + 1, end)
    return Neighbours(tuple(numbers[:count]), older=len(numbers) > count, newer=end is not None)
