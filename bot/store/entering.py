"""Which of many messages are new, and which of them can be entered at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import ArchiveRow
from bot.store.schema import archive

Group = list[ArchiveRow]


@dataclass(frozen=True, slots=True)
class Entering:
    """New messages: whole albums and single ones, and those that join what is known already."""

    at_once: list[Group]
    one_by_one: list[ArchiveRow]

    @classmethod
    async def read(
        cls, connection: AsyncConnection, rows: Sequence[ArchiveRow], spread: int
    ) -> Self:
        """Looks the rows of one channel up; albums may begin `spread` messages before them."""
        if not rows:
            return cls([], [])
        low = min(row.message_id for row in rows)
        high = max(row.message_id for row in rows)
        query = select(archive.c.message_id, archive.c.media_group_id).where(
            archive.c.channel_id == rows[0].channel_id,
            archive.c.message_id.between(low - spread, high + spread),
        )
        known = (await connection.execute(query)).all()
        numbers = {row.message_id for row in known}
        albums = {row.media_group_id for row in known if row.media_group_id is not None}
        return cls._sorted(
            {row.message_id: row for row in rows if row.message_id not in numbers}, albums
        )

    @classmethod
    def _sorted(cls, rows: dict[int, ArchiveRow], albums: set[str]) -> Self:
        groups, late = dict[str | int, Group](), list[ArchiveRow]()
        for number in sorted(rows):
            row = rows[number]
            if row.post_id is not None or row.media_group_id in albums:
                late.append(row)
            else:
                groups.setdefault(row.media_group_id or number, []).append(row)
        return cls(list(groups.values()), late)
