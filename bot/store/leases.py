"""Queries on the lease of the process that publishes: on PostgreSQL, by the server's own clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Interval, String, and_, cast, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.errors import LeaseLost
from bot.store.schema import leases

PUBLISHER = "publisher"

# Not now(): that is when the transaction began.
_NOW: ColumnElement[datetime] = func.clock_timestamp(type_=leases.c.expires_at.type)


def _until(ttl: timedelta) -> ColumnElement[datetime]:
    return _NOW + literal(ttl, Interval)


def _mine(epoch: int) -> ColumnElement[bool]:
    columns = leases.c
    return and_(columns.name == PUBLISHER, columns.epoch == epoch, columns.expires_at > _NOW)


class Leases:
    """One row; `epoch` grows with every change of hands."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, owner: str, ttl: timedelta) -> int | None:
        """Takes the lease if nobody has it; returns the new epoch."""
        # A row that is held must not even be locked: its holder works under it.
        values = {"owner": owner, "epoch": leases.c.epoch + 1, "expires_at": _until(ttl)}
        free = update(leases).where(leases.c.name == PUBLISHER, leases.c.expires_at <= _NOW)
        taken = await self._connection.execute(free.values(**values).returning(leases.c.epoch))
        if (row := taken.first()) is not None:
            return int(row.epoch)
        first = insert(leases).values(name=PUBLISHER, owner=owner, epoch=1, expires_at=_until(ttl))
        first = first.on_conflict_do_nothing()
        made = await self._connection.execute(first.returning(leases.c.epoch))
        epoch: int | None = made.scalar_one_or_none()
        return epoch

    async def renew(self, epoch: int, ttl: timedelta) -> None:
        """Has a lease that is held last for `ttl` from now. Raises LeaseLost."""
        statement = update(leases).where(_mine(epoch)).values(expires_at=_until(ttl))
        if (await self._connection.execute(statement)).rowcount == 0:
            raise LeaseLost("another process has taken the lease")

    async def release(self, epoch: int) -> None:
        """Lets the lease go, if it is held: whoever waits may take it at once."""
        statement = update(leases).where(_mine(epoch)).values(expires_at=_NOW)
        await self._connection.execute(statement)

    async def holder(self) -> str | None:
        """Who has the lease now."""
        query = select(leases.c.owner).where(
            leases.c.name == PUBLISHER, leases.c.expires_at > _NOW
        )
        return (await self._connection.execute(query)).scalar_one_or_none()


async def hold(connection: AsyncConnection, epoch: int) -> str:
    """Makes sure that the transaction is the holder's, to its end; returns its number.

    The row stays locked until then, so that the lease can't change hands in between. Raises
    LeaseLost.
    """
    number = cast(func.pg_current_xact_id(), String)
    query = select(number).select_from(leases).where(_mine(epoch)).with_for_update(read=True)
    found: str | None = (await connection.execute(query)).scalar_one_or_none()
    if found is None:
        raise LeaseLost("another process has taken the lease")
    return found
