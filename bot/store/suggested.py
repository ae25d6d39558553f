"""Queries on where in Telegram a tip is a suggested post."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import suggested, tip_pieces, tips


@dataclass(frozen=True, slots=True)
class Suggested:
    """A tip that came as a suggested post: its first message in a channel's direct messages."""

    tip_id: int
    chat_id: int
    topic_id: int  # of its author
    message_id: int
    price: str | None  # as it is shown: «50 ⭐»
    wanted_at: datetime | None  # when the author wants it out


class SuggestedPosts:
    """Suggested posts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, post: Suggested) -> None:
        """Remembers where a tip came from."""
        await self._connection.execute(insert(suggested).values(asdict(post)))

    async def get(self, tip_id: int) -> Suggested | None:
        """Where the tip came from; None: from the chat with the bot."""
        return await self._one(suggested.c.tip_id == tip_id)

    async def of_message(self, chat_id: int, message_id: int) -> Suggested | None:
        """The suggested post that a message is, or is a part of."""
        parts = select(tip_pieces.c.tip_id).where(tip_pieces.c.message_id == message_id)
        return await self._one((suggested.c.chat_id == chat_id) & suggested.c.tip_id.in_(parts))

    async def of_album(self, chat_id: int, media_group_id: str) -> Suggested | None:
        """The suggested post that an album is."""
        parts = select(tip_pieces.c.tip_id).where(tip_pieces.c.media_group_id == media_group_id)
        waiting = select(tips.c.id).where(tips.c.state == "sent")
        here = suggested.c.tip_id.in_(parts) & suggested.c.tip_id.in_(waiting)
        return await self._one((suggested.c.chat_id == chat_id) & here)

    async def _one(self, condition: Any) -> Suggested | None:
        query = select(suggested).where(condition).order_by(suggested.c.tip_id.desc()).limit(1)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else Suggested(*row)
