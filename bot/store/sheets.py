"""Queries on duty sheets: messages that keep themselves up to date."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.desk import Place
from bot.store.schema import sheets


@dataclass(frozen=True, slots=True)
class SheetKey:
    """One sheet in one chat: `kind` is its time, `day` its ISO date on the channel's clock."""

    channel_id: int
    day: str
    kind: str
    chat_id: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet as it was sent; without `message_id` nobody knows whether it was."""

    place: Place
    message_id: int | None
    shown: str


class Sheets:
    """A sheet is written down before it is sent, so that it is never sent twice."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, channel_id: int, day: str, kind: str) -> dict[int, SheetRow]:
        """The sheets of a channel and time, by chat."""
        columns = sheets.c
        query = select(columns.chat_id, columns.thread_id, columns.message_id, columns.shown)
        query = query.where(
            columns.channel_id == channel_id, columns.day == day, columns.kind == kind
        )
        return {
            row.chat_id: SheetRow(Place(row.chat_id, row.thread_id), row.message_id, row.shown)
            for row in await self._connection.execute(query)
        }

    async def begin(self, key: SheetKey, place: Place) -> None:
        """Writes down that the sheet is about to be sent. Raises StoreConflict if it was."""
        statement = insert(sheets).values(
            channel_id=key.channel_id,
            day=key.day,
            kind=key.kind,
            chat_id=key.chat_id,
            thread_id=place.thread_id,
            shown="",
        )
        await self._connection.execute(statement)

    async def forget(self, key: SheetKey) -> None:
        """The sheet was surely not sent: it may be tried again."""
        await self._connection.execute(delete(sheets).where(_is(key)))

    async def note(self, key: SheetKey, shown: str, message_id: int | None = None) -> None:
        """Notes what the sheet says, and, after it was sent, in which message."""
        values: dict[str, object] = {"shown": shown}
        if message_id is not None:
            values["message_id"] = message_id
        await self._connection.execute(update(sheets).where(_is(key)).values(**values))

    async def drop_before(self, day: str) -> None:
        """Forgets the sheets of days before this one (ISO)."""
        await self._connection.execute(delete(sheets).where(sheets.c.day < day))


def _is(key: SheetKey) -> ColumnElement[bool]:
    columns = sheets.c
    return and_(
        columns.channel_id == key.channel_id,
        columns.day == key.day,
        columns.kind == key.kind,
        columns.chat_id == key.chat_id,
    )
