"""Which process publishes. On PostgreSQL several may run: one holds the lease, the rest wait."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from datetime import timedelta

from bot.store import LeaseLost, Store, StoreError, Transaction

log = logging.getLogger(__name__)

TTL = 7.0  # seconds; a holder that is gone is followed after so many at most
RENEW = 1.5
LOOK = 0.5  # how often a standby looks whether the lease is free
MARGIN = 2.0  # a call to Telegram begins only while so much is left


def elapsed() -> float:
    """Seconds on a clock that nobody sets, and that goes on while the machine is suspended."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Sole:
    """The lease of a database that has one process at a time: held to the end."""

    def safe(self) -> bool:
        """Always."""
        return True

    async def keep(self) -> None:
        """There is nothing to do."""


@dataclass(slots=True)
class Lease:
    """A row of the database, valid until a time by the server's clock (reliability.md §2.5).

    What this process knows of its end is never later than that: it counts from before the
    renewal was asked for.
    """

    store: Store
    owner: str
    _ends: float = field(default=0.0, init=False)

    def safe(self) -> bool:
        """Whether a call to Telegram may begin."""
        return self._left() >= MARGIN

    async def take(self, stop: asyncio.Event) -> bool:
        """Waits for the lease and takes it; False where `stop` was set before."""
        told = ""
        while not stop.is_set():
            try:
                if await self._try():
                    return True
                holder = await self.store.run(lambda tx: tx.leases.holder())
                news = f"{holder} publishes" if holder else "nobody publishes yet"
            except StoreError as error:
                news = f"the database is away ({error})"
            if news != told:
                log.info("standby: %s; waiting for the lease", news)
                told = news
            try:
                async with asyncio.timeout(LOOK):
                    await stop.wait()
            except TimeoutError:
                pass
        return False

    async def keep(self) -> None:
        """Renews the lease for ever. Raises LeaseLost when it is, or may be, another's."""
        while True:
            await asyncio.sleep(min(RENEW, max(0.0, self._left() - 2 * MARGIN)))
            asked = elapsed()
            try:
                # The transaction goes on; only the waiting for it ends.
                async with asyncio.timeout(self._left()):
                    await self.store.run(self._renew)
            except LeaseLost:
                raise
            except (StoreError, TimeoutError) as error:
                log.warning("the lease was not renewed: %s", str(error) or "no answer in time")
                if self._left() <= 0:
                    raise LeaseLost("the lease ran out unrenewed") from None
                await asyncio.sleep(LOOK)
            else:
                self._ends = asked + TTL

    async def release(self) -> None:
        """Lets the lease go, so that a standby need not wait; one that is lost is left alone."""
        epoch, held = self.store.epoch, self._left() > 0
        self._ends = 0.0
        if epoch is None or not held:
            return
        try:
            async with asyncio.timeout(MARGIN):
                await self.store.run(lambda tx: tx.leases.release(epoch))
        except LeaseLost:
            pass
        except (StoreError, TimeoutError) as error:
            log.warning("the lease was not released: %s", str(error) or "no answer in time")

    async def _try(self) -> bool:
        asked = elapsed()
        ttl = timedelta(seconds=TTL)
        epoch = await self.store.run(lambda tx: tx.leases.take(self.owner, ttl))
        if epoch is None:
            return False
        self.store.epoch = epoch
        self._ends = asked + TTL
        log.info("this process publishes (epoch %d)", epoch)
        return True

    async def _renew(self, tx: Transaction) -> None:
        assert self.store.epoch is not None  # noqa: S101 - taken before it is kept
        await tx.leases.renew(self.store.epoch, timedelta(seconds=TTL))

    def _left(self) -> float:
        return self._ends - elapsed()
