"""What a monitor sees of the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bot.services.health import Doctor, Health
from bot.store import StoreError

log = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds for the database to answer


class PortTaken(Exception):
    """The bot can't listen where it should; the text is for the person who runs it."""


@dataclass(slots=True)
class Window:
    """Health and figures; until the bot is complete, that it is starting or stands by."""

    standby: bool = False
    examine: Callable[[], Awaitable[Health]] | None = None
    figures: Callable[[Health | None], Awaitable[bytes]] | None = None

    def show(
        self, doctor: Doctor, figures: Callable[[Health | None], Awaitable[bytes]] | None
    ) -> None:
        """The bot is complete."""
        self.examine, self.figures = doctor.examine, figures

    async def healthz(self) -> tuple[HTTPStatus, dict[str, Any]]:
        """200 while all is well, 503 with what is not."""
        health = await self._health()
        if self.standby:
            body: dict[str, Any] = {"status": "standby", "problems": []}
        elif health is None:
            state = "starting" if self.examine is None else "failing"
            problems = [] if self.examine is None else ["database"]
            body = {"status": state, "problems": problems}
        else:
            body = report(health)
        status = (
            HTTPStatus.OK
            if body["status"] in ("ok", "standby")
            else HTTPStatus.SERVICE_UNAVAILABLE
        )
        return status, body

    async def metrics(self) -> bytes | None:
        """The figures, as Prometheus reads them; None while there are none."""
        return None if self.figures is None else await self.figures(await self._health())

    async def _health(self) -> Health | None:
        if self.examine is None:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.examine()
        except (StoreError, TimeoutError) as error:
            log.warning("the bot's health is unknown: %s", error or "no answer in time")
            return None


def report(health: Health) -> dict[str, Any]:
    """The health as JSON: numbers of posts and channels, ages in seconds, nobody's name."""

    def age(at: Any) -> float | None:
        return None if at is None else round((health.now - at).total_seconds(), 1)

    return {
        "status": "failing" if health.problems else "ok",
        "problems": list(health.problems),
        "up": age(health.since),
        "clock_trusted": health.trusted,
        "telegram_answered": age(health.answered),
        "updates_asked": age(health.asked),
        "channels": [
            {
                "channel": each.channel.id,
                "queued": each.queued,
                "late": [{"post": late.number, "by": age(late.ready)} for late in each.late],
                "unsure": [line.id for line in each.unsure],
                "lost": each.channel.lost is not None,
            }
            for each in health.channels
        ],
        "inbox": {"waiting": health.inbox.count, "oldest": age(health.inbox.oldest)},
        "set_aside": health.set_aside,
        "notices": {"waiting": health.notices.count, "oldest": age(health.notices.oldest)},
        "flood": {
            "waiting": sum(health.standstill.waiting.values()),
            "frozen": len(health.standstill.frozen),
        },
    }
