"""Queries that gather everything about a post, for its dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.schema import attempts, corrections, errands, messages


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
        run = self._connection.execute
        return Record(
            tuple(AttemptRecord(*row) for row in await run(_attempts(post_id))),
            tuple(MessageRecord(*row) for row in await run(_messages(post_id))),
            tuple(CorrectionRecord(*row) for row in await run(_corrections(post_id))),
            tuple(ErrandRecord(*row) for row in await run(_errands(post_id))),
        )


def _attempts(post_id: int) -> Select[tuple[int, int, datetime, datetime, str, str]]:
    columns = attempts.c
    query = select(
        columns.part,
        columns.number,
        columns.started_at,
        columns.finished_at,
        columns.outcome,
        columns.detail,
    )
    return query.where(columns.post_id == post_id).order_by(columns.id)


def _messages(post_id: int) -> Select[tuple[int, int, datetime, datetime, datetime, bool]]:
    columns = messages.c
    query = select(
        columns.message_id,
        columns.part,
        columns.sent_at,
        columns.edited_at,
        columns.deleted_at,
        columns.pinned,
    )
    return query.where(columns.post_id == post_id).order_by(columns.part, columns.item)


def _corrections(post_id: int) -> Select[tuple[str, str, int, datetime]]:
    columns = corrections.c
    query = select(columns.kind, columns.text, columns.user_id, columns.at)
    return query.where(columns.post_id == post_id).order_by(columns.id)


def _errands(post_id: int) -> Select[tuple[str, int, datetime, datetime, int, datetime, str]]:
    columns = errands.c
    query = select(
        columns.kind,
        columns.actor_id,
        columns.created_at,
        columns.due_at,
        columns.tries,
        columns.done_at,
        columns.error,
    )
    return query.where(columns.post_id == post_id).order_by(columns.id)
