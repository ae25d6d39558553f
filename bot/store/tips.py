"""Queries on news that readers hand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.store.schema import tip_pieces, tips

# Gathered, at the desk, a draft of the desk, given back, out in the channel; left to Telegram to
# publish.
TipState = Literal["open", "sent", "accepted", "declined", "published", "approved"]


@dataclass(frozen=True, slots=True)
class Tip:
    """What a reader hands in; `user_id` None: the reader was forgotten."""

    id: int
    user_id: int | None
    channel_id: int
    state: TipState
    contact: str | None
    named: str | None
    post_id: int | None
    begun_at: datetime
    sent_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class TipPiece:
    """One message of a tip."""

    update_id: int
    message_id: int
    media_group_id: str | None
    text: FormattedText
    media: tuple[Media, ...]
    sent_at: datetime


class Tips:
    """Tips and their messages."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, tip_id: int) -> Tip | None:
        """A tip by its number."""
        return await self._one(tips.c.id == tip_id)

    async def gathered(self, user_id: int) -> Tip | None:
        """The tip that the person is putting together."""
        return await self._one((tips.c.user_id == user_id) & (tips.c.state == "open"))

    async def of_post(self, post_id: int) -> Tip | None:
        """The tip that became the post."""
        return await self._one(tips.c.post_id == post_id)

    async def of_reader(self, user_id: int) -> list[Tip]:
        """Everything that a person handed in, the oldest first."""
        query = select(tips).where(tips.c.user_id == user_id).order_by(tips.c.id)
        return [_tip(row) for row in await self._connection.execute(query)]

    async def count_sent(self, user_id: int, since: datetime) -> int:
        """How many the person sent to the desk since the instant."""
        query = select(func.count()).where(tips.c.user_id == user_id, tips.c.sent_at >= since)
        return (await self._connection.execute(query)).scalar_one()

    async def begin(
        self, user_id: int, channel_id: int, now: datetime, state: TipState = "open"
    ) -> Tip:
        """Begins a tip."""
        values = {"user_id": user_id, "channel_id": channel_id, "state": state, "begun_at": now}
        statement = insert(tips).values(values).returning(tips)
        return _tip((await self._connection.execute(statement)).one())

    async def change(self, tip_id: int, before: TipState, **values: Any) -> Tip | None:
        """Changes a tip that is in the state `before`; None if it is not, or there is none."""
        condition = (tips.c.id == tip_id) & (tips.c.state == before)
        statement = update(tips).where(condition).values(values).returning(tips)
        row = (await self._connection.execute(statement)).one_or_none()
        return None if row is None else _tip(row)

    async def drop(self, tip_id: int) -> None:
        """Removes a tip with its messages."""
        await self._connection.execute(delete(tips).where(tips.c.id == tip_id))

    async def add(self, tip_id: int, piece: TipPiece) -> bool:
        """Adds a message; whether it was new."""
        known = select(tip_pieces.c.update_id).where(tip_pieces.c.update_id == piece.update_id)
        if (await self._connection.execute(known)).first() is not None:
            return False
        statement = insert(tip_pieces).values(
            update_id=piece.update_id,
            tip_id=tip_id,
            message_id=piece.message_id,
            media_group_id=piece.media_group_id,
            text=piece.text,
            media=piece.media,
            sent_at=piece.sent_at,
        )
        await self._connection.execute(statement)
        return True

    async def rewrite(
        self, tip_id: int, message_id: int, text: FormattedText, media: tuple[Media, ...]
    ) -> bool:
        """Gives a message of a tip another content; whether there is one of this number."""
        here = (tip_pieces.c.tip_id == tip_id, tip_pieces.c.message_id == message_id)
        statement = update(tip_pieces).where(*here).values(text=text, media=media)
        return (await self._connection.execute(statement)).rowcount > 0

    async def pieces(self, tip_id: int) -> list[TipPiece]:
        """The messages of a tip in their order."""
        columns = [column for column in tip_pieces.c if column.key != "tip_id"]
        query = select(*columns).where(tip_pieces.c.tip_id == tip_id)
        rows = await self._connection.execute(query.order_by(tip_pieces.c.message_id))
        return [TipPiece(*row) for row in rows]

    async def forget(self, before: datetime, unsent: datetime) -> None:
        """Deletes what was settled before the one instant, or never sent since the other."""
        old = or_(tips.c.closed_at < before, (tips.c.state == "open") & (tips.c.begun_at < unsent))
        await self._connection.execute(delete(tips).where(old))

    async def _one(self, condition: Any) -> Tip | None:
        query = select(tips).where(condition).order_by(tips.c.id.desc()).limit(1)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _tip(row)


def _tip(row: Row[Any]) -> Tip:
    return Tip(**row._mapping)  # noqa: SLF001 - public in SQLAlchemy
