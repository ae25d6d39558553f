"""Queries on channels."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.channel import Channel
from bot.store.schema import channels

_MAIN = select(channels).where(channels.c.main.is_(True))


def from_row(row: Row[Any]) -> Channel:
    """A row as the domain's Channel."""
    return Channel(
        id=row.id,
        chat_id=row.chat_id if row.chat_id is not None else row.name,
        title=row.title,
        username=row.username,
        timezone=row.timezone,
        slots=row.slots,
        style=row.style,
        least_gap=timedelta(seconds=row.least_gap),
        overdue_limit=timedelta(seconds=row.overdue_limit),
        paused=row.paused,
        paused_until=row.paused_until,
        calm=row.calm,
        released_at=row.released_at,
        lost=row.lost,
        main=row.main,
        active=row.active,
        rules=row.rules,
    )


class Channels:
    """Channels and their settings."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self, *, inactive: bool = False) -> list[Channel]:
        """Every channel that the desk works on, oldest first; or those given up too."""
        query = select(channels).order_by(channels.c.id)
        if not inactive:
            query = query.where(channels.c.active.is_(True))
        return [from_row(row) for row in await self._connection.execute(query)]

    async def main(self) -> Channel | None:
        """The channel that readers ask the bot about; None before the first start has ended."""
        row = (await self._connection.execute(_MAIN)).one_or_none()
        return None if row is None else from_row(row)

    async def make_main(self, channel_id: int) -> None:
        """Has readers ask about this channel, and about no other; the desk works on it."""
        statement = update(channels).values(main=channels.c.id == channel_id)
        await self._connection.execute(statement)
        statement = update(channels).where(channels.c.id == channel_id).values(active=True)
        await self._connection.execute(statement)

    async def rename(self, channel_id: int, name: str) -> None:
        """Has the settings call the channel by another name."""
        statement = update(channels).where(channels.c.id == channel_id)
        await self._connection.execute(statement.values(name=name))

    async def remove(self, channel_id: int) -> None:
        """Removes a channel that nothing belongs to."""
        await self._connection.execute(delete(channels).where(channels.c.id == channel_id))

    async def get(self, channel_id: int) -> Channel:
        """One channel by our own number."""
        query = select(channels).where(channels.c.id == channel_id)
        return from_row((await self._connection.execute(query)).one())

    async def by_name(self, name: str) -> Channel | None:
        """The channel that the settings call `name`."""
        query = select(channels).where(channels.c.name == name)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else from_row(row)

    async def find(self, channel_id: int) -> Channel | None:
        """One channel by our own number, if there is one: a forged button may carry any."""
        query = select(channels).where(channels.c.id == channel_id)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else from_row(row)

    async def by_chat(self, chat_id: int) -> Channel | None:
        """The channel with Telegram's number `chat_id`; the oldest, should there be two."""
        query = select(channels).where(channels.c.chat_id == chat_id).order_by(channels.c.id)
        row = (await self._connection.execute(query.limit(1))).one_or_none()
        return None if row is None else from_row(row)

    async def add(self, name: str, channel: Channel) -> Channel:
        """Adds a channel; its `id` is ignored and given by the database."""
        statement = insert(channels).values(name=name, **self._values(channel))
        key = (await self._connection.execute(statement.returning(channels.c.id))).scalar_one()
        return await self.get(key)

    async def save(self, channel: Channel) -> None:
        """Stores every setting of the channel."""
        statement = update(channels).where(channels.c.id == channel.id)
        await self._connection.execute(statement.values(**self._values(channel)))

    async def floor(self, channel_id: int) -> int:
        """The highest message id that is known of the channel."""
        query = select(channels.c.floor).where(channels.c.id == channel_id)
        return int((await self._connection.execute(query)).scalar_one())

    async def raise_floor(self, channel_id: int, message_id: int) -> None:
        """Notes that the channel holds a message with this id."""
        statement = update(channels).where(
            channels.c.id == channel_id, channels.c.floor < message_id
        )
        await self._connection.execute(statement.values(floor=message_id))

    async def last_sent_at(self, channel_id: int) -> datetime | None:
        """When the bot last published there; UTC."""
        query = select(channels.c.last_sent_at).where(channels.c.id == channel_id)
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def note_sent(self, channel_id: int, at: datetime) -> None:
        """Notes the instant of a publication."""
        statement = update(channels).where(channels.c.id == channel_id)
        latest = func.coalesce(channels.c.last_sent_at, at)
        await self._connection.execute(statement.values(last_sent_at=at).where(latest <= at))

    @staticmethod
    def _values(channel: Channel) -> dict[str, object]:
        return {
            "chat_id": channel.chat_id if isinstance(channel.chat_id, int) else None,
            "title": channel.title,
            "username": channel.username,
            "timezone": channel.timezone,
            "slots": channel.slots,
            "style": channel.style,
            "least_gap": int(channel.least_gap.total_seconds()),
            "overdue_limit": int(channel.overdue_limit.total_seconds()),
            "paused": channel.paused,
            "paused_until": channel.paused_until,
            "calm": channel.calm,
            "released_at": channel.released_at,
            "lost": channel.lost,
            "active": channel.active,
            "rules": channel.rules,
        }
