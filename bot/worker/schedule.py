"""APScheduler rings bells and runs what recurs; it holds no posts (design §7)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services.ports import Wake

Job = Callable[[], Awaitable[None]]

NEXT_DUE = "next due post"


class Schedule:
    """The recurring jobs, and an alarm at the next due instant."""

    def __init__(self, wake: Wake, housekeeping: Job, upkeep: Job, backup: Job) -> None:
        self._wake = wake
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._scheduler.add_job(housekeeping, "cron", hour=18, minute=40, id="housekeeping")
        self._scheduler.add_job(upkeep, "cron", minute="*/10", id="upkeep")
        # Every hour, since a machine may sleep at night; the day's copy is made once.
        self._scheduler.add_job(backup, "cron", minute=45, id="backup")

    def start(self) -> None:
        """Starts the scheduler on the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stops it; nothing of value runs in its jobs."""
        self._scheduler.shutdown(wait=False)

    def ring_at(self, due: datetime | None) -> None:
        """Sets the alarm that wakes the publishing loop at `due` (UTC)."""
        if due is None:
            if self._scheduler.get_job(NEXT_DUE):
                self._scheduler.remove_job(NEXT_DUE)
            return
        self._scheduler.add_job(
            self._wake.plan.set, "date", run_date=due, id=NEXT_DUE, replace_existing=True
        )
