"""Queries that gather everything about a post, for its dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from inspect import signature
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import attempts, corrections, errands, messages

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """A call to Telegram; parts count from 0, attempts from 1."""

    part: int
    number: int
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """A message in the channel, and what became of it."""

    message_id: int
    part: int
    sent_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    pinned: bool


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A public correction."""

    kind: str
    text: str
    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ErrandRecord:
    """A change to what is published: when it was due, done, or why it was given up."""

    kind: str
    actor_id: int
    created_at: datetime
    due_at: datetime
    tries: int
    done_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """All of it, each in order of time."""

    attempts: tuple[AttemptRecord, ...]
    messages: tuple[MessageRecord, ...]
    corrections: tuple[CorrectionRecord, ...]
    errands: tuple[ErrandRecord, ...]


class Records:
    """Only reads."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_post(self, post_id: int) -> Record:
        """What was tried with a post and what came of it."""
        return Record(
            await self._read(AttemptRecord, attempts, post_id, attempts.c.id),
            await self._read(MessageRecord, messages, post_id, messages.c.part, messages.c.item),
            await self._read(CorrectionRecord, corrections, post_id, corrections.c.id),
            await self._read(ErrandRecord, errands, post_id, errands.c.id),
        )

    async def _read(
        self, kind: Callable[..., T], table: Table, post_id: int, *order: ColumnElement[Any]
    ) -> tuple[T, ...]:
        """The rows of a post; the columns are named like the parameters of `kind`."""
        columns = [table.c[name] for name in signature(kind).parameters]
        query = select(*columns).where(table.c.post_id == post_id).order_by(*order)
        return tuple(kind(*row) for row in await self._connection.execute(query))
