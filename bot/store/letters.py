"""Queries on which message of the desk stands for which one in a reader's chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import letters

# What a reader sent, the line above it, what the desk answered, the card of a tip.
LetterKind = Literal["letter", "header", "answer", "card"]

COLUMNS = [column for column in letters.c if column.key != "id"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message at the desk (`chat_id`, `message_id`) and the one in the reader's chat."""

    user_id: int
    user_message_id: int | None
    tip_id: int | None
    chat_id: int
    message_id: int
    kind: LetterKind
    at: datetime


class Letters:
    """The two sides of the talk between readers and the desk."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, letter: Letter) -> None:
        """Remembers a message that was passed on."""
        await self._connection.execute(insert(letters).values(asdict(letter)))

    async def at_desk(self, chat_id: int, message_id: int) -> Letter | None:
        """What a message at the desk stands for."""
        return await self._last(letters.c.chat_id == chat_id, letters.c.message_id == message_id)

    async def of_reader(self, user_id: int, message_id: int) -> list[Letter]:
        """Where a message of a reader's chat stands at the desk."""
        here = (letters.c.user_id == user_id, letters.c.user_message_id == message_id)
        query = select(*COLUMNS).where(*here).order_by(letters.c.id)
        return [Letter(*row) for row in await self._connection.execute(query)]

    async def shown(self, user_id: int) -> list[tuple[int, int]]:
        """The desk's chats and messages that show what the reader sent."""
        query = select(letters.c.chat_id, letters.c.message_id)
        query = query.where(letters.c.user_id == user_id, letters.c.kind != "answer")
        return [(row.chat_id, row.message_id) for row in await self._connection.execute(query)]

    async def latest_answer(self, user_id: int) -> Letter | None:
        """What the desk last said to the reader."""
        return await self._last(letters.c.user_id == user_id, letters.c.kind == "answer")

    async def cards(self, tip_id: int) -> list[Letter]:
        """Where the desk sees the card of a tip."""
        query = select(*COLUMNS).where(letters.c.tip_id == tip_id, letters.c.kind == "card")
        return [Letter(*row) for row in await self._connection.execute(query)]

    async def count(self, user_id: int, since: datetime) -> int:
        """How many messages of the reader reached the desk since the instant."""
        query = select(func.count(func.distinct(letters.c.user_message_id))).where(
            letters.c.user_id == user_id, letters.c.kind == "letter", letters.c.at >= since
        )
        return (await self._connection.execute(query)).scalar_one()

    async def forget(self, before: datetime) -> None:
        """Deletes what was passed on before the instant."""
        await self._connection.execute(delete(letters).where(letters.c.at < before))

    async def _last(self, *conditions: Any) -> Letter | None:
        query = select(*COLUMNS).where(*conditions).order_by(letters.c.id.desc()).limit(1)
        row: Sequence[Any] | None = (await self._connection.execute(query)).one_or_none()
        return None if row is None else Letter(*row)
